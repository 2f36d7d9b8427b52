/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.engines.job;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A program with a main method that starts jobs.
 *
 * @param jar its main class stands in the manifest
 * @param options of Flink for its jobs; what the program sets itself wins
 * @param properties groups of properties, which the program reads with {@code KinesisAnalyticsRuntime}
 */
public record Program(
        String name,
        Path jar,
        List<String> arguments,
        Map<String, String> options,
        Map<String, Map<String, String>> properties,
        Restore restore) {
    public Program {
        arguments = List.copyOf(arguments);
        options = Map.copyOf(options);
        properties = Map.copyOf(properties);
    }

    /**
     * What a job begins with.
     *
     * @param path of a snapshot or checkpoint; "" to begin empty
     * @param allowNonRestored whether state may be left out that the program has no place for
     */
    public record Restore(String path, boolean allowNonRestored) {
        public static final Restore NOTHING = new Restore("", false);

        /** As options of a job. The snapshot stays whose it is. */
        public Map<String, String> options() {
            return path.isEmpty()
                    ? Map.of()
                    : Map.of(
                            "execution.state-recovery.path",
                            path,
                            "execution.state-recovery.ignore-unclaimed-state",
                            Boolean.toString(allowNonRestored),
                            "execution.state-recovery.claim-mode",
                            "NO_CLAIM");
        }
    }
}
