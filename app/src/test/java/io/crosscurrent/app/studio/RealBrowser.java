/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.app.studio;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * A Chromium that is installed, driven by Playwright with the Node that is installed. Notes what no page may do: errors on
 * the console, uncaught errors, requests to other hosts.
 */
final class RealBrowser implements AutoCloseable {
    private static final Path PICTURES = Path.of("target", "screenshots");

    private final Playwright playwright;
    private final Browser browser;
    private final String host;
    private final List<String> troubles = Collections.synchronizedList(new ArrayList<>());

    private RealBrowser(Path chromium, Path node, URI address) {
        System.setProperty("playwright.nodejs.path", node.toString());
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(chromium)
                        .setArgs(List.of("--no-sandbox", "--disable-dev-shm-usage")));
        host = address.getAuthority();
        // machines that test are slow and busy
        PlaywrightAssertions.setDefaultAssertionTimeout(45_000);
    }

    /** Skips the test, saying so, where there is no Chromium or no Node; fails instead with {@code -Dstudio.browser.required}. */
    static RealBrowser of(URI address) {
        Optional<Path> chromium = first(
                System.getProperty("studio.browser"),
                System.getenv("CHROME_BIN"),
                "/usr/bin/chromium",
                "/usr/bin/chromium-browser",
                "/usr/bin/google-chrome");
        Optional<Path> node = Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                .map(folder -> Path.of(folder, "node"))
                .filter(Files::isExecutable)
                .findFirst();
        boolean there = chromium.isPresent() && node.isPresent();
        if (!there) {
            System.err.println(
                    "SKIPPED: the studio's page is not tested, as Chromium or Node is missing; install both, or name the"
                            + " browser with -Dstudio.browser=/path");
        }
        assertThat(there || System.getProperty("studio.browser.required") == null)
                .as("Chromium and Node are installed")
                .isTrue();
        Assumptions.assumeTrue(there, "Chromium and Node are installed");
        return new RealBrowser(chromium.orElseThrow(), node.orElseThrow(), address);
    }

    private static Optional<Path> first(String... candidates) {
        return Stream.of(candidates)
                .filter(Objects::nonNull)
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** A page of somebody who has no cookies yet. */
    Page page() {
        return page(1440, 900, ColorScheme.LIGHT);
    }

    Page page(int width, int height, ColorScheme colours) {
        return page(width, height, colours, 1);
    }

    /** @param scale pixels of a picture for each of the page */
    Page page(int width, int height, ColorScheme colours, double scale) {
        BrowserContext context = browser.newContext(new Browser.NewContextOptions()
                .setViewportSize(width, height)
                .setDeviceScaleFactor(scale)
                .setColorScheme(colours)
                .setAcceptDownloads(true));
        Page page = context.newPage();
        page.setDefaultTimeout(20_000);
        page.onPageError(error -> troubles.add("uncaught: " + error));
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                troubles.add("console: " + message.text() + " at " + message.location());
            }
        });
        page.onRequest(request -> {
            URI uri = URI.create(request.url().replaceAll("[?#].*", ""));
            if (uri.getAuthority() != null && !uri.getAuthority().equals(host)) {
                troubles.add("request to " + request.url());
            }
        });
        page.onDialog(dialog -> {
            troubles.add("dialog: " + dialog.message());
            dialog.dismiss();
        });
        return page;
    }

    /** Kept in {@code target/screenshots}. */
    void picture(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve(name + ".png")));
    }

    /** Forgets the troubles that a test means to make. */
    void forgive(String part) {
        troubles.removeIf(each -> each.contains(part));
    }

    void assertNoTrouble() {
        assertThat(troubles).isEmpty();
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
