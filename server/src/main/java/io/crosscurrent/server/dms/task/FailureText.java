/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.dms.task;

import io.crosscurrent.server.registry.Registry;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the sentence for a person in the stack trace of a connector. Our failures read {@code message [dotted.code] remedy};
 * anything else is its first line.
 */
record FailureText(String message, String code) {
    private static final Pattern OURS = Pattern.compile(".*\\[([a-z0-9_]+(?:\\.[a-z0-9_]+)+)\\].*");
    private static final Pattern CLASS =
            Pattern.compile("^(?:Caused by: )?(?:[a-zA-Z_][\\w$]*\\.)+[A-Z][\\w$]*(?:: |$)");
    private static final Set<String> RECOVERABLE = Set.of(
            "source.connection_lost",
            "source.unreachable",
            "source.timeout",
            "source.closed",
            "source.too_many_connections",
            Registry.UNREACHABLE);
    private static final int LONGEST = 2_000;

    static FailureText of(String trace) {
        String first = "";
        for (String line : trace.split("\\R")) {
            if (line.startsWith("\t") || line.isBlank()) {
                continue;
            }
            String text = CLASS.matcher(line.trim()).replaceFirst("");
            Matcher ours = OURS.matcher(text);
            if (ours.matches()) {
                return new FailureText(cut(text), ours.group(1));
            }
            // the deepest cause says most
            first = text.isEmpty() ? first : text;
        }
        return new FailureText(first.isEmpty() ? "The connector failed and gave no reason." : cut(first), "");
    }

    private static String cut(String text) {
        return text.substring(0, Math.min(LONGEST, text.length()));
    }

    /** Whether trying again may help: the source or Kafka was out of reach. */
    boolean recoverable() {
        return RECOVERABLE.contains(code);
    }
}
