/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.engines.sql;

import io.crosscurrent.core.failure.CrosscurrentException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The states of jobs on disk, as Flink lays them out: {@code checkpoints/JOB/chk-N/_metadata}, and below a directory of ours
 * for each suspended job {@code savepoints/JOB/savepoint-…/_metadata}. Metadata are written last, so what has them is
 * complete. Safe for use by several threads.
 */
final class JobSnapshots {
    private static final Pattern JOB = Pattern.compile("[0-9a-f]{32}");
    private static final String METADATA = "_metadata";

    private final Path checkpoints;
    private final Path savepoints;

    JobSnapshots(Path checkpoints, Path savepoints) {
        this.checkpoints = checkpoints;
        this.savepoints = savepoints;
    }

    /** Where the savepoint of a suspension goes, as a URI. */
    String savepointsOf(String job) {
        return of(savepoints, job).toUri().toString();
    }

    /** URI of the newest complete one, "" when there is none. */
    String newest(String job) {
        return Stream.concat(complete(of(checkpoints, job)), complete(of(savepoints, job)))
                .max(Comparator.comparing(JobSnapshots::written))
                .map(directory -> directory.toUri().toString())
                .orElse("");
    }

    private static Path of(Path directory, String job) {
        if (!JOB.matcher(job).matches()) {
            throw new CrosscurrentException("flink.job", job + " is no id of a job.", "It has 32 hexadecimal digits.");
        }
        return directory.resolve(job);
    }

    private static Stream<Path> complete(Path directory) {
        if (!Files.isDirectory(directory)) {
            return Stream.empty();
        }
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.filter(entry -> Files.exists(entry.resolve(METADATA))).toList().stream();
        } catch (IOException e) {
            throw unreadable(directory, e);
        }
    }

    private static FileTime written(Path directory) {
        try {
            return Files.getLastModifiedTime(directory.resolve(METADATA));
        } catch (IOException e) {
            throw unreadable(directory, e);
        }
    }

    void delete(String job) {
        for (Path directory : List.of(of(checkpoints, job), of(savepoints, job))) {
            if (Files.isDirectory(directory)) {
                try (Stream<Path> entries = Files.walk(directory)) {
                    for (Path entry : entries.sorted(Comparator.reverseOrder()).toList()) {
                        Files.deleteIfExists(entry);
                    }
                } catch (IOException e) {
                    throw unreadable(directory, e);
                }
            }
        }
    }

    private static CrosscurrentException unreadable(Path directory, IOException e) {
        return new CrosscurrentException(
                "flink.snapshots",
                "The states of jobs in %s cannot be read or deleted: %s".formatted(directory, e),
                "Check that the directory and what is in it belong to the user of this process.",
                e);
    }
}
