/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.app.studio;

import io.crosscurrent.app.PlatformProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * One platform without a database and one browser for all classes that ask for a {@link Studio}: started with the first of
 * them, ended after the last.
 */
final class SharedPlatform implements BeforeAllCallback, ParameterResolver {
    private static final ExtensionContext.Namespace OURS = ExtensionContext.Namespace.create(SharedPlatform.class);

    /** What the classes share. */
    static final class Studio implements ExtensionContext.Store.CloseableResource {
        private final Path directory;
        private final PlatformProcess platform;
        private final RealBrowser browser;

        private Studio() {
            // skips where there is none, before anything is started
            RealBrowser.of(URI.create("http://127.0.0.1")).close();
            try {
                directory = Files.createTempDirectory("shared-platform");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            platform = PlatformProcess.start(directory.resolve("data"), List.of("--port", "0"));
            browser = RealBrowser.of(URI.create(platform.endpointUrl()));
        }

        PlatformProcess platform() {
            return platform;
        }

        RealBrowser browser() {
            return browser;
        }

        /** Address of a place: {@code notes}, {@code notes/ID}. */
        String at(String place) {
            return platform.endpointUrl() + "/studio/#/" + place;
        }

        /** An address that logs its first visitor in as who owns the platform. */
        String ticket() throws IOException, InterruptedException {
            return platform.run(0, "studio").strip();
        }

        @Override
        public void close() throws Throwable {
            browser.close();
            platform.close();
            Files.walkFileTree(directory, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.delete(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path folder, IOException failure) throws IOException {
                    Files.delete(folder);
                    return FileVisitResult.CONTINUE;
                }
            });
        }
    }

    private static Studio studio(ExtensionContext context) {
        return context.getRoot().getStore(OURS).getOrComputeIfAbsent(Studio.class, key -> new Studio(), Studio.class);
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        studio(context);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Studio.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return studio(context);
    }
}
