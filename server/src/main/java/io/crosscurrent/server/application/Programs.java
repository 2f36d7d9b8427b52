/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.application;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.engines.job.ProgramJar;
import io.crosscurrent.server.aws.ApiException;
import io.crosscurrent.server.aws.PojoCodec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The JARs of applications, taken when an application is made or changed, as the service does: what happens to the object
 * in S3 later has no effect. Files are named by their SHA-256. Used by many threads.
 */
final class Programs {
    private static final String INVALID = "InvalidApplicationConfigurationException";
    private static final String ENDING = ".jar";

    private final Path directory;
    private final ApplicationService.Objects objects;

    Programs(Path directory, ApplicationService.Objects objects) {
        this.directory = directory;
        this.objects = objects;
    }

    private static ApiException invalid(String message) {
        return new ApiException(INVALID, message);
    }

    /**
     * Takes the JAR that a configuration names or holds, and what it holds out of the configuration.
     *
     * @param given the application as given, changed: {@code Code} with {@code sha256}, {@code md5}, {@code size}
     */
    void take(ObjectNode given) {
        JsonNode code = given.at("/ApplicationConfiguration/ApplicationCodeConfiguration");
        JsonNode content = code.path("CodeContent");
        String type = code.path("CodeContentType").asText("PLAINTEXT");
        if (content.has("ZipFileContent")) {
            put(given, zip(content.get("ZipFileContent")));
            ((ObjectNode) content).remove("ZipFileContent");
        } else if (content.has("S3ContentLocation")) {
            put(given, object(content.get("S3ContentLocation")));
        } else if (type.equals("ZIPFILE") && !given.has("Code")) {
            throw invalid(
                    "CodeContentType is ZIPFILE and CodeContent has no JAR: give S3ContentLocation or ZipFileContent.");
        } else if (type.equals("PLAINTEXT")) {
            given.remove("Code");
        }
        if (given.has("Code") && type.equals("PLAINTEXT")) {
            throw invalid("CodeContentType must be ZIPFILE for a JAR.");
        }
    }

    private static byte[] zip(JsonNode content) {
        try {
            return content.isBinary()
                    ? content.binaryValue()
                    : Base64.getDecoder().decode(content.asText());
        } catch (IOException | IllegalArgumentException e) {
            throw invalid("ZipFileContent is not base64.");
        }
    }

    private byte[] object(JsonNode location) {
        String name = location.path("BucketARN").asText().replaceFirst("^arn:aws[a-z-]*:s3:::", "");
        String key = location.path("FileKey").asText();
        if (location.has("ObjectVersion")) {
            throw invalid("S3ContentLocation.ObjectVersion "
                    + location.path("ObjectVersion").asText()
                    + " cannot be read: objects have no versions here. Leave it out.");
        }
        return objects.read(name, key)
                .orElseThrow(() -> invalid("There is no object " + key + " in bucket " + name
                        + ". Put it there first: aws s3 cp app.jar s3://" + name + "/" + key + "."));
    }

    private void put(ObjectNode given, byte[] jar) {
        String sha = digest("SHA-256", jar);
        try {
            Files.createDirectories(directory);
            Path draft = Files.createTempFile(directory, "draft", ".tmp");
            Files.write(draft, jar);
            try {
                ProgramJar.mainClass(draft);
            } catch (CrosscurrentException e) {
                Files.delete(draft);
                throw invalid(e.oneLine());
            }
            Files.move(draft, file(sha), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        given.putObject("Code")
                .put("sha256", sha)
                .put("md5", digest("MD5", jar))
                .put("size", jar.length);
    }

    private static String digest(String algorithm, byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has " + algorithm, e);
        }
    }

    private Path file(String sha) {
        return directory.resolve(sha + ENDING);
    }

    /** @throws CrosscurrentException when it is gone, or not what was taken */
    Path jar(String sha) {
        Path file = file(sha);
        try {
            if (Files.exists(file)
                    && digest("SHA-256", Files.readAllBytes(file)).equals(sha)) {
                return file;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new CrosscurrentException(
                "application.no_code",
                "The JAR of the application is not in " + directory + " any more, or was changed there.",
                "Give it again with UpdateApplication.");
    }

    /** Deletes all that no application has. */
    void keep(Set<String> used) {
        if (!Files.isDirectory(directory)) {
            return;
        }
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(ENDING)).toList()) {
                if (!used.contains(file.getFileName().toString().replace(ENDING, ""))) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The code as it is shown. @param shown description of the application's configuration, changed */
    static void describe(ObjectNode given, ObjectNode shown) {
        if (shown.at("/ApplicationCodeConfigurationDescription/CodeContentDescription") instanceof ObjectNode content) {
            JsonNode location = content.remove("S3ContentLocationDescription");
            if (location != null) {
                content.set("S3ApplicationCodeLocationDescription", location);
            }
            if (given.get("Code") instanceof ObjectNode code) {
                content.set("CodeMD5", code.get("md5"));
                content.set("CodeSize", code.get("size"));
            }
        } else if (given.get("Code") instanceof ObjectNode code
                && shown.get("ApplicationCodeConfigurationDescription") instanceof ObjectNode description) {
            ObjectNode content = PojoCodec.object();
            content.set("CodeMD5", code.get("md5"));
            content.set("CodeSize", code.get("size"));
            description.set("CodeContentDescription", content);
        }
    }
}
