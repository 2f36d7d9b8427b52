/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.app.studio;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import io.crosscurrent.app.PlatformProcess;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The platform is killed under an open page and started again. */
class StudioRestartIT {
    private static final LocatorAssertions.HasAttributeOptions SOON =
            new LocatorAssertions.HasAttributeOptions().setTimeout(60_000);

    @TempDir
    private Path directory;

    @Test
    void thePageFindsThePlatformAgainAndWhatTheNoteDefinedIsStillThere() throws Exception {
        RealBrowser.of(URI.create("http://127.0.0.1")).close();
        try (PlatformProcess platform = PlatformProcess.start(directory.resolve("data"), List.of("--port", "0"));
                RealBrowser browser = RealBrowser.of(URI.create(platform.endpointUrl()))) {
            Page page = browser.page();
            page.navigate(platform.run(0, "studio").strip());
            page.navigate(platform.endpointUrl() + "/studio/#/notes");
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("New note"))
                    .first()
                    .click();
            Locator definition = add(
                    page,
                    0,
                    "CREATE TEMPORARY TABLE ticks (id BIGINT) WITH ('connector' = 'datagen', 'rows-per-second' = '5')");
            run(definition, "done");
            Locator query = add(page, 1, "SELECT id FROM ticks");
            run(query, "live");

            platform.kill();
            assertThat(page.getByText("Reconnecting…")).isVisible();
            platform.start();

            assertThat(query).hasAttribute("data-state", "lost", SOON);
            assertThat(query.locator(".cell-problem")).containsText("restarted");
            run(query, "live");
            assertThat(query.locator(".live-body .live-row:not([hidden])").first())
                    .isVisible();
            query.locator("button.stop").click();
            assertThat(query).hasAttribute("data-state", "stopped", SOON);
        }
    }

    private static Locator add(Page page, int at, String sql) {
        page.locator(".insert button").first().click();
        Locator cell = page.locator("section.cell").nth(at);
        cell.locator(".cm-content").click();
        page.keyboard().insertText(sql);
        return cell;
    }

    private static void run(Locator cell, String state) {
        cell.locator("button.play").click();
        assertThat(cell).hasAttribute("data-state", state, SOON);
    }
}
