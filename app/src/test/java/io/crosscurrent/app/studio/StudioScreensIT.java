/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.app.studio;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Pictures of every view, light and dark, wide and narrow, in {@code target/screenshots}, to be looked at by people. Only
 * with {@code -Dstudio.screenshots=true}.
 */
@EnabledIfSystemProperty(named = "studio.screenshots", matches = "true")
class StudioScreensIT {
    @TempDir
    static Path directory;

    private RealBrowser browser;
    private Page page;
    private String root;
    private String suffix;

    @Test
    void everyViewIsPictured() throws Exception {
        RealBrowser.of(java.net.URI.create("http://127.0.0.1")).close();
        try (DemoProcess demo = DemoProcess.start(directory);
                RealBrowser started = RealBrowser.of(demo.address())) {
            browser = started;
            root = "http://" + demo.address().getAuthority() + "/studio/#/";
            for (int width : List.of(1440, 600)) {
                for (ColorScheme colours : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
                    page = browser.page(width, 900, colours);
                    suffix = (width > 1000 ? "wide-" : "narrow-")
                            + colours.name().toLowerCase(java.util.Locale.ROOT);
                    page.navigate(root);
                    assertThat(page.getByText("Sign in with an access key.")).isVisible();
                    picture("login");
                    page.navigate(demo.another().toString());
                    pipelines();
                    note();
                    others();
                    page.context().close();
                }
            }
        }
    }

    private void picture(String view) {
        // what flashes or fades is over, and the mouse points at nothing
        page.mouse().move(0, 0);
        page.waitForTimeout(1_200);
        browser.picture(page, view + "-" + suffix);
    }

    private void at(String place) {
        page.navigate(root + place);
        assertThat(page.locator("main.place h1, main.place .note-title").first())
                .isVisible();
    }

    private void click(String button) {
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(button).setExact(true))
                .first()
                .click();
    }

    private void closeDialog() {
        page.keyboard().press("Escape");
        assertThat(page.locator("dialog[open]")).hasCount(0);
    }

    private void pipelines() {
        at("pipelines");
        assertThat(page.getByText("salesdb-to-kafka").first()).isVisible();
        picture("pipelines");
        click("New pipeline");
        picture("new-pipeline");
        click("New source endpoint");
        picture("new-endpoint");
        closeDialog();
        page.keyboard().press("Control+k");
        picture("go-to");
        closeDialog();
        page.keyboard().press("?");
        picture("shortcuts");
        closeDialog();
    }

    private void note() {
        at("notes");
        picture("notes");
        at("notes/test-cdc-streaming");
        click("Run all");
        Locator rows = page.locator("#cell-c4");
        Locator chart = page.locator("#cell-c5");
        assertThat(rows).hasAttribute("data-state", "live");
        assertThat(chart.locator("canvas")).isVisible();
        picture("note");
        rows.scrollIntoViewIfNeeded();
        picture("note-rows");
        chart.scrollIntoViewIfNeeded();
        picture("note-chart");
        show(rows, "Changes");
        rows.scrollIntoViewIfNeeded();
        picture("note-changes");
        show(rows, "Table");
        at("jobs");
        picture("jobs");
        at("notes/test-cdc-streaming");
        click("Stop all");
        assertThat(chart).hasAttribute("data-state", "stopped");
    }

    private static void show(Locator cell, String how) {
        cell.getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName(how).setExact(true))
                .click();
    }

    private void others() {
        at("topics");
        picture("topics");
        at("topics/salesdb.orders");
        page.locator(".message-line").first().click();
        picture("topic");
        at("dashboards");
        picture("dashboards");
        click("New dashboard");
        assertThat(page.getByText("No tile yet")).isVisible();
        picture("dashboard");
    }
}
