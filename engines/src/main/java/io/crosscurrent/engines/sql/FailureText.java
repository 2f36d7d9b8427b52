/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.engines.sql;

import io.crosscurrent.engines.sql.SqlEngine.SqlFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Turns Flink's chains of causes into one sentence and a place in the statement. What a person can use is in the deepest
 * validation or parser error or, for failures of a running job, in the deepest cause.
 */
final class FailureText {
    private static final Set<String> TELLING = Set.of(
            "ValidationException",
            "SqlParserException",
            "SqlParserEOFException",
            "SqlParseException",
            "SqlValidateException",
            "CalciteContextException",
            "TableException",
            "CatalogException",
            "DatabaseNotExistException",
            "TableNotExistException",
            "TableAlreadyExistException");
    private static final Pattern CAUSE =
            Pattern.compile("^(?:Caused by: )?((?:[\\w$]+\\.)+[A-Z][\\w$]*)(?:: (.*))?$", Pattern.DOTALL);
    private static final Pattern PLACE =
            Pattern.compile("(?:From|At|at) line (\\d+), column (\\d+)(?: to line \\d+, column \\d+)?[:.]?\\s*");
    private static final Pattern ENCOUNTERED = Pattern.compile("Encountered \"([^\"]*)\"");
    private static final Pattern WORD = Pattern.compile("[A-Za-z_]\\w*");

    private static final String LOST_WORKER = "Flink lost the TaskManager that ran this statement.";
    private static final String LOST_JOB = "Flink lost the job of this statement, as its JobManager was begun again.";
    private static final String LOST_STATEMENT = "Flink's SQL gateway does not know this statement any more.";
    /** What Flink's messages say of losses, and what a person is told. */
    private static final Map<Pattern, String> LOSSES = Map.of(
            Pattern.compile("The TaskExecutor is shutting down"), LOST_WORKER,
            Pattern.compile("Connection unexpectedly closed by remote task manager"), LOST_WORKER,
            Pattern.compile("Lost connection to task manager"), LOST_WORKER,
            Pattern.compile("Heartbeat of TaskManager with id .* timed out"), LOST_WORKER,
            Pattern.compile("TaskManager with id .* is no longer reachable"), LOST_WORKER,
            Pattern.compile("^Job restarted"), LOST_WORKER,
            Pattern.compile("Could not find Flink job|Failed to get job status so we assume"), LOST_JOB,
            Pattern.compile("Can not find the submitted operation"), LOST_STATEMENT);

    private FailureText() {}

    /** @param type class name, qualified or not; @param message may be empty */
    record Cause(String type, String message) {
        String simpleType() {
            return type.substring(type.lastIndexOf('.') + 1);
        }
    }

    static SqlFailure of(Throwable failure, String statement) {
        List<Cause> causes = new ArrayList<>();
        for (Throwable cause = failure; cause != null && causes.size() < 50; cause = cause.getCause()) {
            causes.add(cause(cause));
        }
        return of(causes, statement, failure);
    }

    private static Cause cause(Throwable cause) {
        String message = cause.getMessage() == null ? "" : cause.getMessage();
        Matcher wrapped = CAUSE.matcher(message);
        // A serialized throwable carries the class it stands for in its message.
        return wrapped.matches() && cause.getClass().getSimpleName().equals("SerializedThrowable")
                ? new Cause(wrapped.group(1), wrapped.group(2) == null ? "" : wrapped.group(2))
                : new Cause(cause.getClass().getName(), message);
    }

    /** @param stack text of a stack trace as the gateway's REST API gives it */
    static SqlFailure ofStack(String stack, String statement, Throwable failure) {
        List<Cause> causes = new ArrayList<>();
        StringBuilder current = new StringBuilder();
        for (String line : stack.split("\n")) {
            boolean begins = line.startsWith("Caused by: ") || causes.isEmpty() && current.isEmpty();
            if (line.startsWith("\t") || line.startsWith("End of exception")) {
                add(causes, current);
            } else if (begins) {
                add(causes, current);
                current.append(line);
            } else if (!current.isEmpty()) {
                current.append('\n').append(line);
            } else if (CAUSE.matcher(line).matches()) {
                current.append(line);
            }
        }
        add(causes, current);
        return of(causes, statement, failure);
    }

