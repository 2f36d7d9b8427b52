/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.app.studio;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import io.crosscurrent.app.PlatformProcess;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The platform ends, in order or by SIGKILL, under an open page and under jobs of notes, and is started again. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StudioRestartIT {
    private static final LocatorAssertions.HasAttributeOptions SOON =
            new LocatorAssertions.HasAttributeOptions().setTimeout(60_000);

    @TempDir
    static Path directory;

    private PlatformProcess platform;

    @BeforeAll
    void start() {
        platform = PlatformProcess.start(directory.resolve("data"), List.of("--port", "0"));
    }

    @AfterAll
    void close() throws Exception {
        platform.close();
    }

    @Test
    void aJobOfANoteWritesEachRowOnceHoweverThePlatformEnds() throws Exception {
        // Given
        platform.run(0, "topic", "create", "kept");
        Properties kafka = platform.kafka();
        StudioClient studio = studio();
        String note = studio.note(
                "kept",
                "CREATE TEMPORARY TABLE numbers (n BIGINT) WITH ('connector' = 'datagen', 'rows-per-second' = '100',"
                        + " 'fields.n.kind' = 'sequence', 'fields.n.start' = '1', 'fields.n.end' = '1000000')",
                "CREATE TEMPORARY TABLE kept (n BIGINT) WITH ('connector' = 'kafka', 'topic' = 'kept', 'format' = 'json',"
                        + " 'sink.delivery-guarantee' = 'exactly-once', 'sink.transactional-id-prefix' = 'kept',"
                        + options(kafka)
                        + ")",
                "SET 'execution.checkpointing.interval' = '1 s'",
                "INSERT INTO kept SELECT n FROM numbers");
        // When
        studio.runAll(note, Map.of());
        awaitMore(kafka);
        // Then it goes on when the platform is ended in order,
        platform.stop();
        platform.start();
        awaitMore(kafka);
        // when it is killed,
        platform.kill();
        platform.start();
        awaitMore(kafka);
        // and when somebody stops it with a savepoint and has it go on
        StudioClient again = studio();
        JsonNode stopped = running(again, note);
        again.post("jobs/" + stopped.path("id").asText() + "/stop", Map.of("savepoint", true));
        again.post("jobs/" + stopped.path("id").asText() + "/again", Map.of());
        awaitMore(kafka);
        JsonNode last = running(again, note);
        assertThat(last.path("id").asText()).isNotEqualTo(stopped.path("id").asText());
        again.post("jobs/" + last.path("id").asText() + "/stop", Map.of("savepoint", true));
        List<Long> rows = CommittedRows.of(kafka, "kept");
        assertThat(rows)
                .as("each number once, in order")
                .isEqualTo(LongStream.rangeClosed(1, rows.size()).boxed().toList());
    }

    private StudioClient studio() throws Exception {
        return new StudioClient(URI.create(platform.run(0, "studio").strip()));
    }

    private static JsonNode running(StudioClient studio, String note) {
        return studio.jobs(note).stream()
                .filter(job -> job.path("state").asText().equals("RUNNING"))
                .findFirst()
                .orElseThrow();
    }

    private static String options(Properties kafka) {
        return kafka.stringPropertyNames().stream()
                .map(name -> "'properties." + name + "' = '"
                        + kafka.getProperty(name).replace("'", "''") + "'")
                .collect(Collectors.joining(", "));
    }

    /** Two checkpoints, or more, have been committed since. */
    private static void awaitMore(Properties kafka) {
        int before = CommittedRows.of(kafka, "kept").size();
        Awaitility.await()
                .atMost(Duration.ofSeconds(120))
                .pollInterval(Duration.ofMillis(300))
                .until(() -> CommittedRows.of(kafka, "kept").size() > before + 200);
    }

    @Test
    void thePageFindsThePlatformAgainAndWhatTheNoteDefinedIsStillThere() throws Exception {
        RealBrowser.of(URI.create("http://127.0.0.1")).close();
        try (RealBrowser browser = RealBrowser.of(URI.create(platform.endpointUrl()))) {
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
