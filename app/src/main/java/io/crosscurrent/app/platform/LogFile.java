/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.app.platform;

import java.nio.file.Path;

/** Sends the log to a file of the data directory; must be called before the first logger is made. */
public final class LogFile {
    private static final String PROPERTY = "crosscurrent.log";

    private LogFile() {}

    /** How lines of the log look. */
    public enum Format {
        TEXT,
        JSON
    }

    public static Path in(Path dataDirectory) {
        return in(dataDirectory, Format.TEXT);
    }

    /** @param format JSON for one object a line, in the fields of the Elastic Common Schema */
    public static Path in(Path dataDirectory, Format format) {
        if (format == Format.JSON) {
            System.setProperty("log4j2.configurationFile", "log4j2.properties,log4j2-json.properties");
        }
        Path file = dataDirectory.toAbsolutePath().normalize().resolve("log").resolve("crosscurrent.log");
        System.setProperty(PROPERTY, file.toString());
        return file;
    }
}
