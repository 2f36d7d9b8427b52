/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.app.studio;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The studio in a real browser, over the demo: real MySQL, Kafka and Flink. */
class StudioIT {
    @TempDir
    static Path directory;

    private static final List<String> PLACES = List.of(
            "pipelines",
            "notes/test-cdc-streaming",
            "notes/setup-cdc-streaming",
            "topics/salesdb.orders",
            "jobs",
            "dashboards",
            "notes",
            "topics");

    private static DemoProcess demo;
    private static RealBrowser browser;
    private static Page page;
    private static String root;

    @BeforeAll
    static void open() throws Exception {
        assumeTrue(
                System.getProperty("os.arch").equals("amd64")
                        && System.getProperty("os.name").equals("Linux"),
                "the MySQL of the demo is for Linux on x86-64");
        RealBrowser.of(java.net.URI.create("http://127.0.0.1")).close();
        demo = DemoProcess.start(directory);
        browser = RealBrowser.of(demo.address());
        root = "http://" + demo.address().getAuthority();
        page = browser.page();
        page.navigate(demo.address().toString());
    }

    @AfterAll
    static void close() throws Exception {
        if (browser != null) {
            browser.close();
        }
        if (demo != null) {
            demo.close();
        }
    }

    @BeforeEach
    void atHome() {
        page.navigate(root + "/studio/#/pipelines");
    }

    @AfterEach
    void nothingWentWrongOnThePage() {
        browser.assertNoTrouble();
    }

    private static Locator cell(String id) {
        return page.locator("#cell-" + id);
    }

    private static Locator rows(Locator cell) {
        return cell.locator(".live-body .live-row:not([hidden]):not(.gone)");
    }

    private static void state(Locator cell, String wanted) {
        try {
            assertThat(cell).hasAttribute("data-state", wanted);
        } catch (AssertionError e) {
            throw new AssertionError(
                    cell.getAttribute("id") + " is not " + wanted + " but says: " + cell.innerText(), e);
        }
    }

