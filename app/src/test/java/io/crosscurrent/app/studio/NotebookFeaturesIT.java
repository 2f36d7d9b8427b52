/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.app.studio;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What helps while one writes and watches a cell: checks, completion, local properties, pause, changes, export, stops. */
class NotebookFeaturesIT {
    private static final String TICKS =
            "CREATE TEMPORARY TABLE ticks (id BIGINT) WITH ('connector' = 'datagen', 'rows-per-second' = '20',"
                    + " 'fields.id.kind' = 'sequence', 'fields.id.start' = '1', 'fields.id.end' = '1000000');\n";

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

    private void write(String text) {
        cell().locator(".cm-content").click();
        page.keyboard().press("Control+a");
        page.keyboard().insertText(text);
    }

    private void run(String text, String state) {
        write(text);
        String before = cell().getAttribute("data-run");
        cell().locator("button.play").click();
        assertThat(cell()).not().hasAttribute("data-run", before);
        assertThat(cell()).hasAttribute("data-state", state);
    }

    private void stop() {
        cell().locator("button.stop").click();
        assertThat(cell()).hasAttribute("data-state", "stopped");
    }

    private Locator button(String name) {
        return cell().getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName(name).setExact(true));
    }

    @Test
    void thePictureOfAPausedTableStandsWhileTheQueryRunsOn() {
        run(TICKS + "SELECT COUNT(*) AS n FROM ticks", "live");
        assertThat(rows()).hasCount(1);
        button("Pause").click();
        assertThat(cell()).containsText("the picture stands");
        Locator changes = cell().locator(".result-foot b").nth(1);
        String before = changes.innerText();
        assertThat(changes).not().hasText(before);
        String frozen = rows().first().innerText();
        assertThat(cell().locator(".result-foot")).containsText("/s");
        String later = changes.innerText();
        assertThat(changes).not().hasText(later);
        assertThat(rows().first()).hasText(frozen);
        button("Go on").click();
        assertThat(rows().first()).not().hasText(frozen);
        stop();
    }

    @Test
    void theChangesOfAResultAreListedNewestFirst() {
        run(TICKS + "SELECT MOD(id, 2) AS odd, COUNT(*) AS n FROM ticks GROUP BY MOD(id, 2)", "live");
        button("Changes").click();
        Locator list = cell().locator(".changes tbody tr");
        assertThat(list.filter(new Locator.FilterOptions().setHasText("updated"))
                        .first())
                .isVisible();
        stop();
        assertThat(list.first()).containsText("updated");
        run("SELECT * FROM (VALUES (1), (2)) AS t(n)", "done");
        button("Table").click();
        assertThat(rows()).hasCount(2);
    }

    @Test
    void aBoundedQueryShowsItsLastStateOnly() {
        String twice = "SELECT word, COUNT(*) AS n FROM (VALUES ('a'), ('b'), ('a')) AS t(word) GROUP BY word";
        run("%flink.bsql\n" + twice, "done");
        assertThat(rows()).hasCount(2);
        assertThat(cell().locator(".result-foot")).containsText("2 changes");
        assertThat(cell().locator(".cm-content")).not().containsText("%flink");
        assertThat(cell().getByText("%flink.bsql")).isVisible();
        cell().getByText("%flink.bsql").click();
        assertThat(cell().locator(".cm-content")).containsText("%flink.bsql");
        run("%flink.ssql\n" + twice, "done");
        assertThat(cell().locator(".result-foot")).containsText("3 changes");
    }

    @Test
    void optionsOfTheSessionAreSetAndListed() {
        run("SET 'table.local-time-zone' = 'Asia/Tokyo'", "done");
        assertThat(cell().locator(".cell-text")).containsText("OK");
        run("SELECT TO_TIMESTAMP_LTZ(0, 3) AS epoch", "done");
        assertThat(rows()).hasText("1970-01-01 09:00:00.000");
        run("SET", "done");
        cell().getByLabel("Filter rows").fill("table.local-time-zone");
        assertThat(rows().first()).containsText("Asia/Tokyo");
    }

    @Test
    void rowsAreTakenAwayAsJson() throws Exception {
        run("SELECT 9007199254740993 AS big, CAST(NULL AS STRING) AS nothing, 'ä\"<' AS word", "done");
        Download download =
                page.waitForDownload(() -> cell().locator("a").getByText("JSON").click());
        assertThat(new ObjectMapper().readTree(download.path().toFile()))
                .isEqualTo(new ObjectMapper()
                        .readTree("[{\"big\":\"9007199254740993\",\"nothing\":null,\"word\":\"ä\\\"<\"}]"));
    }

    @Test
    void errorsAreUnderlinedWhileOneTypesAndNothingRuns() {
        write("SELECT n,\n  nosuch FROM (VALUES (1)) AS t(n)");
        Locator underlined = cell().locator(".cm-lintRange-error");
        assertThat(underlined).hasText("nosuch");
        write("INSERT INTO nowhere SELECT 1");
        assertThat(underlined).hasText(Pattern.compile("nowhere|INSERT"));
        write("SELECT 1; SELECT 'open");
        assertThat(underlined).containsText("'");
        write("SELECT 1 AS n");
        assertThat(underlined).hasCount(0);
        assertThat(cell()).hasAttribute("data-state", "idle");
    }

    @Test
    void columnsOfTheNotesOwnTablesAndFlinksFunctionsAreOffered() {
        run(TICKS + "CREATE TEMPORARY VIEW doubled AS SELECT id * 2 AS twice_the_id FROM ticks", "done");
        write("SELECT d. FROM doubled AS d");
        for (int i = 0; i < " FROM doubled AS d".length(); i++) {
            page.keyboard().press("ArrowLeft");
        }
        Locator offers = page.locator(".cm-tooltip-autocomplete li");
        Awaitility.await()
                .atMost(Duration.ofSeconds(40))
                .pollInterval(Duration.ofMillis(700))
                .untilAsserted(() -> {
                    List<String> offered = offers.allInnerTexts();
                    if (offered.stream().noneMatch(offer -> offer.contains("twice_the_id"))) {
                        page.keyboard().press("Escape");
                        cell().locator(".cm-content").press("Control+Space");
                    }
                    assertThat(offered)
                            .as(cell().locator(".cm-content").innerText())
                            .anyMatch(offer -> offer.contains("twice_the_id"));
                });
        assertThat(offers.first()).containsText("BIGINT");
        page.keyboard().press("Enter");
        assertThat(cell().locator(".cm-content")).hasText("SELECT d.twice_the_id FROM doubled AS d");
        write("CREATE TABLE later (moment TIMESTAMP(3), WATERMARK FOR moment AS moment);\nSELECT REGEXP_SUB");
        page.keyboard().press("Control+Space");
        assertThat(offers.first()).containsText("REGEXP_SUBSTR");
        page.keyboard().press("Escape");
    }

    @Test
    void aSingleValueIsWrittenInTheWordsOfItsTemplateAndWhatHasNoEffectIsSaid() {
        run(
                "%flink.ssql(type=single, refreshInterval=500, colour=red, template=\"<h2>{0}</h2><a href='http://elsewhere.example'>{1}</a>\")\n"
                        + "SELECT '<i>now</i>', 2",
                "done");
        assertThat(cell().locator(".written h2")).hasText("<i>now</i>");
        assertThat(cell().locator(".written a")).hasCount(0);
        assertThat(cell().locator(".notice")).containsText("colour");
    }

    @Test
    void rowsAreDrawnAsSeldomAsTheirCellWishesAndTheLastAreNeverLate() {
        run("%flink.ssql(refreshInterval=3600000)\n" + TICKS + "SELECT COUNT(*) AS n FROM ticks", "live");
        assertThat(rows()).hasCount(1);
        String drawn = rows().first().innerText();
        String address = cell().locator("a").getByText("JSON").getAttribute("href");
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> kept(address) > Long.parseLong(drawn.strip()) + 60);
        assertThat(rows().first()).hasText(drawn);
        stop();
        assertThat(rows().first()).not().hasText(drawn);
    }

    private long kept(String address) throws Exception {
        return new ObjectMapper()
                .readTree(page.request().get(STUDIO.root() + address).body())
                .path(0)
                .path("n")
                .asLong();
    }

    @Test
    void parametersAreTypedChosenOrTicked() {
        run("SELECT '${word=a}' AS w, '${size=S,S|L(large)}' AS s, '${checkbox(+):tags=x|y,x|y|z}' AS t", "done");
        assertThat(rows()).hasText("aSx+y");
        Locator forms = cell().getByRole(AriaRole.GROUP, new Locator.GetByRoleOptions().setName("Parameters"));
        forms.getByLabel("size").selectOption("large");
        assertThat(rows()).hasText("aLx+y");
        forms.getByLabel("z", new Locator.GetByLabelOptions().setExact(true)).check();
        assertThat(rows()).hasText("aLx+y+z");
        forms.getByLabel("word").fill("b");
        forms.getByLabel("word").press("Enter");
        assertThat(rows()).hasText("bLx+y+z");
        assertThat(page.locator(".note-head")).containsText("Saved");
        page.reload();
        assertThat(forms.getByLabel("word")).hasValue("b");
    }

    @Test
    void whatAZeppelinNoteHasAndWeDoNotIsKeptAndACellOfOursIsOffered() throws Exception {
        String note =
                """
                {"name": "Programs", "angular": {"x": 1}, "paragraphs": [
                  {"id": "p1", "text": "%flink.pyflink\\nst_env.execute_sql(\\"SELECT 1 AS one\\")\\nst_env.execute_sql('''SELECT 2 AS two''')",
                   "config": {"editorHide": true, "unheardOf": [1, 2]}},
                  {"id": "p2", "text": "%sh\\naws sts get-caller-identity --query Account --output text"}]}""";
        page.setInputFiles(
                "input[type=file]",
                new FilePayload("programs.zpln", "application/json", note.getBytes(StandardCharsets.UTF_8)));
        assertThat(page.locator(".note-title")).hasValue("Programs");
        assertThat(cell()).containsText("Kept as it is");
        assertThat(cell().locator("button.play")).hasCount(0);
        page.getByText("Add an AWS CLI cell with its commands").click();
        Locator cells = page.locator("section.cell");
        cells.nth(2).locator("button.play").click();
        assertThat(cells.nth(2).locator(".cell-text")).hasText("000000000000");
        page.getByText("Add a SQL cell with its statements").click();
        assertThat(cells.nth(1).locator(".cm-line")).hasText(new String[] {"SELECT 1 AS one;", "SELECT 2 AS two"});
        assertThat(page.locator(".note-head")).containsText("Saved");
        Download download =
                page.waitForDownload(() -> page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(".zpln"))
                        .click());
        JsonNode exported = new ObjectMapper().readTree(download.path().toFile());
        assertThat(exported.at("/angular/x").asInt()).isEqualTo(1);
        assertThat(exported.path("paragraphs")).hasSize(4);
        assertThat(exported.at("/paragraphs/0/config/unheardOf")).hasToString("[1,2]");
        assertThat(exported.at("/paragraphs/0/text").asText()).startsWith("%flink.pyflink\nst_env");
    }

    @Test
    void aResultThatIsTooLargeToKeepSaysWhatWasLetGo() {
        run(
                "%flink.ssql(type=append)\nCREATE TEMPORARY TABLE many (id BIGINT) WITH ('connector' = 'datagen', 'number-of-rows' = '12000',"
                        + " 'fields.id.kind' = 'sequence', 'fields.id.start' = '1', 'fields.id.end' = '12000');\nSELECT id FROM many",
                "done");
        assertThat(cell().locator(".result .notice")).containsText("Only the newest 10,000 rows are kept here; 2,000");
        assertThat(cell().locator(".result-foot")).containsText("12,000 changes");
    }

    @Test
    void aJobWithADirectoryForSavepointsGoesOnFromTheLastOne() {
        run(TICKS + "CREATE TEMPORARY TABLE nowhere (n BIGINT) WITH ('connector' = 'blackhole')", "done");
        String head = "%flink.ssql(jobName=kept, resumeFromSavepoint=true, savepointDir=\""
                + STUDIO.directory().resolve("savepoints").toUri() + "\")\n";
        run(head + "INSERT INTO nowhere SELECT id FROM ticks", "done");
        assertThat(cell().locator(".notice")).containsText("No savepoint of a job of this cell is known");
        String note = page.url();
        page.navigate(STUDIO.at("jobs"));
        page.getByLabel("Find a job").fill("kept");
        Locator running = page.locator("tbody tr").filter(new Locator.FilterOptions().setHasText("running"));
        assertThat(running).hasCount(1);
        assertThat(running.locator("a")).isVisible();
        running.getByLabel("Stop kept").click();
        assertThat(page.locator(".toast")).containsText("savepoints/savepoint-");
        page.navigate(note);
        cell().locator("button.play").click();
        assertThat(cell().locator(".cell-text")).containsText("The job goes on from file:");
        assertThat(cell()).hasAttribute("data-state", "done");
        page.navigate(STUDIO.at("jobs"));
        running.getByLabel("Stop kept").click();
        assertThat(running).hasCount(0);
    }

    @Test
    void aJobThatFailsSaysWhyAndWhatMendsIt() {
        run(TICKS + "CREATE TEMPORARY TABLE nowhere (n BIGINT) WITH ('connector' = 'blackhole')", "done");
        run("SELECT id / (id - 3) AS n FROM ticks", "failed");
        assertThat(cell().locator(".cell-problem")).containsText("/ by zero");
        assertThat(cell().locator(".cell-problem")).containsText("NULLIF");
        STUDIO.browser().picture(page, "query-failed");
        run("%flink.ssql(jobName=divided)\nINSERT INTO nowhere SELECT id / (id - 3) FROM ticks", "done");
        page.navigate(STUDIO.at("jobs"));
        page.getByLabel("Find a job").fill("divided");
        Locator job = page.locator("tbody tr");
        // while Flink begins it again, and when it gives up
        assertThat(job.locator(".tag")).hasText("restarting");
        assertThat(job).containsText("ArithmeticException: / by zero. Guard the divisor");
        assertThat(job.locator(".tag")).hasText("failed");
        assertThat(job).containsText("ArithmeticException: / by zero. Guard the divisor");
        STUDIO.browser().picture(page, "job-failed");
        job.getByText("Forget").click();
        assertThat(job.filter(new Locator.FilterOptions().setHasText("Go on"))).hasCount(0);
    }

    @Test
    void aLongWaitOfCommandsIsStoppedAtOnceAndTheStoreGoesOn() {
        run("%aws\ndms wait replication-instance-available", "planning");
        stop();
        run("dms describe-endpoints --query 'length(Endpoints)'", "done");
        assertThat(cell().locator(".cell-text")).hasText("0");
        run("A=b\n${greeting=sts} nosuch", "failed");
        assertThat(cell().locator(".cell-problem")).containsText("Line 2, column");
    }

    @Test
    void aTableMadeBySelectingIsFilledByAJobThatGoesOnWhereItStood() {
        run(
                "%flink.ssql(jobName=made)\n" + TICKS
                        + "CREATE TABLE filled WITH ('connector' = 'blackhole') AS SELECT id FROM ticks",
                "done");
        assertThat(cell().locator(".cell-text")).containsText("runs on by itself");
        page.navigate(STUDIO.at("jobs"));
        page.getByLabel("Find a job").fill("made");
        Locator job = page.locator("tbody tr");
        Locator running = job.filter(new Locator.FilterOptions().setHasText("running"));
        assertThat(running).hasCount(1);
        running.getByText("Stop with savepoint").click();
        Locator stopped = job.filter(new Locator.FilterOptions().setHasText("Go on from its savepoint"));
        assertThat(stopped).hasCount(1);
        stopped.getByText("Go on from its savepoint").click();
        assertThat(running).hasCount(1);
        running.getByLabel(Pattern.compile("Stop ")).click();
        assertThat(running).hasCount(0);
        Locator over = job.filter(new Locator.FilterOptions().setHasText("Forget"));
        assertThat(over).hasCount(1);
        over.getByText("Forget").click();
        assertThat(over).hasCount(0);
    }
}