    private static void add(List<Cause> causes, StringBuilder text) {
        Matcher cause = CAUSE.matcher(text.toString().strip());
        if (cause.matches()) {
            causes.add(new Cause(cause.group(1), cause.group(2) == null ? "" : cause.group(2)));
        } else if (!text.isEmpty() && !text.toString().startsWith("<Exception")) {
            causes.add(new Cause("", text.toString().strip()));
        }
        text.setLength(0);
    }

    private static SqlFailure of(List<Cause> causes, String statement, Throwable failure) {
        for (Cause cause : causes) {
            for (Map.Entry<Pattern, String> loss : LOSSES.entrySet()) {
                if (loss.getKey().matcher(cause.message()).find()) {
                    return SqlFailure.lost(loss.getValue(), failure);
                }
            }
        }
        Cause telling = causes.isEmpty() ? new Cause("", "The statement failed.") : causes.get(0);
        boolean known = false;
        for (Cause cause : causes) {
            boolean tells = TELLING.contains(cause.simpleType());
            if (!cause.message().isBlank() && (tells || !known)) {
                telling = cause;
                known = known || tells;
            }
            if (cause.simpleType().equals("NoResourceAvailableException")) {
                return new SqlFailure(
                        "There is no free slot for this query: too many are running. Stop one and run it again.",
                        0,
                        0,
                        failure);
            }
        }
        return placed(telling.message().isBlank() ? telling.simpleType() : telling.message(), statement, failure);
    }

    private static SqlFailure placed(String message, String statement, Throwable failure) {
        Matcher place = PLACE.matcher(message);
        if (!place.find()) {
            boolean firstWord = message.contains("Non-query expression encountered in illegal context");
            return firstWord
                    ? atFirstWord(message, statement, failure)
                    : new SqlFailure(withoutClass(message), 0, 0, failure);
        }
        int line = Integer.parseInt(place.group(1));
        int column = Integer.parseInt(place.group(2));
        Matcher token = ENCOUNTERED.matcher(message);
        String said;
        if (token.find()) {
            String word = token.group(1);
            said = word.equals("<EOF>")
                    ? "The statement ends too early."
                    : "\"%s\" is not expected here.".formatted(word);
            if (WORD.matcher(word).matches()) {
                said += " If it is a name and a reserved word, write `%s`.".formatted(word);
            }
        } else if (message.startsWith("Lexical error") || message.contains("Lexical error")) {
            said = "There is a character here that SQL does not know.";
        } else {
            said = message.substring(place.end()).strip();
        }
        return new SqlFailure(said.isEmpty() ? withoutClass(message) : said, line, column, failure);
    }

    private static SqlFailure atFirstWord(String message, String statement, Throwable failure) {
        int start = 0;
        int line = 1;
        int column = 1;
        while (start < statement.length() && Character.isWhitespace(statement.charAt(start))) {
            column = statement.charAt(start) == '\n' ? 1 : column + 1;
            line += statement.charAt(start) == '\n' ? 1 : 0;
            start++;
        }
        Matcher word = WORD.matcher(statement).region(start, statement.length());
        String first = word.lookingAt() ? word.group() : "This";
        return new SqlFailure("%s does not begin a statement.".formatted(first), line, column, failure);
    }

    /** Some messages begin with the class name of their own cause. */
    private static String withoutClass(String message) {
        Matcher cause = CAUSE.matcher(message);
        return cause.matches() && cause.group(2) != null ? withoutClass(cause.group(2)) : message.strip();
    }
}
