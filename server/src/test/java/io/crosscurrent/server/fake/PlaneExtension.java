/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.fake;

import io.crosscurrent.engines.kafka.EmbeddedKafka;
import io.crosscurrent.engines.kafka.KafkaCredentials;
import io.crosscurrent.engines.kafka.KafkaSettings;
import io.crosscurrent.testing.Directories;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A {@link TestPlane} over a real Kafka that all test classes share. Registered in a static field the plane is one for the
 * class, in an instance field one for each test.
 */
public final class PlaneExtension
        implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback {
    private static final ExtensionContext.Namespace SHARED = ExtensionContext.Namespace.create(PlaneExtension.class);

    /** Ends with the last test class. */
    private static final class SharedKafka implements ExtensionContext.Store.CloseableResource {
        private final Path directory = temporary("kafka");
        private final EmbeddedKafka kafka =
                new EmbeddedKafka(KafkaSettings.in(directory, new KafkaCredentials("platform", "pw-of-platform")));

        SharedKafka() {
            kafka.start();
        }

        @Override
        public void close() {
            kafka.close();
            delete(directory);
        }
    }

    private boolean forTheClass;
    private EmbeddedKafka kafka;
    private Path directory;
    private FakeConnect connect;
    private TestPlane plane;

    private static Path temporary(String name) {
        try {
            return Files.createTempDirectory("crosscurrent-" + name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path directory) {
        try {
            Directories.delete(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public EmbeddedKafka kafka() {
        return kafka;
    }

    /** Where the control plane keeps its data. */
    public Path directory() {
        return directory;
    }

    public FakeConnect connect() {
        return connect;
    }

    public TestPlane plane() {
        return plane;
    }

    /** The control plane ends and comes again on the same data, with a Connect that knows nothing. */
    public void restart() {
        plane.close();
        connect = new FakeConnect();
        plane = new TestPlane(directory, kafka, connect);
    }

    private void start(ExtensionContext context) {
        kafka = context.getRoot()
                .getStore(SHARED)
                .getOrComputeIfAbsent("kafka", key -> new SharedKafka(), SharedKafka.class)
                .kafka;
        // the notes of the studio stand beside it
        directory = temporary("plane").resolve("data");
        connect = new FakeConnect();
        plane = new TestPlane(directory, kafka, connect);
    }

    private void stop() {
        plane.close();
        delete(directory.getParent());
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        forTheClass = true;
        start(context);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        if (!forTheClass) {
            start(context);
        }
    }

    @Override
    public void afterEach(ExtensionContext context) {
        if (!forTheClass) {
            stop();
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        stop();
    }
}
