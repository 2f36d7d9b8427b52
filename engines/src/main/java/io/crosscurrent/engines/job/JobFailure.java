/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.engines.job;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Why a job of SQL failed, from the deepest cause that says something, and what mends it.
 *
 * @param reason one sentence without stack and package names
 * @param remedy what to do, a sentence
 */
public record JobFailure(String reason, String remedy) {
    private static final Pattern CAUSE =
            Pattern.compile("(?m)^(?:Caused by: )?((?:[\\w$]+\\.)+[A-Z][\\w$]*)(?:: (.*))?$");
    private static final Pattern WRAPPED = Pattern.compile("^(?:[\\w$]+\\.)+([A-Z][\\w$]*)(?:: (.*))?$");
    private static final int LONGEST = 400;
    /** Fewer words say nothing without the class of the failure. */
    private static final int TELLING_WORDS = 4;

    private static final String OTHERWISE =
            "Mend what the reason names; then let the job go on, or run its cell for one that begins anew.";
    /** What stands in stacks of failures, the first that fits. */
    private static final List<Map.Entry<Pattern, String>> REMEDIES = List.of(
            remedy(
                    "NoResourceAvailableException",
                    "There are not enough free task slots: stop other jobs, or lower parallelism.default in the cell."),
            remedy(
                    "TaskManager with id .* (?:timed out|no longer reachable)|TaskExecutor is shutting down"
                            + "|unexpectedly closed by remote task manager|Lost connection to task manager",
                    "A TaskManager was lost: start it again, then let the job go on."),
            remedy(
                    "cannot map|allowNonRestoredState|StateMigrationException",
                    "What was saved is of another statement: run the cell for a job that begins anew."),
            remedy(
                    "UnknownTopicOrPartitionException|InvalidTopicException",
                    "Create the topic, or mend its name in the table's options."),
            remedy(
                    "AuthorizationException|SaslAuthenticationException",
                    "Give the login in the table's options the right to it, or mend the login."),
            remedy(
                    "[Ff]ailed to deserialize|JsonParseException|Corrupt(?:ed)? .*message",
                    "A message is not in the format of the table: mend the message or the format, or let the format"
                            + " pass over what it cannot read."),
            remedy(
                    "NOT NULL.*null value|null value.*NOT NULL",
                    "Replace NULL (COALESCE), or SET 'table.exec.sink.not-null-enforcer' = 'DROP'."),
            remedy("by zero", "Guard the divisor, as in a / NULLIF(b, 0), and run the cell again."),
            remedy(
                    "NumberFormatException|DateTimeException|DateTimeParseException|[Cc]annot cast|Casting",
                    "A value cannot be read as the type that is wanted: use TRY_CAST, and run the cell again."),
            remedy(
                    "OutOfMemoryError|Insufficient number of network buffers|Could not allocate",
                    "Give Flink more memory, or lower parallelism.default in the cell; then let the job go on."));

    private static Map.Entry<Pattern, String> remedy(String sign, String text) {
        return Map.entry(Pattern.compile(sign), text);
    }

    /** @param stack text of a stack trace */
    static JobFailure of(String stack) {
        Matcher cause = CAUSE.matcher(stack);
        String reason = stack.strip().lines().findFirst().orElse("");
        boolean told = false;
        while (cause.find()) {
            String said = cause.group(2) == null ? "" : cause.group(2).strip();
            if (!said.isEmpty() || !told) {
                reason = sentence(cause.group(1), said);
                told |= !said.isEmpty();
            }
        }
        String remedy = REMEDIES.stream()
                .filter(each -> each.getKey().matcher(stack).find())
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(OTHERWISE);
        return new JobFailure(reason, remedy);
    }

    private static String sentence(String type, String said) {
        Matcher wrapped = WRAPPED.matcher(said);
        if (wrapped.matches()) {
            return sentence(wrapped.group(1), wrapped.group(2) == null ? "" : wrapped.group(2));
        }
        String simple = type.substring(type.lastIndexOf('.') + 1);
        boolean tells = said.split("\\s+").length >= TELLING_WORDS;
        String text = said.isEmpty() ? simple : tells ? said : simple + ": " + said;
        String cut = text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
        return cut.matches(".*[.!?…]") ? cut : cut + ".";
    }

    /** Reason and remedy one after the other. */
    public String oneLine() {
        return reason + " " + remedy;
    }
}
