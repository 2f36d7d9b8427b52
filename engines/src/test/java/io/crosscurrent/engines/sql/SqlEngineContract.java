/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.engines.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.crosscurrent.engines.sql.SqlEngine.Page;
import io.crosscurrent.engines.sql.SqlEngine.ResultColumn;
import io.crosscurrent.engines.sql.SqlEngine.Row;
import io.crosscurrent.engines.sql.SqlEngine.SessionLost;
import io.crosscurrent.engines.sql.SqlEngine.SqlFailure;
import io.crosscurrent.engines.sql.SqlEngine.SqlRun;
import io.crosscurrent.engines.sql.SqlEngine.SqlSession;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What every SQL engine does. */
interface SqlEngineContract {
    String COUNTER = "CREATE TEMPORARY TABLE ticks (n BIGINT) WITH ('connector' = 'datagen',"
            + " 'rows-per-second' = '50', 'fields.n.kind' = 'sequence', 'fields.n.start' = '1', 'fields.n.end' = '1000000')";

    SqlEngine engine();

    @Test
    default void showsValuesExactly() {
        List<Row> rows = rows(
                Map.of("table.local-time-zone", "Asia/Tokyo"),
                """
                SELECT 9223372036854775807, CAST('12345678901234567890.1234567890' AS DECIMAL(30, 10)),
                  CAST(0.10 AS DECIMAL(5, 2)), 1e300, TRUE, CAST(NULL AS STRING), 'null',
                  TIMESTAMP '2003-01-06 10:00:00.123', TIMESTAMP '2020-01-01 00:00:00', TO_TIMESTAMP_LTZ(0, 3),
                  DATE '2026-11-22', TIME '10:11:12', x'0aff',
                  ARRAY[1, 2], MAP['a', 1], ROW(1, 'x"y'), CAST(1.5 AS FLOAT)""");
        assertThat(rows).singleElement().satisfies(row -> assertThat(row.values())
                .containsExactly(
                        "9223372036854775807",
                        "12345678901234567890.1234567890",
                        "0.10",
                        "1.0E300",
                        "true",
                        null,
                        "null",
                        "2003-01-06 10:00:00.123",
                        "2020-01-01 00:00:00",
                        "1970-01-01 09:00:00.000",
                        "2026-11-22",
                        "10:11:12",
                        "0x0aff",
                        "[1,2]",
                        "{\"a\":1}",
                        "{\"EXPR$0\":1,\"EXPR$1\":\"x\\\"y\"}",
                        "1.5"));
    }

    @Test
    default void aStatementWhoseJobHasAnIdStartsItOnce() {
        String hole = "CREATE TEMPORARY TABLE once (n BIGINT) WITH ('connector' = 'blackhole')";
        Map<String, String> options =
                Map.of(SqlEngine.JOB_ID, "0123456789abcdef0123456789abcdef", "pipeline.name", "once");
        try (SqlSession session = engine().open(Map.of(), List.of(COUNTER, hole))) {
            // Given
            try (SqlRun run = session.execute("INSERT INTO once SELECT n FROM ticks", options)) {
                run.drain();
                assertThat(run.jobId()).isEqualTo(options.get(SqlEngine.JOB_ID));
            }
            // When
            SqlFailure second = catchThrowableOfType(SqlFailure.class, () -> {
                try (SqlRun run = session.execute("INSERT INTO once SELECT n FROM ticks", options)) {
                    run.drain();
                }
            });
            // Then
            assertThat(second).isNotNull();
            assertThat(engine().jobs())
                    .filteredOn(job -> job.name().equals("once") && !SqlEngine.Job.ENDED.contains(job.state()))
                    .hasSize(1);
            drain(session, "STOP JOB '" + options.get(SqlEngine.JOB_ID) + "'");
        }
    }

    @Test
    default void aLostSessionIsToldFromAStatementThatIsWrong() {
        // Given
        SqlSession session = engine().open(Map.of(), List.of());
        assertThat(catchThrowableOfType(SqlFailure.class, () -> drain(session, "SELECT nothing FROM nowhere")))
                .isNotInstanceOf(SessionLost.class);
        // When
        session.close();
        // Then
        assertThat(catchThrowableOfType(SqlFailure.class, () -> drain(session, "SELECT 1")))
                .isInstanceOf(SessionLost.class);
    }

