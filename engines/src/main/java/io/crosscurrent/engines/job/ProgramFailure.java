/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.engines.job;

import io.crosscurrent.core.failure.CrosscurrentException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Why a program or its job failed, from the deepest cause, in one sentence, with what mends it. */
final class ProgramFailure {
    private static final Pattern CAUSE =
            Pattern.compile("(?m)^(?:Caused by: )?((?:[\\w$]+\\.)+[A-Z][\\w$]*)(?:: (.*))?$");
    private static final Set<String> OTHER_CLASSES = Set.of(
            "NoClassDefFoundError",
            "ClassNotFoundException",
            "NoSuchMethodError",
            "NoSuchFieldError",
            "IncompatibleClassChangeError",
            "AbstractMethodError",
            "UnsupportedClassVersionError");
    private static final int LONGEST = 600;

    private ProgramFailure() {}

    /** The two deepest causes that say something, the upper one first. @param stack text of a stack trace */
    static String reason(String stack) {
        Matcher cause = CAUSE.matcher(stack);
        List<String> told = new ArrayList<>();
        while (cause.find()) {
            String message = cause.group(2) == null ? "" : cause.group(2).strip();
            String type = cause.group(1).substring(cause.group(1).lastIndexOf('.') + 1);
            String text = message.isEmpty() ? type : type + ": " + message;
            if (!told.isEmpty()
                    && !message.isEmpty()
                    && told.get(told.size() - 1).contains(message)) {
                told.set(told.size() - 1, text);
            } else if (!message.isEmpty() || told.isEmpty()) {
                told.add(text);
            }
        }
        String text = told.isEmpty()
                ? stack.strip()
                : String.join("; because of ", told.subList(Math.max(0, told.size() - 2), told.size()));
        return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
    }

    static CrosscurrentException ofProgram(String name, String stack, Throwable cause) {
        String reason = reason(stack);
        return new CrosscurrentException(
                "flink.program", "The main method of " + name + " failed: " + reason, remedy(reason), cause);
    }

    static CrosscurrentException ofJob(String job, String stack) {
        String reason = reason(stack);
        return new CrosscurrentException("flink.job_failed", "Job " + job + " failed: " + reason, remedy(reason));
    }

    private static String remedy(String reason) {
        if (OTHER_CLASSES.stream().anyMatch(reason::contains)) {
            return "Build the program against the cluster's version of Flink and put every library it needs beside Flink"
                    + " into its JAR.";
        }
        if (reason.contains("NoResourceAvailableException")) {
            return "There are not enough free task slots: stop other jobs, or lower the parallelism.";
        }
        if (reason.contains("cannot map") || reason.contains("allowNonRestoredState")) {
            return "Give the operators the uids they had, start with AllowNonRestoredState, or skip the snapshot.";
        }
        return "Mend the program or its properties, update the application and start it again.";
    }
}
