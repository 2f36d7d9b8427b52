/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.app.platform;

import io.crosscurrent.engines.kafka.EmbeddedKafka;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Files from which sessions of SQL learn how to log into Kafka by IAM, one for each role. Their names are drawn: a session is told the
 * one of its own role and cannot name another. Good until the platform ends. Used by many threads.
 */
final class RoleLogins {
    private final Path directory;
    private final String region;
    private final Map<String, Path> files = new HashMap<>();
    private EmbeddedKafka kafka;

    /** @param directory its files of earlier runs are deleted */
    RoleLogins(Path directory, String region) {
        this.directory = directory;
        this.region = region;
        try {
            if (Files.isDirectory(directory)) {
                try (Stream<Path> old = Files.list(directory)) {
                    for (Path file : (Iterable<Path>) old::iterator) {
                        Files.delete(file);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The files in " + directory + " cannot be deleted", e);
        }
    }

    /** The file of a role, which is there once Kafka is. */
    synchronized Path of(String roleArn) {
        return files.computeIfAbsent(roleArn, role -> {
            Path file = directory.resolve(UUID.randomUUID().toString());
            write(role, file);
            return file;
        });
    }

    /** To be told when Kafka has started. */
    synchronized void started(EmbeddedKafka engine) {
        kafka = engine;
        files.forEach(this::write);
    }

    private void write(String role, Path file) {
        if (kafka != null) {
            Passwords.write(file, kafka.roleProperties(role, region));
        }
    }
}
