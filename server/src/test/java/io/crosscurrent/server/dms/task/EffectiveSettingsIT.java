/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.dms.task;

import static io.crosscurrent.server.dms.DmsCalls.byTask;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.crosscurrent.core.encoding.MessageClock;
import io.crosscurrent.core.encoding.MessageSettings;
import io.crosscurrent.core.encoding.RowEncoder;
import io.crosscurrent.core.encoding.Transaction;
import io.crosscurrent.core.mapping.TableMappings;
import io.crosscurrent.core.registry.RegistryRecord;
import io.crosscurrent.core.row.Operation;
import io.crosscurrent.core.row.RowWriter;
import io.crosscurrent.core.table.Column;
import io.crosscurrent.core.table.ColumnType;
import io.crosscurrent.core.table.Table;
import io.crosscurrent.core.table.TableId;
import io.crosscurrent.server.dms.Arns;
import io.crosscurrent.server.dms.DmsCalls;
import io.crosscurrent.server.dms.Platform;
import io.crosscurrent.server.dms.setting.SettingRule;
import io.crosscurrent.server.fake.PlaneExtension;
import io.crosscurrent.server.store.Resource;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Each row of {@code docs/reference/task-settings.md} that is effective, with what becomes different by it. */
class EffectiveSettingsIT {
    private static final String LOST = "x.Y: gone [source.connection_lost] Nothing to do.";

    @RegisterExtension
    static final PlaneExtension PLANES = new PlaneExtension();

    private final DmsCalls calls = new DmsCalls(PLANES);

    @FunctionalInterface
    private interface Case {
        void show(String name) throws Exception;
    }

