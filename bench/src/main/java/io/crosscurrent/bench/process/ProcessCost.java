/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.bench.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the kernel says a process has used. Linux only. */
public final class ProcessCost {
    /** {@code USER_HZ}: fixed in the kernel's interface, whatever its own tick is. */
    private static final double TICKS_A_SECOND = 100;

    private ProcessCost() {}

    /** Seconds of processor time, user and system, of all threads since it started. */
    public static double cpuSeconds(long pid) throws IOException {
        return parseCpuSeconds(Files.readString(Path.of("/proc", Long.toString(pid), "stat")));
    }

    /** Fields 14 and 15; the second field is a name in brackets that may hold anything. */
    static double parseCpuSeconds(String stat) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_A_SECOND;
    }

    /** The most memory it ever held, in bytes. */
    public static long peakResidentBytes(long pid) throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc", Long.toString(pid), "status"))) {
            if (line.startsWith("VmHWM:")) {
                return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
            }
        }
        throw new IOException("process " + pid + " has no VmHWM: it has ended");
    }
}
