/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.app.platform;

import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.server.access.OwnerOnly;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** Files of one setting a line that hold passwords: mode 600. Passwords are drawn at the first start. */
public final class Passwords {
    private static final String CHARACTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final int LENGTH = 24;

    private Passwords() {}

    /** The password kept in the file, drawn and kept there first if there was none. */
    public static String of(Path file, String user) {
        try {
            if (!Files.exists(file)) {
                write(file, Map.of("user", user, "password", draw()));
            }
            Properties properties = new Properties();
            properties.load(new StringReader(Files.readString(file)));
            return properties.getProperty("password");
        } catch (IOException e) {
            throw unusable(file, e);
        }
    }

    /** Writes settings in the form of Java properties, replacing the file. */
    public static void write(Path file, Map<String, String> settings) {
        StringBuilder text = new StringBuilder();
        new TreeMap<>(settings).forEach((name, value) -> text.append(name)
                .append('=')
                .append(value.replace("\\", "\\\\"))
                .append('\n'));
        replace(file, text.toString());
    }

    /** Replaces the file with the text. */
    public static void replace(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.deleteIfExists(file);
            OwnerOnly.write(file, text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw unusable(file, e);
        }
    }

    private static String draw() {
        SecureRandom random = new SecureRandom();
        StringBuilder password = new StringBuilder(LENGTH);
        for (int i = 0; i < LENGTH; i++) {
            password.append(CHARACTERS.charAt(random.nextInt(CHARACTERS.length())));
        }
        return password.toString();
    }

    private static CrosscurrentException unusable(Path file, IOException cause) {
        return new CrosscurrentException(
                "platform.data_directory",
                "The file %s cannot be used: %s".formatted(file, cause),
                "Make it readable and writable for the user who runs Crosscurrent.",
                cause);
    }
}
