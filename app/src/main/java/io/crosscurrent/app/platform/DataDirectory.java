/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.app.platform;

import io.crosscurrent.core.failure.CrosscurrentException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Everything a platform keeps on disk. Open to its owner alone; locked as long as it is open, so that no two platforms
 * write into the same one.
 *
 * <p>{@code config} and {@code credentials} are for AWS tools and our own commands, {@code kafka-client.properties} for
 * Kafka's, who trust {@code kafka/tls/ca.pem}; {@code kafka}, {@code flink}, {@code store} and {@code demo} belong to the parts; {@code plugins} is for
 * plug-ins of Kafka Connect that people put there, {@code log} for people to read.
 */
public final class DataDirectory implements AutoCloseable {
    private final Path root;
    private final FileChannel channel;
    private final FileLock lock;

    private DataDirectory(Path root, FileChannel channel, FileLock lock) {
        this.root = root;
        this.channel = channel;
        this.lock = lock;
    }

    /** The directory when none is named: {@code $CROSSCURRENT_DATA} or {@code ~/.crosscurrent}. */
    public static Path usual() {
        String configured = System.getenv("CROSSCURRENT_DATA");
        return configured != null ? Path.of(configured) : Path.of(System.getProperty("user.home"), ".crosscurrent");
    }

    /** Makes and locks it. @throws CrosscurrentException {@code platform.already_running}, {@code platform.data_directory} */
    public static DataDirectory open(Path directory) {
        Path root = directory.toAbsolutePath().normalize();
        try {
            if (!Files.isDirectory(root)) {
                Files.createDirectories(
                        root, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            }
            FileChannel channel =
                    FileChannel.open(root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = tryLock(channel);
            if (lock == null) {
                channel.close();
                throw new CrosscurrentException(
                        "platform.already_running",
                        "A platform is already running in " + root + ".",
                        "Use it (crosscurrent status), stop it with Ctrl-C, or name another directory with --data.");
            }
            return new DataDirectory(root, channel, lock);
        } catch (IOException e) {
            throw unusable(root, e);
        }
    }

    public Path root() {
        return root;
    }

    public Path resolve(String name) {
        return root.resolve(name);
    }

    /** Deletes everything in it but the lock. */
    public void clear() {
        try {
            Files.walkFileTree(root, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    if (!file.equals(root.resolve("lock"))) {
                        Files.deleteIfExists(file);
                    }
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path visited, IOException failure) throws IOException {
                    if (!visited.equals(root)) {
                        Files.deleteIfExists(visited);
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw unusable(root, e);
        }
    }

    @Override
    public void close() {
        try {
            lock.release();
            channel.close();
        } catch (IOException e) {
            throw unusable(root, e);
        }
    }

    private static FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException sameProcess) {
            return null;
        }
    }

    private static CrosscurrentException unusable(Path root, IOException cause) {
        return new CrosscurrentException(
                "platform.data_directory",
                "The data directory %s cannot be used: %s".formatted(root, cause),
                "Name another one with --data.",
                cause);
    }
}
