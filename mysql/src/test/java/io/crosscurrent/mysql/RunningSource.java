/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql;

import io.crosscurrent.core.encoding.MessageSettings;
import io.crosscurrent.core.mapping.TableMappings;
import io.crosscurrent.core.source.Source;
import io.crosscurrent.core.source.SourceSettings;
import io.crosscurrent.core.source.TaskDefinition;
import io.crosscurrent.core.source.TaskDefinition.MigrationType;
import io.crosscurrent.testing.MySqlServer;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** A task that runs on a thread of its own against a test server, until it is closed. */
final class RunningSource implements AutoCloseable {
    private final Source source;
    private final Thread thread;
    private volatile Throwable failure;
    private volatile boolean ended;

    private static final String MESSAGES = "{\"KafkaSettings\": {\"Topic\": \"changes\", \"MessageFormat\":"
            + " \"json-unformatted\", \"IncludeTransactionDetails\": true, \"IncludeNullAndEmpty\": true,"
            + " \"IncludeTableAlterOperations\": true, \"IncludeControlDetails\": true,"
            + " \"UseLargeIntegerValue\": true}}";

    RunningSource(MySqlServer server, RecordingSink sink, MigrationType type, int rangeRows, String startPosition) {
        this(server, sink, type, rangeRows, startPosition, MESSAGES);
    }

    /** @param messages the endpoint's settings; records go to the topic {@code changes} */
    RunningSource(
            MySqlServer server,
            RecordingSink sink,
            MigrationType type,
            int rangeRows,
            String startPosition,
            String messages) {
        this(() -> AdminLogin.settings(server), sink, type, rangeRows, startPosition, messages);
    }

    RunningSource(
            SourceSettings settings, RecordingSink sink, MigrationType type, int rangeRows, String startPosition) {
        this(() -> settings, sink, type, rangeRows, startPosition, MESSAGES);
    }

    RunningSource(
            Supplier<SourceSettings> settings,
            RecordingSink sink,
            MigrationType type,
            int rangeRows,
            String startPosition) {
        this(settings, sink, type, rangeRows, startPosition, MESSAGES);
    }

    private RunningSource(
            Supplier<SourceSettings> settings,
            RecordingSink sink,
            MigrationType type,
            int rangeRows,
            String startPosition,
            String messages) {
        this(settings, sink, type, rangeRows, startPosition, messages, List.of());
    }

    /** A task of everything in schema {@code app} with further rules. */
    static RunningSource withRules(MySqlServer server, RecordingSink sink, List<String> rules) {
        return new RunningSource(
                () -> AdminLogin.settings(server), sink, MigrationType.FULL_LOAD_AND_CDC, 100, "", MESSAGES, rules);
    }

    /** A stream of everything in schema {@code app} from now on, until it comes to {@code stopPosition}. */
    static RunningSource until(MySqlServer server, RecordingSink sink, String stopPosition) {
        return new RunningSource(
                () -> AdminLogin.settings(server), sink, MigrationType.CDC, 100, "", MESSAGES, List.of(), stopPosition);
    }

    private RunningSource(
            Supplier<SourceSettings> settings,
            RecordingSink sink,
            MigrationType type,
            int rangeRows,
            String startPosition,
            String messages,
            List<String> rules) {
        this(settings, sink, type, rangeRows, startPosition, messages, rules, "");
    }

    private RunningSource(
            Supplier<SourceSettings> settings,
            RecordingSink sink,
            MigrationType type,
            int rangeRows,
            String startPosition,
            String messages,
            List<String> rules,
            String stopPosition) {
        TaskDefinition task = new TaskDefinition(
                "t1",
                type,
                TableMappings.parse("{\"rules\": [" + rule(1, "app", "%", "include") + ","
                        + rule(2, "app", "[_]%", "exclude") + "," + rule(3, "marks", "%", "include")
                        + rules.stream().map(each -> "," + each).collect(java.util.stream.Collectors.joining()) + "]}"),
                MessageSettings.fromJson(messages),
                "registry",
                startPosition,
                3,
                rangeRows,
                0,
                Map.of(),
                stopPosition);
        source = new MySqlSourceProvider().open(settings.get(), task, settings);
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

    private static String rule(int id, String schema, String table, String action) {
        return "{\"rule-type\": \"selection\", \"rule-id\": \"" + id + "\", \"rule-name\": \"" + id + "\","
                + " \"object-locator\": {\"schema-name\": \"" + schema + "\", \"table-name\": \"" + table + "\"},"
                + " \"rule-action\": \"" + action + "\"}";
    }

    /** What ended the run, or null. */
    Throwable failure() {
        return failure;
    }

    boolean ended() {
        return ended;
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
