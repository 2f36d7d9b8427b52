/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.cli.connection;

import io.crosscurrent.cli.failure.CliFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Sections of files in the form of AWS: {@code [name]} lines followed by {@code key = value}. */
final class Profile {
    private Profile() {}

    /** The values of one section, empty when file or section are missing. {@code [profile x]} counts as {@code [x]}. */
    static Map<String, String> read(Path file, String section) {
        Map<String, String> values = new LinkedHashMap<>();
        if (!Files.isRegularFile(file)) {
            return values;
        }
        boolean inside = false;
        try {
            for (String raw : Files.readAllLines(file)) {
                String line = raw.strip();
                int equals = line.indexOf('=');
                if (line.startsWith("[") && line.endsWith("]")) {
                    String name = line.substring(1, line.length() - 1).strip();
                    inside = name.equals(section) || name.equals("profile " + section);
                } else if (inside && equals > 0 && !line.startsWith("#")) {
                    values.put(
                            line.substring(0, equals).strip(),
                            line.substring(equals + 1).strip());
                }
            }
        } catch (IOException e) {
            throw new CliFailure("cli.file_unreadable", "%s cannot be read: %s".formatted(file, e.getMessage()), "", e);
        }
        return values;
    }
}
