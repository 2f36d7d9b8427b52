/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.studio.command;

import io.crosscurrent.server.studio.command.Word.Kind;
import io.crosscurrent.server.studio.command.Word.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Splits the text of a cell into commands and words, with the quotes of a shell but without one. */
final class CommandLines {
    private static final Pattern ASSIGNMENT = Pattern.compile("([A-Za-z_][A-Za-z0-9_]*)=");
    private static final Pattern VARIABLE =
            Pattern.compile("\\$(?:([A-Za-z_][A-Za-z0-9_]*)|\\{([A-Za-z_][A-Za-z0-9_]*)})");
    private static final String SHELL = "|;&<>`()";

    private final String text;
    private int at;
    private int line = 1;
    private int lineStart;

    private CommandLines(String text) {
        this.text = text.replace("\r\n", "\n");
    }

    /** @throws CommandFailure {@code studio.open_quote}, {@code studio.shell_syntax} */
    static List<CommandLine> split(String text) {
        CommandLines lines = new CommandLines(text);
        List<CommandLine> found = new ArrayList<>();
        while (lines.skip(true)) {
            CommandLine command = lines.command();
            if (!command.runs() || !command.words().isEmpty()) {
                found.add(command);
            }
        }
        return List.copyOf(found);
    }

    private CommandLine command() {
        Place place = here();
        Matcher assignment = ASSIGNMENT.matcher(text).region(at, text.length());
        if (!assignment.lookingAt()) {
            return new CommandLine(place, "", true, withoutProgram(words(false)));
        }
        move(assignment.end() - at);
        boolean quoted = text.startsWith("\"$(", at);
        boolean runs = quoted || text.startsWith("$(", at);
        List<Word> words = new ArrayList<>();
        if (runs) {
            move(quoted ? 3 : 2);
            words.addAll(withoutProgram(words(true)));
            expect(')', place);
            if (quoted) {
                expect('"', place);
            }
        } else if (at < text.length() && !blank(false)) {
            words.add(word(false));
        }
        if (skip(false) && text.charAt(at) != '\n') {
            throw new CommandFailure(
                    here(),
                    "studio.shell_syntax",
                    "Something follows the assignment of " + assignment.group(1) + ".",
                    "Put the value in quotes, and the next command on a line of its own.",
                    null);
        }
        return new CommandLine(place, assignment.group(1), runs, List.copyOf(words));
    }

    /** The name of the program, and the magic of the cell, say nothing. */
    private static List<Word> withoutProgram(List<Word> words) {
        List<Word> out = words;
        for (String name : List.of("%aws", "aws")) {
            if (!out.isEmpty() && out.get(0).parts().equals(List.of(new Part(Kind.TEXT, name)))) {
                out = out.subList(1, out.size());
            }
        }
        return List.copyOf(out);
    }

    private List<Word> words(boolean nested) {
        List<Word> words = new ArrayList<>();
        while (skip(nested) && text.charAt(at) != (nested ? ')' : '\n')) {
            words.add(word(nested));
        }
        return words;
    }

    private Word word(boolean nested) {
        List<Part> parts = new ArrayList<>();
        StringBuilder plain = new StringBuilder();
        boolean given = false;
        while (at < text.length() && !blank(nested)) {
            char c = text.charAt(at);
            if (c == '\'' || c == '"') {
                quoted(c, plain, parts);
                given = true;
            } else if (c == '\\' && at + 1 < text.length()) {
                move(1);
                if (text.charAt(at) != '\n') {
                    plain.append(text.charAt(at));
                }
                move(1);
            } else if (c == '$') {
                variable(Kind.VARIABLE, plain, parts);
            } else if (SHELL.indexOf(c) >= 0) {
                throw new CommandFailure(
                        here(),
                        "studio.shell_syntax",
                        "The character " + c + " would mean something to a shell, and there is none.",
                        "Put the word in single quotes, or leave it out: commands stand on lines of their own.",
                        null);
            } else {
                plain.append(c);
                move(1);
            }
        }
        if (plain.length() > 0 || given && parts.isEmpty()) {
            parts.add(new Part(Kind.TEXT, plain.toString()));
        }
        return new Word(List.copyOf(parts));
    }

    private void quoted(char quote, StringBuilder plain, List<Part> parts) {
        Place opened = here();
        move(1);
        while (at < text.length() && text.charAt(at) != quote) {
            char c = text.charAt(at);
            boolean special = quote == '"' && at + 1 < text.length();
            if (special && c == '\\' && "\"\\$`\n".indexOf(text.charAt(at + 1)) >= 0) {
                move(1);
                if (text.charAt(at) != '\n') {
                    plain.append(text.charAt(at));
                }
                move(1);
            } else if (special && c == '$') {
                variable(Kind.QUOTED_VARIABLE, plain, parts);
            } else {
                plain.append(c);
                move(1);
            }
        }
        expect(quote, opened);
    }

    private void variable(Kind kind, StringBuilder plain, List<Part> parts) {
        Matcher name = VARIABLE.matcher(text).region(at, text.length());
        if (name.lookingAt()) {
            if (plain.length() > 0) {
                parts.add(new Part(Kind.TEXT, plain.toString()));
                plain.setLength(0);
            }
            parts.add(new Part(kind, name.group(1) == null ? name.group(2) : name.group(1)));
            move(name.end() - at);
        } else if (text.startsWith("$(", at)) {
            throw new CommandFailure(
                    here(),
                    "studio.shell_syntax",
                    "A command inside of a command is not run.",
                    "Keep its output first, on a line above: NAME=$(…), then use $NAME.",
                    null);
        } else {
            plain.append('$');
            move(1);
        }
    }

    /** Whether a word ends here. */
    private boolean blank(boolean nested) {
        char c = text.charAt(at);
        return Character.isWhitespace(c) || nested && c == ')';
    }

    /** Skips blanks, comments and continued lines. @param lines also line breaks @return whether something follows */
    private boolean skip(boolean lines) {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '#') {
                int end = text.indexOf('\n', at);
                move((end < 0 ? text.length() : end) - at);
            } else if (text.startsWith("\\\n", at)) {
                move(2);
            } else if (Character.isWhitespace(c) && (lines || c != '\n')) {
                move(1);
            } else {
                return true;
            }
        }
        return false;
    }

    private void expect(char end, Place opened) {
        if (at >= text.length() || text.charAt(at) != end) {
            throw new CommandFailure(
                    opened,
                    "studio.open_quote",
                    "What begins here never ends: there is no closing " + end + ".",
                    "Add it.",
                    null);
        }
        move(1);
    }

    private Place here() {
        return new Place(line, at - lineStart + 1);
    }

    private void move(int characters) {
        for (int i = 0; i < characters; i++) {
            if (text.charAt(at++) == '\n') {
                line++;
                lineStart = at;
            }
        }
    }
}
