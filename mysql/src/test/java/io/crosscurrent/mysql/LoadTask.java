/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.crosscurrent.core.encoding.MessageSettings;
import io.crosscurrent.core.mapping.TableMappings;
import io.crosscurrent.core.source.Source;
import io.crosscurrent.core.source.TaskDefinition;
import io.crosscurrent.core.source.TaskDefinition.MigrationType;
import io.crosscurrent.core.table.TableId;
import io.crosscurrent.mysql.position.BinlogPosition;
import io.crosscurrent.testing.MySqlServer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;

/** A task over all tables of the database {@code app}, on a thread of its own until it is closed. */
final class LoadTask implements AutoCloseable {
    private final MySqlServer server;
    private final RecordingSink sink;
    private final Source source;
    private final Thread thread;
    private volatile Throwable failure;
    private volatile boolean ended;

    /** @param reloads number of the wish by table of {@code app} */
    LoadTask(MySqlServer server, RecordingSink sink, MigrationType type, int rangeRows, Map<String, Long> reloads) {
        this.server = server;
        this.sink = sink;
        Map<TableId, Long> wishes = reloads.entrySet().stream()
                .collect(java.util.stream.Collectors.toMap(
                        entry -> new TableId("app", entry.getKey()), Map.Entry::getValue));
        TaskDefinition task = new TaskDefinition(
                "t1",
                type,
                TableMappings.parse(
                        "{\"rules\": [{\"rule-type\": \"selection\", \"rule-id\": \"1\", \"rule-name\": \"1\","
                                + " \"object-locator\": {\"schema-name\": \"app\", \"table-name\": \"%\"},"
                                + " \"rule-action\": \"include\"}]}"),
                MessageSettings.fromJson(
                        "{\"KafkaSettings\": {\"Topic\": \"changes\", \"MessageFormat\": \"json-unformatted\","
                                + " \"IncludeTableAlterOperations\": true, \"IncludeControlDetails\": true,"
                                + " \"UseLargeIntegerValue\": true}}"),
                "registry",
                "",
                4,
                rangeRows,
                0,
                wishes,
                "");
        source = new MySqlSourceProvider().open(AdminLogin.settings(server), task);
        RecordingSink.Run run = sink.run();
        thread = new Thread(
                () -> {
                    try {
                        source.run(sink, run);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    } catch (Throwable e) {
                        failure = e;
                    }
                    ended = true;
                },
                "test-source");
        thread.start();
    }

    boolean ended() {
        return ended;
    }

    /** Waits until the task fails, and says why. */
    Throwable failed() {
        await().atMost(Duration.ofSeconds(90)).until(() -> ended);
        return failure;
    }

    /** Waits for the condition; fails when the task does. */
    void until(Callable<Boolean> condition) {
        await().atMost(Duration.ofSeconds(90)).until(() -> failure != null || condition.call());
        assertThat(failure).isNull();
    }

    /** Waits until so many more records are visible than now; looks often, because a load is fast. */
    void untilMore(int records) {
        int enough = sink.size() + records;
        await().pollInterval(Duration.ofMillis(1))
                .pollDelay(Duration.ZERO)
                .atMost(Duration.ofSeconds(90))
                .until(() -> failure != null || sink.size() > enough);
        assertThat(failure).isNull();
    }

    void untilLoaded(String... tables) {
        for (String table : tables) {
            until(() -> "Table completed".equals(state(table)));
        }
    }

    /** The DMS state of the table, or null before the first. */
    String state(String table) {
        JsonNode statistics = ObservedTable.registry(sink, "statistics/t1/app." + table);
        return statistics == null ? null : statistics.get("state").asText();
    }

    /** Waits until everything committed so far has arrived. */
    void untilCaughtUp() {
        Map<String, String> end = server.query("show master status").get(0);
        BinlogPosition position = BinlogPosition.parse(end.get("File") + ":" + end.get("Position"));
        until(() -> {
            JsonNode task = ObservedTable.registry(sink, "task/t1");
            return task != null
                    && BinlogPosition.parse(task.get("position").asText()).compareTo(position) >= 0;
        });
    }

    @Override
    public void close() throws InterruptedException {
        source.close();
        thread.join(20_000);
        if (thread.isAlive()) {
            throw new IllegalStateException("the source did not end within 20 s");
        }
    }
}
