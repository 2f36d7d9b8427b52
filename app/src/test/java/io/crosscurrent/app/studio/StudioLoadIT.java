/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.app.studio;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.crosscurrent.app.studio.SharedPlatform.Studio;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The page where there is much: changes, columns, cells, bytes. */
@ExtendWith(SharedPlatform.class)
class StudioLoadIT {
    private static final LocatorAssertions.HasAttributeOptions LONG =
            new LocatorAssertions.HasAttributeOptions().setTimeout(180_000);
    private static final String ROWS = ".live-body .live-row:not([hidden]):not(.gone)";

    @TempDir
    private Path directory;

    private Studio studio;
    private Page page;

    @BeforeEach
    void logIn(Studio shared) throws Exception {
        studio = shared;
        page = studio.browser().page(1440, 900, ColorScheme.LIGHT);
        page.navigate(studio.ticket());
        page.navigate(studio.at("notes"));
    }

    @AfterEach
    void nothingWentWrongOnThePage() {
        page.context().close();
        studio.browser().assertNoTrouble();
    }

    private Locator cell() {
        return page.locator("section.cell").first();
    }

    private Locator button(String name) {
        return page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(name).setExact(true))
                .first();
    }

    private void importNote(String name, String content) throws IOException {
        page.setInputFiles("input[type=file]", Files.writeString(directory.resolve(name), content));
    }

    /** A new note with one cell of SQL. */
    private void write(String sql) {
        button("New note").click();
        page.locator(".insert button").first().click();
        cell().locator(".cm-content").click();
        page.keyboard().insertText(sql);
    }

    @Test
    void aThousandChangesASecondForAMinuteAreShownWhileThePageAnswers() throws Exception {
        int rows = 90_000;
        write(
                "CREATE TEMPORARY TABLE ticks (id BIGINT, v BIGINT) WITH ('connector' = 'datagen', 'rows-per-second' = '1500',"
                        + " 'number-of-rows' = '" + rows + "', 'fields.id.min' = '0', 'fields.id.max' = '199');\n"
                        + "SELECT id, COUNT(*) AS n, MAX(v) AS v FROM ticks GROUP BY id");
        page.evaluate(Answers.WATCH);
        cell().locator("button.play").click();
        assertThat(cell()).hasAttribute("data-state", "live");
        assertThat(cell().locator(ROWS).first()).isVisible();

        Locator changes = cell().locator(".result-foot b").nth(1);
        int opened = 0;
        Set<String> seen = new HashSet<>();
        while ("live".equals(cell().getAttribute("data-state"))) {
            button("Keyboard shortcuts").click();
            assertThat(page.locator("dialog[open]")).isVisible();
            opened++;
            page.keyboard().press("Escape");
            assertThat(page.locator("dialog[open]")).hasCount(0);
            seen.add(changes.innerText());
            page.waitForTimeout(150);
        }
        assertThat(cell()).hasAttribute("data-state", "done", LONG);
        Answers answers = Answers.of(page);
        System.out.printf(
                Locale.ROOT,
                "%,d changes of 200 rows in %.0f s; %d clicks answered; %s%n",
                rows,
                answers.seconds(),
                opened,
                answers);

        // Then: nothing was lost on the way through server, stream and page
        assertThat(changes).hasText("%,d".formatted(rows));
        assertThat(opened).as("the page answered all the while").isGreaterThan(30);
        assertThat(seen).as("the rows moved between two clicks").hasSizeGreaterThan(30);
        assertThat(answers.busy())
                .as("share of the time in which the page could not answer")
                .isLessThan(0.5);
        long sum = 0;
        for (String line : Files.readAllLines(
                page.waitForDownload(() -> cell().getByText("CSV").click()).path())) {
            sum += line.startsWith("id") ? 0 : Long.parseLong(line.split(",")[1]);
        }
        assertThat(sum).isEqualTo(rows);
        page.locator(".live-table").evaluate("table => { table.scrollTop = table.scrollHeight; }");
        assertThat(cell().locator(".live-table")).hasAttribute("aria-rowcount", "201");
        assertThat((Number) page.evaluate(SUM_OF_SHOWN)).isEqualTo(rows);
    }

    /** Scrolls through the table and adds up what it shows, each row once. */
    private static final String SUM_OF_SHOWN =
            """
            async () => {
              const table = document.querySelector(".live-table");
              const shown = new Map();
              for (let top = 0; top < table.scrollHeight; top += 200) {
                table.scrollTop = top;
                await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
                for (const row of table.querySelectorAll(".live-row:not([hidden])")) {
                  const [id, n] = row.querySelectorAll(".live-cell");
                  shown.set(id.textContent, Number(n.textContent));
                }
              }
              return [...shown.values()].reduce((sum, n) => sum + n, 0);
            }""";

    @Test
    void tenThousandColumnsAreShownAtOnceAndScrollBothWays() throws Exception {
        int columns = 10_000;
        String values = IntStream.range(0, 60)
                .mapToObj(i -> "(" + i + ", '<b onclick=alert(" + i + ")>" + i + "</b>', 'even " + i + "')")
                .collect(Collectors.joining(", "));
        String sql = "SELECT n, "
                + IntStream.range(1, columns)
                        .mapToObj(i -> (i % 2 == 0 ? "b" : "a") + " AS `<i>" + i + "</i>`")
                        .collect(Collectors.joining(", "))
                + " FROM (VALUES " + values + ") AS t(n, a, b)";
        importNote("wide.zpln", "{\"name\": \"Wide\", \"paragraphs\": [{\"text\": \"%flink.ssql\\n" + sql + "\"}]}");
        cell().locator("button.play").click();
        assertThat(cell()).hasAttribute("data-state", "done", LONG);
        Locator table = cell().locator(".live-table");
        assertThat(table).hasAttribute("aria-colcount", "10000");
        assertThat(table).hasAttribute("aria-rowcount", "61");
        assertThat(at(0, 0)).hasText("0");
        assertThat(at(0, 1)).hasText("<b onclick=alert(0)>0</b>");
        assertThat(head(1)).containsText("<i>1</i>");
        table.scrollIntoViewIfNeeded();
        assertThat(at(0, 9_999)).hasCount(0);

        table.evaluate("table => { table.scrollLeft = table.scrollWidth; table.scrollTop = table.scrollHeight; }");
        assertThat(at(59, 9_999)).hasText("<b onclick=alert(59)>59</b>");
        assertThat(at(59, 9_998)).hasText("even 59");
        assertThat(head(9_999)).containsText("<i>9999</i>");
        assertThat(at(0, 0)).hasCount(0);
        assertThat(at(59, 9_999)).isInViewport();

        cell().getByLabel("Go to column").fill(">1234<");
        page.keyboard().press("Enter");
        assertThat(at(59, 1_234)).isInViewport();
        assertThat(at(59, 1_234)).hasText("even 59");
        table.evaluate("table => { table.scrollLeft = 0; table.scrollTop = 0; }");
        assertThat(at(0, 1)).isInViewport();
        cell().getByLabel("Filter rows").fill("even 7");
        assertThat(table).hasAttribute("aria-rowcount", "2");
        assertThat(at(0, 1)).hasText("<b onclick=alert(7)>7</b>");
        assertThat(cell().locator(".live-row b, .live-row i, .live-head i")).hasCount(0);

        assertThat(table.locator(".live-row").count()).isLessThan(40);
        assertThat(table.locator(".live-head .live-cell").count()).isLessThan(60);
        button("Changes").click();
        assertThat(cell().locator(".changes")).containsText("The first 100 of 10,000 columns");
        List<String> lines = Files.readAllLines(
                page.waitForDownload(() -> cell().getByText("CSV").click()).path());
        assertThat(lines).hasSize(61).allSatisfy(line -> assertThat(line.split(","))
                .hasSize(columns));
    }

    private Locator at(int row, int column) {
        return cell().locator(".live-row:not([hidden])[aria-rowindex='" + (row + 2) + "'] .live-cell[aria-colindex='"
                + (column + 1) + "']");
    }

    private Locator head(int column) {
        return cell().locator(".live-head .live-cell[aria-colindex='" + (column + 1) + "']");
    }

    @Test
    void brokenAndHugeNotesAreRefusedWithTheirReasonOrComeInWithoutTheirResults() throws Exception {
        Locator toast = page.locator(".toast");
        for (Map.Entry<String, String> broken : Map.of(
                        "{\"paragraphs\": [{\"text\": \"SELECT",
                        "line 1, column",
                        "{\"paragraphs\": [{\"text\": {\"a\": 1}}]}",
                        "text of paragraph 1 is no text",
                        "{\"paragraphs\": 7}",
                        "neither a list",
                        "[".repeat(100_000),
                        "nested deeper than 64 levels")
                .entrySet()) {
            importNote("broken.zpln", broken.getKey());
            assertThat(toast.last()).containsText(broken.getValue());
            assertThat(toast.last()).containsText("Choose a .zpln file");
            toast.last().getByRole(AriaRole.BUTTON).last().click();
            assertThat(toast).hasCount(0);
        }
        studio.browser().forgive("status of 400");

        importNote("too-large.zpln", " ".repeat((64 << 20) + 1));
        assertThat(toast).containsText("too-large.zpln has more than 64 MB");
        toast.getByRole(AriaRole.BUTTON).last().click();
        String paragraph =
                "{\"text\": \"%flink.ssql\\nSELECT 1\", \"results\": {\"code\": \"SUCCESS\", \"msg\": [{\"type\":"
                        + " \"TABLE\", \"data\": \"" + "1\\t2\\n".repeat(10_000) + "\"}]}}";
        String cells = (paragraph + ",").repeat(999) + paragraph;
        importNote("huge.zpln", "{\"name\": \"Huge\", \"paragraphs\": [" + cells + "]}");
        assertThat(page.locator("section.cell"))
                .hasCount(1_000, new LocatorAssertions.HasCountOptions().setTimeout(120_000));
        assertThat(page.locator(".note-title")).hasValue("Huge");
        assertThat(page.locator(".cm-editor").count())
                .as("editors of cells out of sight")
                .isLessThan(60);
        Locator last = page.locator("section.cell").last();
        last.scrollIntoViewIfNeeded();
        assertThat(last.locator(".cm-content")).containsText("SELECT 1");
        last.locator(".cm-content").click();
        page.keyboard().press("Control+a");
        page.keyboard().insertText("SELECT 42 AS n");
        page.keyboard().press("Control+Enter");
        assertThat(last).hasAttribute("data-state", "done", LONG);
        assertThat(last.locator(ROWS)).hasText("42");
        assertThat(page.locator(".note-head")).containsText("Saved");
    }

    @Test
    void thePageIsLightAndComesFromTheBrowsersMemoryTheSecondTime() throws Exception {
        BrowserContext fresh = emptyHanded();
        PageWeight cold = PageWeight.of(fresh, studio.at("pipelines"), "main.place h1");
        PageWeight warm = PageWeight.of(fresh, studio.at("pipelines"), "main.place h1");
        fresh.close();
        BrowserContext other = emptyHanded();
        PageWeight note = PageWeight.of(other, studio.at("notes/test-cdc-streaming"), ".cm-content");
        other.close();
        System.out.printf("first visit: %s%nsecond visit: %s%na note: %s%n", cold, warm, note);
        assertThat(cold.bytes("script")).isBetween(1L, 600_000L);
        assertThat(cold.bytes("stylesheet")).isBetween(1L, 40_000L);
        assertThat(note.bytes("script")).isBetween(1L, 600_000L);
        assertThat(warm.bytes("script") + warm.bytes("stylesheet"))
                .as("loaded again")
                .isZero();
        assertThat(page.context()
                        .request()
                        .get(studio.platform().endpointUrl() + "/studio/")
                        .headers())
                .containsEntry("cache-control", "no-cache")
                .hasEntrySatisfying("content-security-policy", policy -> assertThat(policy)
                        .matches(Pattern.compile("default-src 'none'; script-src 'self' .*")));
    }

    /** A browser that is logged in and has seen nothing yet. */
    private BrowserContext emptyHanded() {
        return page.context()
                .browser()
                .newContext(new Browser.NewContextOptions()
                        .setStorageState(page.context().storageState()));
    }
}