    @Test
    default void namesColumnsAndTheirTypes() {
        try (SqlSession session = engine().open(Map.of(), List.of());
                SqlRun run = session.execute("SELECT CAST(1 AS DECIMAL(10, 2)) AS amount, 'x' AS name", Map.of())) {
            Page page = firstPage(run);
            assertThat(page.columns())
                    .containsExactly(new ResultColumn("amount", "DECIMAL(10, 2)"), new ResultColumn("name", "CHAR(1)"));
            assertThat(page.query()).isTrue();
        }
    }

    @Test
    default void showsEveryChangeOfAStreamingAggregate() {
        List<Row> rows =
                rows(Map.of(), "SELECT name, COUNT(*) FROM (VALUES ('a'), ('b'), ('a')) AS t(name) GROUP BY name");
        assertThat(rows)
                .contains(
                        new Row("+I", List.of("a", "1")),
                        new Row("-U", List.of("a", "1")),
                        new Row("+U", List.of("a", "2")));
    }

    @Test
    default void givesFinalRowsInBatchModeOfOneStatement() {
        try (SqlSession session = engine().open(Map.of(), List.of());
                SqlRun run = session.execute(
                        "SELECT name, COUNT(*) FROM (VALUES ('a'), ('b'), ('a')) AS t(name) GROUP BY name",
                        Map.of("execution.runtime-mode", "batch"))) {
            assertThat(all(run))
                    .containsExactlyInAnyOrder(new Row("+I", List.of("a", "2")), new Row("+I", List.of("b", "1")));
        }
    }

    @Test
    default void keepsTablesOfItsSession() {
        try (SqlSession session = engine().open(Map.of(), List.of(COUNTER))) {
            try (SqlRun run = session.execute("SHOW TABLES", Map.of())) {
                assertThat(all(run)).containsExactly(new Row("+I", List.of("ticks")));
            }
            try (SqlRun run = session.execute("SELECT n FROM ticks LIMIT 3", Map.of())) {
                assertThat(all(run)).hasSize(3);
            }
        }
    }

    @Test
    default void underlinesAnUnknownColumn() {
        SqlFailure failure = failureOf("SELECT 1,\n  nope FROM (VALUES (1)) AS t(id)");
        assertThat(failure).hasMessageContaining("'nope' not found").hasMessageNotContaining("Exception");
        assertThat(List.of(failure.line, failure.column)).containsExactly(2, 3);
    }

    @Test
    default void underlinesAnUnknownTable() {
        SqlFailure failure = failureOf("SELECT * FROM nowhere");
        assertThat(failure).hasMessageContaining("'nowhere' not found");
        assertThat(List.of(failure.line, failure.column)).containsExactly(1, 15);
    }

    @Test
    default void underlinesWhatTheParserDidNotExpect() {
        SqlFailure failure = failureOf("SELECT 1 AS\n value");
        assertThat(failure)
                .hasMessageContaining("\"value\" is not expected here")
                .hasMessageContaining("`value`");
        assertThat(List.of(failure.line, failure.column)).containsExactly(2, 2);
    }

    @Test
    default void underlinesAMisspeltFirstWord() {
        SqlFailure failure = failureOf("\n SELEC 1");
        assertThat(failure).hasMessage("SELEC does not begin a statement.");
        assertThat(List.of(failure.line, failure.column)).containsExactly(2, 2);
    }

    @Test
    default void saysWhatFailedWhileRunning() {
        SqlFailure failure = failureOf("SELECT CAST(name AS INT) FROM (VALUES ('abc'), ('1')) AS t(name)");
        assertThat(failure).hasMessageContaining("For input string: 'abc'").hasMessageNotContaining("Exception");
    }

    @Test
    default void saysWhichConnectorIsMissing() {
        try (SqlSession session =
                engine().open(Map.of(), List.of("CREATE TABLE odd (a INT) WITH ('connector' = 'nope')"))) {
            SqlFailure failure = catchThrowableOfType(SqlFailure.class, () -> drain(session, "SELECT * FROM odd"));
            assertThat(failure).hasMessageContaining("Could not find any factory for identifier 'nope'");
        }
    }

