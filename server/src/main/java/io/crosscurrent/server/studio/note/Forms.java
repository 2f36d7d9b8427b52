/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.studio.note;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Parameters written into a cell: {@code ${name}}, {@code ${name=default}}, {@code ${name(Label)=default,a|b(B)}},
 * {@code ${checkbox( OR ):name=a|b,a|b|c}}, {@code ${password:name}}, {@code ${secret:name:member}}; a {@code |} in quotes belongs to its option; {@code _} before hides one,
 * unless it ends a word, as in {@code orders_${region}}; a second {@code $} makes it one of the whole note. Values are put in as they are and are not looked at again.
 */
public final class Forms {
    private static final Pattern FORM = Pattern.compile("(?:(?<!\\w)_)?\\$?\\$\\{([^}]*)\\}");
    private static final Pattern TYPED =
            Pattern.compile("(checkbox|password|secret)(?:\\(([^)]*)\\))?:(.*)", Pattern.DOTALL);
    private static final Pattern LABELLED = Pattern.compile("(.*?)\\([^()]*\\)", Pattern.DOTALL);

    private Forms() {}

    /**
     * A parameter.
     *
     * @param kind text, select, checkbox, password or secret: one that is read where secrets are kept and chosen by nobody
     * @param usual its value when nobody chose one
     * @param delimiter what stands between the chosen values of a checkbox
     */
    public record Form(String name, String kind, String usual, List<String> options, String delimiter) {}

    /**
     * A text with its values put in.
     *
     * @param written the text without them
     * @param pieces where the pieces of the result come from
     */
    public record Filled(String text, String written, List<Piece> pieces) {
        /** Offset in the text as written, of an offset in the result. */
        public int origin(int offset) {
            Piece at = pieces.get(0);
            for (Piece piece : pieces) {
                if (piece.to() <= offset) {
                    at = piece;
                }
            }
            return at.literal() ? at.from() + offset - at.to() : at.from();
        }

        /** Where a place of the result stands in the text as written; both count from 1. */
        public Place place(int line, int column) {
            int begin = 0;
            for (int i = 1; i < line && begin >= 0; i++) {
                begin = text.indexOf('\n', begin) + 1;
                begin = begin == 0 ? -1 : begin;
            }
            int origin = origin(begin < 0 ? text.length() : Math.min(text.length(), begin + column - 1));
            String before = written.substring(0, origin);
            int lines = (int) before.chars().filter(c -> c == '\n').count();
            return new Place(1 + lines, origin - before.lastIndexOf('\n'));
        }
    }

    /** @param line from 1; @param column from 1 */
    public record Place(int line, int column) {}

    /** @param to where it begins in the result; @param from where it begins in the text; @param literal copied as written */
    public record Piece(int to, int from, boolean literal) {}

    /** The parameters of a text, each once, in order. */
    public static List<Form> of(String text) {
        Map<String, Form> forms = new LinkedHashMap<>();
        Matcher found = FORM.matcher(text);
        while (found.find()) {
            Form form = form(found.group(1));
            if (!form.name().isEmpty()) {
                forms.putIfAbsent(form.name(), form);
            }
        }
        return List.copyOf(forms.values());
    }

    private static Form form(String content) {
        int equals = content.indexOf('=');
        String head = (equals < 0 ? content : content.substring(0, equals)).strip();
        String tail = equals < 0 ? "" : content.substring(equals + 1);
        String kind = "text";
        String delimiter = ",";
        Matcher typed = TYPED.matcher(head);
        if (typed.matches()) {
            kind = typed.group(1);
            delimiter = typed.group(2) == null ? "," : typed.group(2);
            head = typed.group(3);
        }
        int comma = tail.indexOf(',');
        String usual = comma < 0 ? tail : tail.substring(0, comma);
        List<String> options = new ArrayList<>();
        if (comma >= 0) {
            for (String option : choices(tail.substring(comma + 1))) {
                options.add(name(option));
            }
        }
        if (kind.equals("text") && !options.isEmpty()) {
            kind = "select";
        }
        if (kind.equals("checkbox")) {
            usual = String.join(delimiter, choices(usual));
        }
        boolean told = kind.equals("password") || kind.equals("secret");
        return new Form(name(head), kind, told ? "" : usual, List.copyOf(options), delimiter);
    }

    /**
     * Cuts at each {@code |} outside of quotes. Quotes stay, since they may be those of SQL; one without its other half is a
     * letter like any other. {@code \|} stands for a {@code |}.
     */
    private static List<String> choices(String text) {
        List<String> out = new ArrayList<>();
        StringBuilder choice = new StringBuilder();
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            int close = c == '\'' || c == '"' ? text.indexOf(c, at + 1) : -1;
            if (close > 0) {
                choice.append(text, at, close + 1);
                at = close;
            } else if (text.startsWith("\\|", at)) {
                choice.append('|');
                at++;
            } else if (c == '|') {
                out.add(choice.toString());
                choice.setLength(0);
            } else {
                choice.append(c);
            }
        }
        out.add(choice.toString());
        return out;
    }

    private static String name(String labelled) {
        Matcher label = LABELLED.matcher(labelled.strip());
        return label.matches() ? label.group(1).strip() : labelled.strip();
    }

    /** @param values by name; a name that is missing has its usual value */
    public static Filled fill(String text, Map<String, String> values) {
        StringBuilder out = new StringBuilder(text.length());
        List<Piece> pieces = new ArrayList<>();
        Map<String, String> usual = new LinkedHashMap<>();
        of(text).forEach(form -> usual.put(form.name(), form.usual()));
        Matcher found = FORM.matcher(text);
        int end = 0;
        while (found.find()) {
            Form form = form(found.group(1));
            if (form.name().isEmpty()) {
                continue;
            }
            pieces.add(new Piece(out.length(), end, true));
            out.append(text, end, found.start());
            pieces.add(new Piece(out.length(), found.start(), false));
            out.append(values.getOrDefault(form.name(), usual.get(form.name())));
            end = found.end();
        }
        pieces.add(new Piece(out.length(), end, true));
        out.append(text, end, text.length());
        return new Filled(out.toString(), text, List.copyOf(pieces));
    }
}
