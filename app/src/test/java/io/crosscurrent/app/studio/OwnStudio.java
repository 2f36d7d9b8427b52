/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.app.studio;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.crosscurrent.app.PlatformProcess;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A platform of its own and a browser for the tests of a class, and for each of them a page on which the platform's owner is
 * logged in; nothing may go wrong on it. Skipped where there is no browser.
 */
final class OwnStudio implements BeforeAllCallback, AfterAllCallback, BeforeEachCallback, AfterEachCallback {
    private static final int WIDTH = 1440;

    /** What stands beside the platform. */
    interface Surroundings {
        /** Begins it. @return options of {@code crosscurrent up} */
        List<String> begin(Path directory) throws Exception;

        /** Ends it, after the platform; also when it did not begin. */
        void end() throws Exception;
    }

    private final int height;
    private final Surroundings surroundings;
    private Path directory;
    private PlatformProcess platform;
    private RealBrowser browser;
    private Page page;

    /** @param height of pages */
    OwnStudio(int height, Surroundings surroundings) {
        this.height = height;
        this.surroundings = surroundings;
    }

    /** With nothing beside it. @param height of pages */
    OwnStudio(int height) {
        this(height, new Surroundings() {
            @Override
            public List<String> begin(Path directory) {
                return List.of();
            }

            @Override
            public void end() {}
        });
    }

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        // skips before anything is started
        RealBrowser.of(URI.create("http://127.0.0.1")).close();
        directory = Files.createTempDirectory(
                Files.createDirectories(Path.of("target").toAbsolutePath()), "studio");
        List<String> options = new ArrayList<>(List.of("--port", "0"));
        options.addAll(surroundings.begin(directory));
        platform = PlatformProcess.start(directory.resolve("data"), options);
        browser = RealBrowser.of(URI.create(platform.endpointUrl()));
    }

    @Override
    public void afterAll(ExtensionContext context) throws Exception {
        if (browser != null) {
            browser.close();
        }
        if (platform != null) {
            platform.close();
        }
        surroundings.end();
    }

    @Override
    public void beforeEach(ExtensionContext context) throws Exception {
        page = visitor();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        if (page != null) {
            page.context().close();
        }
        browser.assertNoTrouble();
    }

    /** The page of the test. */
    Page page() {
        return page;
    }

    RealBrowser browser() {
        return browser;
    }

    /** Where files of the tests may stand. */
    Path directory() {
        return directory;
    }

    /** Address of a place: {@code jobs}, {@code notes/ID}. */
    String at(String place) {
        return root() + "/studio/#/" + place;
    }

    /** Address of the platform, without a slash at its end. */
    String root() {
        return platform.endpointUrl();
    }

    /** One more page on which the owner is logged in; whoever asked for it closes its context. */
    Page visitor() throws Exception {
        Page visitor = browser.page(WIDTH, height, ColorScheme.LIGHT);
        visitor.navigate(platform.run(0, "studio").strip());
        return visitor;
    }

    /** The page of the test with a new note. */
    void newNote() {
        page.navigate(at("notes"));
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("New note"))
                .first()
                .click();
    }

    /** The page of the test with a new note of one empty cell. */
    void newCell() {
        newNote();
        page.locator(".insert button").first().click();
    }
}
