/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.app.studio;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a notebook does with any query, without a database: a platform of its own, Flink makes the rows. */
class NotebookIT {
    private static final String NUMBERS = "SELECT n, n * n AS square FROM (VALUES (2), (10), (9)) AS t(n)";

    @RegisterExtension
    static final OwnStudio STUDIO = new OwnStudio(900);

    private Page page;

    @BeforeEach
    void open() {
        STUDIO.newCell();
        page = STUDIO.page();
    }

    private Locator cell() {
        return page.locator("section.cell").first();
    }

    private Locator rows() {
        return cell().locator(".live-body .live-row:not([hidden]):not(.gone)");
    }

    private void run(String sql, String state) {
        cell().locator(".cm-content").click();
        page.keyboard().press("Control+a");
        page.keyboard().insertText(sql);
        cell().locator("button.play").click();
        assertThat(cell()).hasAttribute("data-state", state);
    }

    @Test
    void rowsAreSortedByValueFilteredAndDrawn() {
        run(NUMBERS, "done");
        assertThat(rows()).hasCount(3);
        cell().locator(".live-sort").first().click();
        assertThat(rows()).hasText(new String[] {"24", "981", "10100"});
        cell().locator(".live-sort").first().click();
        assertThat(rows()).hasText(new String[] {"10100", "981", "24"});
        cell().getByLabel("Filter rows").fill("81");
        assertThat(rows()).hasCount(1);
        for (String chart : List.of("Bar", "Line", "Area", "Pie", "Scatter")) {
            cell().getByRole(
                            AriaRole.BUTTON,
                            new Locator.GetByRoleOptions().setName(chart).setExact(true))
                    .click();
            assertThat(cell().locator("canvas")).isVisible();
        }
        STUDIO.browser().picture(page, "chart");
    }

    @Test
    void aChartShowsItsKeysGroupsAndValuesAndMovesWithTheData() {
        run(
                "SELECT colour, size, n FROM (VALUES ('red', 'S', 1), ('red', 'L', 2), ('blue', 'S', 4), ('blue', 'L', 8))"
                        + " AS t(colour, size, n)",
                "done");
        show("Bar");
        chartSays("red n(sum) 3; blue n(sum) 12");
        choose("as", "max");
        chartSays("red n(max) 2; blue n(max) 8");
        choose("Groups", "size");
        chartSays("red S 1; blue S 4; red L 2; blue L 8");
        choose("Keys", "size");
        choose("Groups", "none");
        chartSays("S n(max) 4; L n(max) 8");
        show("Scatter");
        chartSays("scatter chart of cell 1: n 1, 1; n 2, 2; n 4, 4; n 8, 8");
        show("Table");
        run(
                "CREATE TEMPORARY TABLE beats (id BIGINT) WITH ('connector' = 'datagen', 'rows-per-second' = '20');\n"
                        + "SELECT 'all' AS what, COUNT(*) AS n FROM beats",
                "live");
        show("Line");
        chartSays("line chart of cell 1: all n(max) ");
        String before = chart().getAttribute("aria-label");
        assertThat(chart()).not().hasAttribute("aria-label", before);
        cell().locator("button.stop").click();
        assertThat(cell()).hasAttribute("data-state", "stopped");
    }

