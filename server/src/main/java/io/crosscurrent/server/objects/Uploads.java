/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.objects;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Objects that come in parts, as clients send what is larger than 8 MB. A directory for each upload, with a file for each
 * part. Used by many threads.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpuoverview.html">AWS: multipart upload</a>
 */
final class Uploads {
    /** Largest object; it is held in memory when it is put together. */
    private static final long OBJECT_BYTES = 128L << 20;

    private static final Pattern PART = Pattern.compile("<PartNumber>(\\d{1,5})</PartNumber>");

    private final ObjectStore store;

    Uploads(ObjectStore store) {
        this.store = store;
    }

    /** An answer of S3 that says no. */
    static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;
        final int status;
        final String code;

        Refused(int status, String code, String message) {
            super(message);
            this.status = status;
            this.code = code;
        }
    }

    String begin(String bucket, String key) {
        String id = UUID.randomUUID().toString();
        try {
            Path directory = Files.createDirectories(store.uploads(bucket).resolve(id));
            Files.writeString(directory.resolve("key"), bucket + "/" + key);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return id;
    }

    private Path directory(String id, String bucket, String key) {
        try {
            Path directory = store.uploads(bucket).resolve(UUID.fromString(id).toString());
            if (Files.readString(directory.resolve("key")).equals(bucket + "/" + key)) {
                return directory;
            }
        } catch (IOException | IllegalArgumentException e) {
            throw unknown();
        }
        throw unknown();
    }

    private static Refused unknown() {
        return new Refused(404, "NoSuchUpload", "The specified upload does not exist.");
    }

    /** @return MD5 of the part */
    String part(String id, String bucket, String key, int number, byte[] content) {
        if (number < 1 || number > 10_000) {
            throw new Refused(400, "InvalidArgument", "Part number must be an integer between 1 and 10000, inclusive");
        }
        try {
            Files.write(directory(id, bucket, key).resolve("part-" + number), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return ObjectStore.digest("MD5", content);
    }

    /** @param body names the parts; @return MD5 of the whole */
    String complete(String id, String bucket, String key, String body) {
        Path directory = directory(id, bucket, key);
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        Matcher part = PART.matcher(body);
        try {
            while (part.find()) {
                Path file = directory.resolve("part-" + Integer.parseInt(part.group(1)));
                if (!Files.exists(file)) {
                    throw new Refused(400, "InvalidPart", "Part " + part.group(1) + " could not be found.");
                }
                if (whole.size() + Files.size(file) > OBJECT_BYTES) {
                    throw new Refused(400, "EntityTooLarge", "An object has at most " + OBJECT_BYTES + " bytes here.");
                }
                Files.copy(file, whole);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String etag = store.put(bucket, key, whole.toByteArray());
        abort(id, bucket, key);
        return etag;
    }

    void abort(String id, String bucket, String key) {
        try (Stream<Path> files = Files.walk(directory(id, bucket, key))) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
