/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.studio.run;

import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.server.studio.note.Magic;
import io.crosscurrent.server.studio.result.LiveResult;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What the bracket of a magic says of a cell, with the meaning that Zeppelin gives it.
 *
 * @param refreshMs least time between two pictures of its rows; 0 for as soon as they change
 * @param template of {@code type=single}: text in which {@code {0}} stands for the first column; "" for none
 * @param thresholdMs of {@code type=append}: rows whose first column is that much older than the newest go; -1 for none
 * @param runAsOne whether its INSERTs are one job
 * @param savepointDirectory where savepoints of its jobs go; "" for the usual place
 * @param resume what its jobs begin from
 * @param options of Flink, for each of its statements
 * @param notices what of it has no effect here, for a person
 * @see <a href="https://zeppelin.apache.org/docs/0.12.0/interpreter/flink.html">Flink interpreter of Zeppelin</a>
 */
record LocalProperties(
        LiveResult.Mode mode,
        long refreshMs,
        String template,
        long thresholdMs,
        boolean runAsOne,
        String savepointDirectory,
        Resume resume,
        Map<String, String> options,
        List<String> notices) {
    /** What a job begins from. */
    enum Resume {
        NOTHING,
        SAVEPOINT,
        CHECKPOINT
    }

    private static final long LEAST_REFRESH_MS = 100;
    private static final Set<String> KNOWN = Set.of(
            "type",
            "refreshInterval",
            "template",
            "threshold",
            "parallelism",
            "maxParallelism",
            "jobName",
            "runAsOne",
            "savepointDir",
            "resumeFromSavepoint",
            "resumeFromLatestCheckpoint",
            "execution.savepoint.path");

    /** @throws CrosscurrentException {@code studio.property_malformed} */
    static LocalProperties of(Magic magic, String jobName) {
        Map<String, String> given = magic.properties();
        LiveResult.Mode mode = mode(given.get("type"));
        List<String> notices = new ArrayList<>();
        given.keySet().stream()
                .filter(key -> !KNOWN.contains(key))
                .forEach(key -> notices.add("The property " + key + " is not known here and has no effect."));
        only(given, notices, "template", mode == LiveResult.Mode.SINGLE, "type=single");
        only(given, notices, "threshold", mode == LiveResult.Mode.APPEND, "type=append");
        Map<String, String> options = new HashMap<>();
        options.put("pipeline.name", given.getOrDefault("jobName", jobName));
        options.put("execution.runtime-mode", magic.batch() ? "batch" : "streaming");
        if (given.containsKey("parallelism")) {
            options.put("parallelism.default", Long.toString(number(given, "parallelism", 1, 32_768, 1)));
        }
        if (given.containsKey("maxParallelism")) {
            options.put("pipeline.max-parallelism", Long.toString(number(given, "maxParallelism", 1, 32_768, 1)));
        }
        if (given.containsKey("execution.savepoint.path")) {
            options.put("execution.state-recovery.path", given.get("execution.savepoint.path"));
        }
        long refresh = number(given, "refreshInterval", 0, Integer.MAX_VALUE, 0);
        return new LocalProperties(
                mode,
                refresh == 0 ? 0 : Math.max(refresh, LEAST_REFRESH_MS),
                given.getOrDefault("template", ""),
                number(given, "threshold", 0, Long.MAX_VALUE, -1),
                flag(given, "runAsOne"),
                given.getOrDefault("savepointDir", ""),
                resume(given),
                options,
                notices);
    }

    private static LiveResult.Mode mode(String type) {
        return switch (type == null ? "update" : type.toLowerCase(Locale.ROOT)) {
            case "update" -> LiveResult.Mode.UPDATE;
            case "append" -> LiveResult.Mode.APPEND;
            case "single" -> LiveResult.Mode.SINGLE;
            default -> throw malformed("type", type, "update, append or single");
        };
    }

    private static Resume resume(Map<String, String> given) {
        boolean savepoint = flag(given, "resumeFromSavepoint");
        boolean checkpoint = flag(given, "resumeFromLatestCheckpoint");
        if (savepoint) {
            return Resume.SAVEPOINT;
        }
        return checkpoint ? Resume.CHECKPOINT : Resume.NOTHING;
    }

    /** What is said of a cell without a statement that starts a job. */
    List<String> noticesWithoutJob() {
        List<String> out = new ArrayList<>();
        if (resume != Resume.NOTHING || !savepointDirectory.isEmpty()) {
            out.add(
                    "Savepoints and checkpoints are for jobs, like those of INSERT: the rows of a query begin anew each time.");
        }
        return out;
    }

    private static void only(
            Map<String, String> given, List<String> notices, String key, boolean applies, String where) {
        if (given.containsKey(key) && !applies) {
            notices.add("The property " + key + " has an effect with " + where + " only.");
        }
    }

    private static boolean flag(Map<String, String> given, String key) {
        String value = given.get(key);
        if (value == null || value.equalsIgnoreCase("false")) {
            return false;
        }
        // a key without a value has its own name as value
        if (value.equalsIgnoreCase("true") || value.equals(key)) {
            return true;
        }
        throw malformed(key, value, "true or false");
    }

    private static long number(Map<String, String> given, String key, long least, long most, long usual) {
        String value = given.get(key);
        if (value == null) {
            return usual;
        }
        try {
            long number = Long.parseLong(value.strip());
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw malformed(key, value, "a whole number");
        }
        throw malformed(key, value, "at least " + least + (most < Long.MAX_VALUE ? " and at most " + most : ""));
    }

    private static CrosscurrentException malformed(String key, String value, String wanted) {
        return new CrosscurrentException(
                "studio.property_malformed",
                "The property " + key + " of the cell's first line is \"" + value + "\".",
                "Write " + wanted + ".");
    }
}
