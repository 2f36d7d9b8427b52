/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.app.studio;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import io.crosscurrent.app.PlatformProcess;
import java.nio.charset.StandardCharsets;
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
        try (PlatformProcess empty = PlatformProcess.start(directory.resolve("empty"), List.of("--port", "0"));
                DemoProcess demo = DemoProcess.start(directory);
                RealBrowser started = RealBrowser.of(demo.address())) {
            browser = started;
            for (int width : List.of(1440, 600)) {
                for (ColorScheme colours : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
                    page = browser.page(width, 900, colours);
                    suffix = (width > 1000 ? "wide-" : "narrow-")
                            + colours.name().toLowerCase(java.util.Locale.ROOT);
                    root = empty.endpointUrl() + "/studio/#/";
                    page.navigate(empty.run(0, "studio").strip());
                    nothingYet();
                    root = "http://" + demo.address().getAuthority() + "/studio/#/";
                    page.navigate(root);
                    assertThat(page.getByText("Sign in with an access key.")).isVisible();
                    picture("login");
                    page.navigate(demo.another().toString());
                    pipelines();
                    note();
                    cells();
                    charts();
                    topics(demo);
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

    /** A platform that was just started. */
    private void nothingYet() {
        for (String place : List.of("pipelines", "notes", "topics", "jobs", "dashboards")) {
            at(place);
            picture("empty-" + place);
        }
    }

    private void pipelines() {
        at("pipelines");
        assertThat(page.getByText("salesdb-to-kafka").first()).isVisible();
        picture("pipelines");
        click("New pipeline");
        page.locator("dialog.sheet input[aria-label=Schema]").fill("salesdb");
        page.locator(".found summary").first().click();
        picture("new-pipeline");
        click("New source endpoint");
        picture("new-endpoint");
        closeDialog();
        click("Test salesdb-source");
        assertThat(page.locator(".findings li").first()).isVisible();
        picture("findings");
        closeDialog();
        page.locator("details.commands summary").first().click();
        picture("pipelines-commands");
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

    private Locator add(String kind, String text) {
        Locator cell =
                page.locator("section.cell").nth(page.locator("section.cell").count());
        page.locator(".insert").getByText(kind).click();
        cell.locator(".cm-content").click();
        page.keyboard().insertText(text);
        return cell;
    }

    /** Every kind of cell, and how each looks when it fails. */
    private void cells() {
        at("notes/setup-cdc-streaming");
        picture("note-commands");
        at("notes");
        click("New note");
        picture("note-empty");
        add("Markdown", "# A heading\n\nSome *text* with `code`.\n\n| a | b |\n| --- | --- |\n| 1 | 2 |");
        page.keyboard().press("Control+Enter");
        Locator commands = add(
                "AWS CLI", "dms describe-replication-tasks \\\n  --query 'ReplicationTasks[].Status' --output table");
        page.keyboard().press("Control+Enter");
        assertThat(commands).hasAttribute("data-state", "done");
        Locator wrong = add("SQL", "SELECT orderNumbr,\n  status FROM salesdb.orders");
        wrong.locator("button.play").click();
        assertThat(wrong.locator(".cell-problem")).isVisible();
        Locator single = add(
                "SQL", "%flink.ssql(type=single, refreshInterval=500)\nSELECT COUNT(*) AS orders FROM salesdb.orders");
        single.locator("button.play").click();
        assertThat(single.locator("dl.single")).isVisible();
        wrong.scrollIntoViewIfNeeded();
        picture("cells");
        single.locator("button.stop").click();
        assertThat(single).hasAttribute("data-state", "stopped");
        String foreign =
                "{\"name\": \"From Zeppelin\", \"paragraphs\": [{\"text\": \"%flink.pyflink\\nst_env.execute_sql('SELECT 1')\"}]}";
        page.setInputFiles(
                "input[type=file]",
                new FilePayload("foreign.zpln", "application/json", foreign.getBytes(StandardCharsets.UTF_8)));
        assertThat(page.getByText("Kept as it is")).isVisible();
        picture("note-foreign");
    }

    /** Charts of each kind, a dashboard of them, and what a guest sees of it. */
    private void charts() {
        at("notes");
        click("New note");
        Locator cell = add(
                "SQL",
                "SELECT productLine, '${unit=pieces,pieces|boxes}' AS unit, SUM(quantityOrdered) AS ordered, COUNT(*) AS n\n"
                        + "FROM salesdb.orderdetails AS d JOIN salesdb.products AS p ON p.productCode = d.productCode\n"
                        + "GROUP BY productLine");
        cell.locator("button.play").click();
        assertThat(cell.locator(".live-row:not([hidden])").first()).isVisible();
        for (String chart : List.of("Bar", "Line", "Area", "Pie", "Scatter")) {
            show(cell, chart);
            assertThat(cell.locator("canvas")).isVisible();
            cell.locator(".result").scrollIntoViewIfNeeded();
            picture("chart-" + chart.toLowerCase(java.util.Locale.ROOT));
        }
        cell.getByText("Pin").click();
        page.locator(".toast, dialog.sheet").first().waitFor();
        if (page.locator("dialog.sheet").isVisible()) {
            picture("pin");
            page.locator("dialog.sheet").getByText("A new one").click();
        }
        page.locator(".toast").getByText("Open").click();
        assertThat(page.locator("section.tile canvas")).isVisible();
        picture("dashboard");
        click("Arrange");
        picture("dashboard-arranging");
        page.keyboard().press("Escape");
        click("Share");
        picture("dashboard-share");
        String link = page.getByLabel("Address").inputValue();
        page.navigate(link);
        assertThat(page.locator("section.tile canvas")).isVisible();
        picture("dashboard-shared");
        at("dashboards");
        picture("dashboards");
    }

    private void topics(DemoProcess demo) throws Exception {
        at("topics");
        picture("topics");
        at("topics/salesdb.orders");
        demo.sql("UPDATE orders SET comments = CONCAT('Call at ', NOW(6)) WHERE orderNumber = 10110");
        assertThat(page.locator(".message.fresh").first()).isVisible();
        page.locator(".message-line").first().click();
        picture("topic");
    }
}
