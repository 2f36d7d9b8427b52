/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.app.studio;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store.CloseableResource;

/** One demo and one browser for the test classes that ask for it, from the first of them until all tests are done. */
final class SharedDemo implements BeforeAllCallback {
    private static Running running;

    private record Running(DemoProcess demo, RealBrowser browser) implements CloseableResource {
        static Running start() {
            try {
                DemoProcess demo = DemoProcess.start(Files.createTempDirectory(
                        Files.createDirectories(Path.of("target").toAbsolutePath()), "demo"));
                return new Running(demo, RealBrowser.of(demo.address()));
            } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }

        @Override
        public void close() throws Throwable {
            browser.close();
            demo.close();
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        assumeTrue(
                System.getProperty("os.arch").equals("amd64")
                        && System.getProperty("os.name").equals("Linux"),
                "the MySQL of the demo is for Linux on x86-64");
        if (running == null) {
            RealBrowser.of(URI.create("http://127.0.0.1")).close();
        }
        running = context.getRoot()
                .getStore(Namespace.create(SharedDemo.class))
                .getOrComputeIfAbsent("demo", name -> Running.start(), Running.class);
    }

    static DemoProcess demo() {
        return running.demo();
    }

    static RealBrowser browser() {
        return running.browser();
    }

    static String root() throws java.io.IOException {
        return "http://" + running.demo().address().getAuthority();
    }
}
