/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.objects;

import io.crosscurrent.core.failure.CrosscurrentException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Objects as files: a directory per bucket, names of files made of the keys, so that no key can leave it. Used by many
 * threads; an object is there whole or not at all.
 */
public final class ObjectStore {
    private static final String KEY_ENDING = ".key";

    private final Path directory;

    public ObjectStore(Path directory) {
        this.directory = directory;
    }

    /** What is known of an object. @param etag MD5 in hexadecimal digits, as clients expect it */
    record Entry(String key, long size, Instant changed, String etag) {}

    /** @throws IllegalArgumentException when the name is no name of a bucket */
    private Path bucket(String name) {
        if (!name.matches("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]") || name.contains("..")) {
            throw new IllegalArgumentException("no bucket can be called " + name);
        }
        return directory.resolve(name);
    }

    /** Where parts of objects are kept until they are whole; no bucket can have this name. */
    Path uploads(String bucket) {
        bucket(bucket);
        return directory.resolve("_uploads");
    }

    static String digest(String algorithm, byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has " + algorithm, e);
        }
    }

    private Path file(String bucket, String key) {
        return bucket(bucket).resolve(digest("SHA-256", key.getBytes(StandardCharsets.UTF_8)));
    }

    String put(String bucket, String key, byte[] content) {
        Path file = file(bucket, key);
        try {
            Files.createDirectories(file.getParent());
            write(Path.of(file + KEY_ENDING), key.getBytes(StandardCharsets.UTF_8));
            write(file, content);
        } catch (IOException e) {
            throw new CrosscurrentException(
                    "store.object",
                    "The object " + bucket + "/" + key + " cannot be written: " + e.getMessage(),
                    "Make the data directory writable.",
                    e);
        }
        return digest("MD5", content);
    }

    /** As {@code PutObject} does. @throws CrosscurrentException when there can be no such bucket */
    public void putText(String bucket, String key, String text) {
        try {
            put(bucket, key, text.getBytes(StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            throw new CrosscurrentException(
                    "store.bucket", "The bucket is not valid: " + e.getMessage() + ".", "Name another one.", e);
        }
    }

    private static void write(Path file, byte[] content) throws IOException {
        Path draft = Files.createTempFile(file.getParent(), "draft", ".tmp");
        Files.write(draft, content);
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    Optional<byte[]> get(String bucket, String key) {
        Path file = file(bucket, key);
        try {
            return Files.isRegularFile(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Content of an object; empty when there is none. */
    public Optional<byte[]> bytes(String bucket, String key) {
        try {
            return get(bucket, key);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Text of the object at an address of this server, {@code http://host:port/bucket/key}; empty for another one. */
    public Optional<String> text(String path) {
        String[] parts = path.split("/", 3);
        if (parts.length < 3 || parts[1].isEmpty()) {
            return Optional.empty();
        }
        try {
            return get(parts[1], parts[2]).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    void delete(String bucket, String key) {
        Path file = file(bucket, key);
        try {
            Files.deleteIfExists(file);
            Files.deleteIfExists(Path.of(file + KEY_ENDING));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sorted by key. */
    List<Entry> list(String bucket, String prefix) {
        Path home = bucket(bucket);
        List<Entry> entries = new ArrayList<>();
        if (!Files.isDirectory(home)) {
            return entries;
        }
        try (Stream<Path> files = Files.list(home)) {
            for (Path named :
                    files.filter(file -> file.toString().endsWith(KEY_ENDING)).toList()) {
                String key = Files.readString(named);
                Path file =
                        Path.of(named.toString().substring(0, named.toString().length() - KEY_ENDING.length()));
                if (key.startsWith(prefix) && Files.exists(file)) {
                    entries.add(new Entry(
                            key,
                            Files.size(file),
                            Files.getLastModifiedTime(file).toInstant(),
                            digest("MD5", Files.readAllBytes(file))));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        entries.sort(Comparator.comparing(Entry::key));
        return entries;
    }
}
