/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.studio.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** One name for all files of the page as they are: it changes when any of them does. */
final class FilesVersion {
    private static final String PAGE = "studio/index.html";

    private FilesVersion() {}

    /** "none" where the page is not on the class path. */
    static String get() {
        URL page = FilesVersion.class.getClassLoader().getResource(PAGE);
        if (page == null) {
            return "none";
        }
        try {
            URLConnection connection = page.openConnection();
            return connection instanceof JarURLConnection jar ? packed(jar) : unpacked(page.toURI());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (java.net.URISyntaxException e) {
            throw new IllegalStateException("the class path has a folder that is no address: " + page, e);
        }
    }

    private static String packed(JarURLConnection jar) throws IOException {
        return hash(jar.getJarFile().stream()
                .filter(entry -> entry.getName().startsWith("studio/"))
                .map(entry -> entry.getName() + " " + entry.getCrc())
                .sorted()
                .toList());
    }

    private static String unpacked(URI page) throws IOException {
        Path folder = Path.of(page).getParent();
        try (Stream<Path> files = Files.walk(folder)) {
            return hash(files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file) + " " + hash(content(file)))
                    .sorted()
                    .toList());
        }
    }

    private static byte[] content(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String hash(List<String> lines) {
        return hash(String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
    }

    /** 24 hexadecimal digits. */
    static String hash(byte[] bytes) {
        return HexFormat.of().formatHex(digest(bytes), 0, 12);
    }

    static byte[] digest(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
