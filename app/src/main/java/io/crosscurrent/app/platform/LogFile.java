/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.app.platform;

import java.nio.file.Path;

/** Sends the log to a file of the data directory; must be called before the first logger is made. */
public final class LogFile {
    private static final String PROPERTY = "crosscurrent.log";

    private LogFile() {}

    public static Path in(Path dataDirectory) {
        Path file = dataDirectory.toAbsolutePath().normalize().resolve("log").resolve("crosscurrent.log");
        System.setProperty(PROPERTY, file.toString());
        return file;
    }
}
