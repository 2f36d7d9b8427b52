/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.engines.sql;

import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

/**
 * How the embedded cluster runs. Immutable; {@code with…} methods give changed copies.
 *
 * @param directory for savepoints and temporary files; made when it does not exist
 * @param slots how many parallel pieces of jobs can run at once: a running SELECT takes one; at least 1
 * @param warmUp whether a throw-away query runs in the background after the start, so that the first real one is quick
 * @param options further Flink options; they win over ours
 */
public record FlinkSettings(Path directory, int slots, boolean warmUp, Map<String, String> options) {
    public FlinkSettings {
        Objects.requireNonNull(directory, "directory");
        options = Map.copyOf(options);
        if (slots < 1) {
            throw new IllegalArgumentException("slots is " + slots + ", must be at least 1");
        }
    }

    public static FlinkSettings in(Path directory) {
        return new FlinkSettings(directory, 16, true, Map.of());
    }

    public FlinkSettings withSlots(int slots) {
        return new FlinkSettings(directory, slots, warmUp, options);
    }

    public FlinkSettings withWarmUp(boolean warmUp) {
        return new FlinkSettings(directory, slots, warmUp, options);
    }

    public FlinkSettings withOptions(Map<String, String> options) {
        return new FlinkSettings(directory, slots, warmUp, options);
    }
}