    private void show(String how) {
        cell().getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName(how).setExact(true))
                .click();
    }

    private void choose(String what, String option) {
        cell().locator(".choices")
                .getByLabel(what, new Locator.GetByLabelOptions().setExact(true))
                .selectOption(option);
    }

    private Locator chart() {
        return cell().locator("canvas");
    }

    private void chartSays(String points) {
        assertThat(chart()).hasAttribute("aria-label", Pattern.compile(points.replaceAll("[()]", "\\\\$0")));
    }

    @Test
    void aRunOutlivesItsTabAndItsJobLeadsBackToIt() {
        run(
                "CREATE TEMPORARY TABLE beats (id BIGINT) WITH ('connector' = 'datagen', 'rows-per-second' = '20');\n"
                        + "SELECT COUNT(*) AS n FROM beats",
                "live");
        assertThat(rows()).hasCount(1);
        assertThat(page.locator(".note-head")).containsText("Saved");
        String run = cell().getAttribute("data-run");
        page.navigate(STUDIO.at("jobs"));
        Locator job = page.locator("tbody tr").filter(new Locator.FilterOptions().setHasText("running"));
        assertThat(job).hasCount(1);
        String note = job.locator("a").getAttribute("href");
        Page closed = page;
        page = closed.context().newPage();
        closed.close();
        page.navigate(STUDIO.root() + "/studio/" + note);
        assertThat(cell()).hasClass(Pattern.compile("\\bselected\\b"));
        assertThat(cell()).hasAttribute("data-run", run);
        assertThat(cell()).hasAttribute("data-state", "live");
        assertThat(rows()).hasCount(1);
        cell().locator("button.stop").click();
        assertThat(cell()).hasAttribute("data-state", "stopped");
    }

    @Test
    void theLastValueOrEveryRowCanBeKept() {
        cell().getByLabel("How rows are kept").selectOption("single");
        run(NUMBERS, "done");
        assertThat(cell().locator("dl.single")).containsText("81");
        cell().getByLabel("How rows are kept").selectOption("append");
        run("SELECT COUNT(*) AS n FROM (VALUES (1), (2), (3)) AS t(x)", "done");
        assertThat(cell().locator(".result .notice")).containsText("current rows are shown");
    }

    @Test
    void anInsertBecomesAJobThatIsStoppedWithASavepoint() {
        run(
                "CREATE TEMPORARY TABLE numbers (n BIGINT) WITH ('connector' = 'datagen', 'rows-per-second' = '5');\n"
                        + "CREATE TEMPORARY TABLE nowhere (n BIGINT) WITH ('connector' = 'blackhole');\n"
                        + "EXECUTE STATEMENT SET BEGIN\nINSERT INTO nowhere SELECT n FROM numbers;\n"
                        + "INSERT INTO nowhere SELECT -n FROM numbers;\nEND",
                "done");
        assertThat(cell().locator(".cell-text")).containsText("runs on by itself");
        page.navigate(STUDIO.at("jobs"));
        Locator job = page.locator("tbody tr").filter(new Locator.FilterOptions().setHasText("running"));
        assertThat(job).hasCount(1);
        assertThat(job.locator("a")).isVisible();
        job.getByText("Stop with savepoint").click();
        assertThat(page.locator(".toast")).containsText("Its savepoint: file:");
        assertThat(job).hasCount(0);
    }

    @Test
    void whoRunsACellAgainAndAgainSeesItsLastRun() {
        run(
                "CREATE TEMPORARY TABLE beats (id BIGINT) WITH ('connector' = 'datagen', 'rows-per-second' = '20');\n"
                        + "SELECT COUNT(*) AS n FROM beats",
                "live");
        cell().locator(".cm-content").click();
        page.keyboard().press("Control+a");
        page.keyboard().insertText("SELECT COUNT(*) + 1000000000 AS n FROM beats");
        for (int i = 0; i < 6; i++) {
            page.keyboard().press("Control+Enter");
            page.waitForTimeout(i * 60);
        }
        assertThat(rows()).containsText(new String[] {"1000"});
        assertThat(cell()).hasAttribute("data-state", "live");
        page.reload();
        assertThat(rows()).containsText(new String[] {"1000"});
        cell().locator("button.stop").click();
        assertThat(cell()).hasAttribute("data-state", "stopped");
    }

    @Test
    void cellsAreMovedDeletedAndBroughtBack() {
        run(NUMBERS, "done");
        page.locator(".insert button").nth(1).click();
        assertThat(page.locator("section.cell")).hasCount(2);
        page.keyboard().press("Escape");
        page.keyboard().press("Control+Alt+KeyK");
        assertThat(page.locator("section.cell").first()).hasClass(Pattern.compile("\\bmarkdown\\b"));
        page.keyboard().press("Control+Alt+KeyD");
        assertThat(page.locator("section.cell")).hasCount(1);
        page.locator(".toast").getByText("Undo").click();
        assertThat(page.locator("section.cell")).hasCount(2);
    }

    @Test
    void whoSavesOverAnotherIsTold() throws Exception {
        run(NUMBERS, "done");
        assertThat(page.locator(".note-head")).containsText("Saved");
        Page other = STUDIO.visitor();
        other.navigate(page.url());
        other.locator(".note-title").fill("Theirs");
        other.locator(".note-title").blur();
        assertThat(other.locator(".note-head")).containsText("Saved");
        page.locator(".note-title").fill("Mine");
        page.locator(".note-title").blur();
        assertThat(page.getByText("Somebody else changed this note.")).isVisible();
        STUDIO.browser().forgive("409");
        page.getByText("Keep mine").click();
        assertThat(page.locator(".note-head")).containsText("Saved");
        other.reload();
        assertThat(other.locator(".note-title")).hasValue("Mine");
        other.context().close();
    }

    @Test
    void tenTimesRunAndStoppedLeavesTheClusterWhole() {
        String endless = "SELECT n FROM (SELECT COUNT(*) AS n FROM ticks)";
        run(
                "CREATE TEMPORARY TABLE ticks (id BIGINT) WITH ('connector' = 'datagen', 'rows-per-second' = '20');\n"
                        + endless,
                "live");
        for (int i = 0; i < 10; i++) {
            cell().locator("button.stop").click();
            assertThat(cell()).hasAttribute("data-state", "stopped");
            run(endless, "live");
        }
        assertThat(rows().first()).isVisible();
        cell().locator("button.stop").click();
        assertThat(cell()).hasAttribute("data-state", "stopped");
    }
}