    private Map<String, Case> cases() {
        Map<String, Case> cases = new LinkedHashMap<>();
        cases.put("FullLoadSettings.StopTaskCachedChangesApplied", name -> assertThat(
                        reasonAfterLoad(name, "StopTaskCachedChangesApplied"))
                .isEqualTo("Stop Reason STOPPED_AFTER_CACHED_EVENTS"));
        cases.put("FullLoadSettings.StopTaskCachedChangesNotApplied", name -> assertThat(
                        reasonAfterLoad(name, "StopTaskCachedChangesNotApplied"))
                .isEqualTo("Stop Reason STOPPED_AFTER_FULL_LOAD"));
        cases.put("FullLoadSettings.MaxFullLoadSubTasks", name -> assertThat(configuration(
                        calls.running(name, "full-load", "{\"FullLoadSettings\": {\"MaxFullLoadSubTasks\": 3}}")))
                .containsEntry("load.threads", "3"));
        cases.put("BeforeImageSettings.EnableBeforeImage", name -> {
            assertThat(update(name, "\"EnableBeforeImage\": true, \"FieldName\": \"old\"")
                            .path("old")
                            .toString())
                    .isEqualTo("{\"id\":7}");
            assertThat(update(name + "-not", "\"EnableBeforeImage\": false, \"FieldName\": \"old\"")
                            .has("old"))
                    .isFalse();
        });
        cases.put("BeforeImageSettings.FieldName", name -> assertThat(
                        update(name, "\"EnableBeforeImage\": true, \"FieldName\": \"was\"")
                                .has("was"))
                .isTrue());
        cases.put("BeforeImageSettings.ColumnFilter", name -> assertThat(
                        update(name, "\"EnableBeforeImage\": true, \"FieldName\": \"old\", \"ColumnFilter\": \"all\"")
                                .path("old")
                                .toString())
                .isEqualTo("{\"id\":7,\"status\":\"before\"}"));
        cases.put("ErrorBehavior.RecoverableErrorCount", name -> {
            String task = calls.running(name, "cdc", "{\"ErrorBehavior\": {\"RecoverableErrorCount\": 0}}");
            PLANES.connect().breakDown("task-" + Arns.id(task), LOST);
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> calls.describe(task).status().equals("failed"));
        });
        cases.put("ErrorBehavior.RecoverableErrorInterval", name -> assertThat(
                        pauses("{\"RecoverableErrorInterval\": 2, \"RecoverableErrorThrottling\": false}"))
                .startsWith(2L, 2L));
        cases.put("ErrorBehavior.RecoverableErrorThrottling", name -> assertThat(
                        pauses("{\"RecoverableErrorInterval\": 2, \"RecoverableErrorThrottling\": true}"))
                .startsWith(2L, 4L, 8L));
        cases.put("ErrorBehavior.RecoverableErrorThrottlingMax", name -> assertThat(
                        pauses("{\"RecoverableErrorInterval\": 2, \"RecoverableErrorThrottlingMax\": 5}"))
                .startsWith(2L, 4L, 5L, 5L));
        return cases;
    }

    @Test
    void everyEffectiveSettingHasACase() {
        assertThat(cases().keySet())
                .containsExactlyInAnyOrderElementsOf(SettingRules.all().stream()
                        .filter(rule -> rule.effect() == SettingRule.Effect.EFFECTIVE)
                        .map(SettingRule::path)
                        .collect(Collectors.toList()));
    }

    @TestFactory
    Stream<DynamicTest> settings() {
        return cases().entrySet().stream()
                .map(each -> DynamicTest.dynamicTest(
                        each.getKey(), () -> each.getValue().show(each.getKey().replaceFirst(".*\\.", ""))));
    }

    private Map<String, String> configuration(String task) {
        return PLANES.connect().configurations.get("task-" + Arns.id(task));
    }

    /** Why a task stops when its load is over. */
    private String reasonAfterLoad(String name, String setting) throws InterruptedException {
        String task = calls.running(name, "full-load-and-cdc", "{\"FullLoadSettings\": {\"" + setting + "\": true}}");
        calls.tell(new RegistryRecord.Task(
                Arns.id(task), "stream", "mysql-bin.000003:420", "", 0, System.currentTimeMillis(), 0));
        calls.waiter().waitUntilReplicationTaskStopped(byTask(task));
        return calls.describe(task).stopReason();
    }

    /** The message of an update of {@code (7, 'before')} to {@code (7, 'after')}, made from what Connect was given. */
    private JsonNode update(String name, String beforeImage) throws Exception {
        Map<String, String> given =
                configuration(calls.running(name, "cdc", "{\"BeforeImageSettings\": {" + beforeImage + "}}"));
        ObjectMapper json = new ObjectMapper();
        MessageSettings settings = MessageSettings.fromKafkaSettings(
                json.readTree(given.get("target.kafka.settings")),
                json.readTree(given.get("task.settings")).get("BeforeImageSettings"));
        Table table = new Table(
                new TableId("salesdb", "orders"),
                List.of(
                        new Column("id", ColumnType.INT32, 0, 0, 0, false),
                        new Column("status", ColumnType.STRING, 15, 0, 0, false)),
                List.of(0),
                "");
        RowEncoder encoder = RowEncoder.dmsJson(settings, new MessageClock(0));
        encoder.begin(
                TableMappings.parse(given.get("task.table.mappings")).plan(table, settings),
                Operation.UPDATE,
                new Transaction());
        row(encoder, RowEncoder.Image.BEFORE, "before");
        row(encoder, RowEncoder.Image.AFTER, "after");
        byte[][] written = new byte[1][];
        encoder.end((topic, key, value) -> written[0] = value);
        return json.readTree(written[0]);
    }

    private static void row(RowEncoder encoder, RowEncoder.Image image, String status) {
        encoder.image(image);
        RowWriter row = encoder;
        if (row.wants(0)) {
            row.longValue(0, 7);
        }
        if (row.wants(1)) {
            byte[] bytes = status.getBytes(StandardCharsets.UTF_8);
            row.utf8(1, bytes, 0, bytes.length);
        }
    }

    /** Seconds before each of five new starts. */
    private static List<Long> pauses(String errorBehavior) {
        ObjectMapper json = new ObjectMapper();
        String settings = TaskSettings.merge(null, "{\"ErrorBehavior\": " + errorBehavior + "}")
                .toString();
        TaskRow task = new TaskRow(new Resource(
                Platform.TASK,
                "arn:aws:dms:us-east-1:000000000000:task:T",
                "t",
                TaskStatus.RUNNING.text(),
                Step.WATCH.text(),
                json.createObjectNode().put("ReplicationTaskSettings", settings)));
        Seconds clock = new Seconds();
        Retries retries = new Retries(clock);
        List<Long> pauses = new ArrayList<>();
        long since = 0;
        while (pauses.size() < 5) {
            if (retries.after(task, FailureText.of(LOST)) == Retries.Decision.NOW) {
                pauses.add(clock.now - since);
                since = clock.now;
            } else {
                clock.now++;
            }
        }
        return pauses;
    }

    /** A clock that is set by hand. */
    private static final class Seconds extends Clock {
        private long now;

        @Override
        public Instant instant() {
            return Instant.ofEpochSecond(now);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