    /** A new note with one cell of SQL. */
    private static Locator newCell(String sql) {
        page.navigate(root + "/studio/#/notes");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("New note"))
                .first()
                .click();
        page.locator(".insert button").first().click();
        Locator cell = page.locator("section.cell").first();
        write(cell, sql);
        return cell;
    }

    private static void write(Locator cell, String sql) {
        cell.locator(".cm-content").click();
        page.keyboard().press("Control+a");
        page.keyboard().insertText(sql);
    }

    /** Notes which looks come and go in a cell, and how many rows are taken out of the page, from now on. */
    private static final String WATCH =
            """
            cell => {
              window.looks = new Set();
              window.takenOut = 0;
              new MutationObserver((changes) => changes.forEach(({target, removedNodes}) => {
                target.classList.forEach((name) => looks.add(name.replace(/^flash-.*/, "flash")));
                takenOut += removedNodes.length && target.matches(".live-body") ? 1 : 0;
              })).observe(cell, {subtree: true, childList: true, attributes: true, attributeFilter: ["class"]});
            }""";

    private static void sees(String look) {
        page.waitForFunction("look => window.looks.has(look)", look);
    }

    private static void runCell(Locator cell) {
        cell.locator("button.play").click();
    }

    @Test
    void theWalkThroughMovesAsTheDatabaseChanges() throws Exception {
        assertThat(page.getByText("salesdb-to-kafka").first()).isVisible();
        browser.picture(page, "pipelines");
        page.navigate(root + "/studio/#/notes/test-cdc-streaming");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Run all"))
                .click();
        Locator orders = cell("c4");
        state(orders, "live");
        assertThat(rows(orders).filter(new Locator.FilterOptions().setHasText("10104")))
                .isVisible();

        orders.evaluate(WATCH);
        demo.sql(
                "UPDATE orders SET status = 'Disputed', comments = '<b onclick=alert(1)>late</b>' WHERE orderNumber = 10104");
        Locator changed = rows(orders).filter(new Locator.FilterOptions().setHasText("10104"));
        assertThat(changed).containsText("Disputed");
        assertThat(changed).containsText("<b onclick=alert(1)>late</b>");
        sees("flash");
        state(cell("c5"), "live");
        assertThat(cell("c5").locator("canvas")).isVisible();
        orders.scrollIntoViewIfNeeded();
        browser.picture(page, "notebook");

        // as one does from another terminal who has no client of MySQL
        assertThat(demo.run("demo", "--sql", "DELETE FROM orders WHERE orderNumber = 10105"))
                .isEqualTo("1 row changed\n");
        sees("gone");
        assertThat(rows(orders).filter(new Locator.FilterOptions().setHasText("10105")))
                .hasCount(0);
        assertThat(page.evaluate("takenOut"))
                .as("rows drawn anew, which one would see as a flicker")
                .isEqualTo(0);

        page.reload();
        assertThat(rows(cell("c4")).filter(new Locator.FilterOptions().setHasText("Disputed")))
                .isVisible();
        orders = cell("c4");
        orders.locator("button.stop").click();
        state(orders, "stopped");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Stop all"))
                .click();
        state(cell("c5"), "stopped");
    }

    @Test
    void errorsStandUnderTheirWordsAndValuesAreExact() {
        Locator cell = newCell("SELECT orderNumbr FROM salesdb.orders");
        runCell(cell);
        state(cell, "failed");
        assertThat(cell.locator(".cell-problem")).containsText("orderNumbr");
        assertThat(cell.locator(".cm-lintRange-error")).hasText("orderNumbr");
        write(
                cell,
                "SELECT CAST(9223372036854775807 AS BIGINT) AS a, CAST(0.10 AS DECIMAL(5, 2)) AS b,"
                        + " CAST(NULL AS STRING) AS c, '' AS d, 'null' AS e, x'00ff' AS f");
        runCell(cell);
        state(cell, "done");
        Locator values = rows(cell).first().locator(".live-cell");
        assertThat(values).hasText(new String[] {"9223372036854775807", "0.10", "null", "", "null", "0x00ff"});
        assertThat(values.nth(2)).hasClass(Pattern.compile("\\bnull\\b"));
        assertThat(values.nth(4)).not().hasClass(Pattern.compile("\\bnull\\b"));
    }

    @Test
    void aParameterIsFilledInAndRowsCanBeTakenAway() throws Exception {
        Locator cell = newCell("SELECT orderNumber, status FROM salesdb.orders WHERE orderNumber = ${order=10110}");
        runCell(cell);
        state(cell, "live");
        assertThat(rows(cell)).hasCount(1);
        assertThat(rows(cell).first()).containsText("10110");
        Download download = page.waitForDownload(() -> cell.getByText("CSV").click());
        assertThat(Files.readString(download.path())).startsWith("orderNumber,status\r\n10110,");
        cell.locator("button.stop").click();
        state(cell, "stopped");
    }

    @Test
    void theCataloguePutsQueriesIntoTheNoteAndCompletesThem() {
        page.navigate(root + "/studio/#/notes");
        Locator catalogue = page.getByLabel("Catalogue", new Page.GetByLabelOptions().setExact(true));
        catalogue.getByLabel("Find a table").fill("ord");
        assertThat(catalogue.locator(".branch:not(.database)")).hasText(new String[] {"orderdetails", "orders"});
        catalogue.getByLabel("Columns of salesdb.orders").click();
        Locator number =
                catalogue.locator("button.column").filter(new Locator.FilterOptions().setHasText("orderNumber"));
        assertThat(number).containsText("int");
        assertThat(number.locator("[title=key]")).isVisible();
        assertThat(catalogue.getByTitle("Topic salesdb.orders")).isVisible();

        // without an open note it begins one
        catalogue.getByTitle("Insert a query of salesdb.orders").click();
        Locator cell = page.locator("section.cell");
        Locator editor = cell.locator(".cm-content");
        assertThat(editor).containsText("FROM salesdb.orders");
        page.keyboard().press("Control+Enter");
        state(cell, "live");
        assertThat(rows(cell).first()).isVisible();
        cell.locator("button.stop").click();
        state(cell, "stopped");

        write(cell, "SELECT  FROM salesdb.orders AS o");
        page.keyboard().press("Home");
        for (int i = 0; i < "SELECT ".length(); i++) {
            page.keyboard().press("ArrowRight");
        }
        page.keyboard().type("o.orderN");
        Locator offers = page.locator(".cm-tooltip-autocomplete li");
        assertThat(offers).hasText(Pattern.compile("orderNumber.*int.*key"));
        offers.click();
        assertThat(editor).hasText("SELECT o.orderNumber FROM salesdb.orders AS o");
        page.keyboard().press("End");
        page.keyboard().type(" WHER");
        assertThat(offers).hasText("WHERE");
        offers.click();
        assertThat(editor).hasText("SELECT o.orderNumber FROM salesdb.orders AS o WHERE");
    }

    @Test
    void commandsOfTheAwsCliRunInACell() {
        page.navigate(root + "/studio/#/notes");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("New note"))
                .first()
                .click();
        page.locator(".insert button").nth(2).click();
        Locator cell = page.locator("section.cell").first();
        write(cell, "dms describe-replication-tasks --query 'ReplicationTasks[0].Status' --output text");
        runCell(cell);
        state(cell, "done");
        assertThat(cell.locator(".cell-text")).containsText("running");
    }

    @Test
    void topicsJobsAndDashboardsShowWhatThereIs() throws Exception {
        page.navigate(root + "/studio/#/topics/salesdb.orders");
        assertThat(page.getByText("10100").first()).isVisible();
        demo.sql("UPDATE orders SET comments = 'seen live' WHERE orderNumber = 10111");
        assertThat(page.getByText("seen live").first()).isVisible();
        browser.picture(page, "topics");
        page.navigate(root + "/studio/#/jobs");
        assertThat(page.locator("main.place h1")).isVisible();
        browser.picture(page, "jobs");
        page.navigate(root + "/studio/#/dashboards");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("New dashboard"))
                .click();
        assertThat(page.getByText("No tile yet")).isVisible();
    }

    @Test
    void theNotesSetAPipelineUpAndTakeItAway() throws Exception {
        page.navigate(root + "/studio/#/notes/setup-cdc-streaming");
        fill("Port", demo.login().getProperty("port"));
        fill("User", demo.login().getProperty("user"));
        fill("Password", demo.login().getProperty("password"));
        runAll();
        state(cell("c5"), "done");
        browser.picture(page, "setup");
        page.navigate(root + "/studio/#/pipelines");
        assertThat(page.getByText("walkthrough-source").first()).isVisible();
        page.navigate(root + "/studio/#/notes/cleanup-cdc-streaming");
        runAll();
        state(cell("c3"), "done");
        page.navigate(root + "/studio/#/pipelines");
        assertThat(page.getByText("salesdb-source").first()).isVisible();
        assertThat(page.getByText("walkthrough-source")).hasCount(0);
        page.navigate(root + "/studio/#/notes/setup-cdc-streaming");
        assertThat(page.getByLabel("Password").first()).isVisible();
        assertThat(page.content()).doesNotContain(demo.login().getProperty("password"));
    }

    private static void fill(String parameter, String value) {
        Locator field = page.getByLabel(parameter, new Page.GetByLabelOptions().setExact(true))
                .first();
        field.fill(value);
        field.blur();
    }

    private static void runAll() {
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Run all"))
                .click();
    }

    @Test
    void aPipelineIsMadeByClicks() throws Exception {
        click("New pipeline");
        click("New source endpoint");
        fill("Name", "clicked-source");
        fill("Server", "127.0.0.1");
        fill("Port", demo.login().getProperty("port"));
        fill("User", demo.login().getProperty("user"));
        fill("Password", "wrong");
        assertThat(page.locator("dialog.sheet .command code")).not().containsText("wrong");
        click("Create and test");
        assertThat(page.locator(".findings-sum")).containsText("failed");
        click("Change it");
        fill("Password", demo.login().getProperty("password"));
        assertThat(page.locator("dialog.sheet .command code")).containsText("aws dms modify-endpoint");
        click("Change and test");
        assertThat(page.locator(".findings li").first()).isVisible();
        assertThat(page.locator(".findings-sum")).not().containsText("failed");
        browser.picture(page, "endpoint-tested");
        click("Done");
        click("New target endpoint");
        fill("Name", "clicked-target");
        click("Create and test");
        assertThat(page.locator(".findings-sum")).not().containsText("failed");
        click("Done");
        page.locator("dialog.sheet input[aria-label=Schema]").fill("salesdb");
        page.locator("dialog.sheet input[aria-label=Table]").fill("offi%");
        assertThat(page.locator(".found > li")).containsText("salesdb.offices");
        fill("Name of the task", "by-clicks");
        browser.picture(page, "pipeline-made");
        click("Create and start");
        Locator task = page.locator("main.place");
        assertThat(task.getByText("by-clicks").first()).isVisible();
        assertThat(task).containsText("all loaded");
        assertThat(task).containsText("Table completed");
        click("Stop");
        assertThat(task.getByText("stopped").first()).isVisible();
        click("Resume");
        assertThat(task.getByText("running").first()).isVisible();
        click("Reload salesdb.offices");
        click("Stop");
        assertThat(task.getByText("stopped").first()).isVisible();
    }

    private static void click(String button) {
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(button).setExact(true))
                .first()
                .click();
    }

    @Test
    void aPinnedResultIsSeenByLinkWithoutALogin() {
        page.navigate(root + "/studio/#/notes/top-customers");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Run all"))
                .click();
        Locator best = cell("c2");
        state(best, "live");
        assertThat(best.locator("canvas")).isVisible();
        best.getByText("Pin").click();
        Locator choice = page.locator("dialog.sheet");
        page.locator(".toast, dialog.sheet").first().waitFor();
        if (choice.count() > 0 && choice.first().isVisible()) {
            choice.getByText("A new one").click();
        }
        page.locator(".toast").getByText("Open").click();
        assertThat(page.locator("section.tile")).hasCount(1);
        page.getByText("Share").first().click();
        String link = page.getByLabel("Address").inputValue();
        Page guest = browser.page();
        guest.navigate(link);
        assertThat(guest.locator("section.tile")).isVisible();
        assertThat(guest.getByText("read-only")).isVisible();
        assertThat(guest.locator("section.tile canvas")).isVisible();
        browser.picture(guest, "dashboard");
        guest.context().close();
        page.keyboard().press("Escape");
        page.navigate(root + "/studio/#/notes/top-customers");
        cell("c2").locator("button.stop").click();
        state(cell("c2"), "stopped");
    }

    @Test
    void whateverComesIsShownAsTextAndRunsNothing() {
        Locator cell =
                newCell("SELECT '<script>alert(1)</script><img src=x onerror=alert(2)>' AS a, CHR(7) || 'bell' AS b,"
                        + " REPEAT('wide ', 40000) AS c");
        runCell(cell);
        state(cell, "done");
        Locator values = rows(cell).first().locator(".live-cell");
        assertThat(values.nth(0)).hasText("<script>alert(1)</script><img src=x onerror=alert(2)>");
        assertThat(values.nth(1)).containsText("bell");
        assertThat(values.nth(2)).containsText("wide wide");
        assertThat(cell.locator("img")).hasCount(0);
        String note =
                """
                {"name": "Strange", "paragraphs": [
                  {"id": "a", "text": "%md\\n# Hello <img src=x onerror=alert(3)> <script>alert(4)</script> [link](javascript:alert(5))"},
                  {"id": "b", "text": "%flink.pyflink\\nprint('kept')"},
                  {"id": "c", "text": "%html <b onmouseover=alert(6)>x</b>"}]}""";
        page.setInputFiles(
                "input[type=file]",
                new FilePayload("strange.zpln", "application/json", note.getBytes(StandardCharsets.UTF_8)));
        assertThat(page.locator(".prose h1")).containsText("Hello");
        assertThat(page.locator(".prose img, .prose script")).hasCount(0);
        assertThat(page.locator(".prose a[href^='javascript']")).hasCount(0);
        assertThat(page.getByText("print('kept')")).isVisible();
        assertThat(page.locator("section.cell.foreign button.play")).hasCount(0);
        // the sanitizer reads the markup in a document that is not shown, and the policy tells of it
        browser.forgive("inline event handler");
    }

    @Test
    void everyPageCanBeUsedWithAScreenReader() throws Exception {
        Page seen = browser.page();
        try (InputStream axe = getClass().getResourceAsStream("/axe.min.js")) {
            seen.addInitScript(new String(axe.readAllBytes(), StandardCharsets.UTF_8));
        }
        seen.navigate(demo.another().toString());
        List<String> wrong = new ArrayList<>();
        for (String place : PLACES) {
            boolean wide = PLACES.indexOf(place) % 2 == 0;
            seen.setViewportSize(wide ? 1440 : 600, 900);
            seen.emulateMedia(
                    new Page.EmulateMediaOptions().setColorScheme(wide ? ColorScheme.LIGHT : ColorScheme.DARK));
            open(seen, place);
            List<?> violations = violations(seen);
            for (int i = 0; i < 5 && !violations.isEmpty(); i++) {
                // a table that is being drawn has no rows for a frame
                seen.waitForTimeout(500);
                violations = violations(seen);
            }
            violations.forEach(each -> wrong.add(place + ": " + each));
        }
        assertThat(wrong).isEmpty();
        seen.context().close();
    }

    private static void open(Page seen, String place) {
        seen.navigate(root + "/studio/#/" + place);
        assertThat(seen.locator("main.place h1, main.place .note-title").first())
                .isVisible();
    }

    private static List<?> violations(Page seen) {
        return (List<?>)
                seen.evaluate(
                        """
                async () => {
                  const found = await axe.run(document, {runOnly: ["wcag2a", "wcag2aa"]});
                  return found.violations.flatMap((rule) => rule.nodes.map((node) => `${rule.id}: ${rule.help}: ${node.html.slice(0, 300)}`));
                }""");
    }

    @Test
    void withoutALoginNothingIsShown() {
        Page stranger = browser.page(1440, 900, ColorScheme.DARK);
        stranger.navigate(root + "/studio/");
        assertThat(stranger.getByText("Sign in with an access key.")).isVisible();
        browser.forgive("401");
        stranger.context().close();
    }

    @Test
    void anotherAddressOfTheCommandLineLogsInAndTheNarrowDarkPageIsWhole() throws Exception {
        Page other = browser.page(600, 900, ColorScheme.DARK);
        other.navigate(demo.another().toString());
        assertThat(other.getByText("salesdb-to-kafka").first()).isVisible();
        browser.picture(other, "pipelines-dark-narrow");
        for (String place : PLACES) {
            open(other, place);
            assertThat(other.evaluate("document.documentElement.scrollWidth - innerWidth"))
                    .as("pixels by which %s is wider than the window", place)
                    .isEqualTo(0);
        }
        Locator whole = other.locator("html");
        assertThat(whole).hasAttribute("data-theme", "dark");
        other.getByLabel("Switch between light and dark").click();
        assertThat(whole).hasAttribute("data-theme", "light");
        other.reload();
        assertThat(whole).hasAttribute("data-theme", "light");
        other.context().close();
    }
}