    @Test
    default void refusesASessionWhoseOpeningFails() {
        SqlFailure failure =
                catchThrowableOfType(SqlFailure.class, () -> engine().open(Map.of(), List.of("USE CATALOG nowhere")));
        assertThat(failure).hasMessageContaining("nowhere");
    }

    @Test
    default void stopsAStreamingQueryTwentyTimesAndStillRuns() {
        try (SqlSession session = engine().open(Map.of(), List.of(COUNTER))) {
            for (int i = 0; i < 20; i++) {
                SqlRun run = session.execute("SELECT n FROM ticks", Map.of());
                if (i % 2 == 0) {
                    assertThat(firstPage(run).rows()).isNotEmpty();
                    assertThat(run.jobId()).isNotEmpty();
                }
                run.close();
            }
            await().atMost(Duration.ofSeconds(15)).untilAsserted(() -> assertThat(engine().jobs())
                    .noneMatch(job -> job.state().equals("RUNNING")));
            try (SqlRun run = session.execute("SELECT n FROM ticks", Map.of())) {
                assertThat(firstPage(run).rows()).isNotEmpty();
            }
        }
    }

    @Test
    default void saysWhyAJobFailedAndWhatMendsIt() {
        try (SqlSession session = engine().open(
                        Map.of("restart-strategy.type", "none"),
                        List.of(COUNTER, "CREATE TEMPORARY TABLE hole (n BIGINT) WITH ('connector' = 'blackhole')"))) {
            SqlRun run = session.execute("INSERT INTO hole SELECT n / (n - 3) FROM ticks", Map.of());
            String job = firstPage(run).rows().get(0).values().get(0);
            run.close();
            await().untilAsserted(() -> assertThat(engine().jobs())
                    .anyMatch(known -> known.id().equals(job) && known.state().equals("FAILED")));
            assertThat(engine().failure(job)).hasValueSatisfying(failure -> {
                assertThat(failure.reason()).isEqualTo("ArithmeticException: / by zero.");
                assertThat(failure.remedy()).contains("NULLIF");
            });
            assertThat(engine().failure("0".repeat(32))).isEmpty();
        }
    }

    @Test
    default void anInsertGoesOnAfterItsStatementIsClosed() {
        try (SqlSession session = engine().open(
                        Map.of(),
                        List.of(COUNTER, "CREATE TEMPORARY TABLE hole (n BIGINT) WITH ('connector' = 'blackhole')"))) {
            SqlRun run = session.execute("INSERT INTO hole SELECT n FROM ticks", Map.of("pipeline.name", "goes-on"));
            String job = firstPage(run).rows().get(0).values().get(0);
            run.close();
            await().untilAsserted(() -> assertThat(engine().jobs())
                    .anyMatch(known -> known.id().equals(job)
                            && known.name().equals("goes-on")
                            && known.state().equals("RUNNING")));
            drain(session, "STOP JOB '" + job + "'");
            await().untilAsserted(() -> assertThat(engine().jobs())
                    .anyMatch(known -> known.id().equals(job) && !known.state().equals("RUNNING")));
        }
    }

    default List<Row> rows(Map<String, String> properties, String statement) {
        try (SqlSession session = engine().open(properties, List.of());
                SqlRun run = session.execute(statement, Map.of())) {
            return all(run);
        }
    }

    default SqlFailure failureOf(String statement) {
        try (SqlSession session = engine().open(Map.of(), List.of())) {
            return catchThrowableOfType(SqlFailure.class, () -> drain(session, statement));
        }
    }

    static void drain(SqlSession session, String statement) {
        try (SqlRun run = session.execute(statement, Map.of())) {
            run.drain();
        }
    }

    static List<Row> all(SqlRun run) {
        List<Row> rows = new ArrayList<>();
        Page page;
        do {
            page = run.fetch(500);
            rows.addAll(page.rows());
        } while (!page.ended());
        return rows;
    }

    /** The first page that tells its columns and, unless it is the last, has rows. */
    static Page firstPage(SqlRun run) {
        return await().atMost(Duration.ofSeconds(40))
                .until(
                        () -> run.fetch(1_000),
                        page -> page.ended() || !page.rows().isEmpty());
    }
}
