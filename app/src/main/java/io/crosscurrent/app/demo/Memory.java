/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.app.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Memory of a process as Linux counts it. */
final class Memory {
    private Memory() {}

    /** Resident memory, for example {@code 512 MB}; {@code unknown} where there is no /proc. */
    static String resident(long processId) {
        Path status = Path.of("/proc", Long.toString(processId), "status");
        try {
            List<String> lines = Files.readAllLines(status);
            return lines.stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .map(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024 + " MB")
                    .findFirst()
                    .orElse("unknown");
        } catch (IOException e) {
            return "unknown";
        }
    }
}
