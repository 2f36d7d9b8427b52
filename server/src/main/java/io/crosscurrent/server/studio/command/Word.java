/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.studio.command;

import io.crosscurrent.core.failure.CrosscurrentException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A word of a command line before its variables have values. */
record Word(List<Part> parts) {
    /** What a part is: text, or the name of a variable, which outside of quotes may become several words. */
    enum Kind {
        TEXT,
        VARIABLE,
        QUOTED_VARIABLE
    }

    record Part(Kind kind, String text) {}

    /** @throws CrosscurrentException {@code studio.unknown_variable} */
    static List<String> expand(List<Word> words, Map<String, String> variables) {
        List<String> out = new ArrayList<>();
        for (Word word : words) {
            word.into(out, variables);
        }
        return out;
    }

    private void into(List<String> out, Map<String, String> variables) {
        StringBuilder word = new StringBuilder();
        boolean any = false;
        for (Part part : parts) {
            String text = part.kind() == Kind.TEXT ? part.text() : value(part.text(), variables);
            if (part.kind() != Kind.VARIABLE) {
                word.append(text);
                any = true;
            } else if (!text.isBlank()) {
                String[] pieces = text.trim().split("\\s+");
                for (int i = 0; i < pieces.length; i++) {
                    if (i > 0) {
                        out.add(word.toString());
                        word.setLength(0);
                    }
                    word.append(pieces[i]);
                }
                any = true;
            }
        }
        if (any) {
            out.add(word.toString());
        }
    }

    private static String value(String name, Map<String, String> variables) {
        String value = variables.get(name);
        if (value == null) {
            throw new CrosscurrentException(
                    "studio.unknown_variable",
                    "The variable " + name + " has no value.",
                    "Set it in a line above of the same cell: " + name + "=$(dms describe-endpoints --output text)."
                            + Nearest.hint(name, variables.keySet()));
        }
        return value;
    }
}
