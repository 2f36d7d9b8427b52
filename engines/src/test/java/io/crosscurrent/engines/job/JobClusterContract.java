/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.engines.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.engines.job.Program.Restore;
import io.crosscurrent.engines.sql.SqlEngine;
import io.crosscurrent.testing.program.ProgramJars;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What every Flink cluster does with programs, each a real JAR. */
public interface JobClusterContract {
    Duration PATIENCE = Duration.ofSeconds(60);

    /** Counts what it sees, and fails when it has state and should not, or the other way round. */
    String COUNTING =
            """
            import com.amazonaws.services.kinesisanalytics.runtime.KinesisAnalyticsRuntime;
            import java.util.Properties;
            import org.apache.flink.api.common.functions.RichMapFunction;
            import org.apache.flink.api.common.state.ListState;
            import org.apache.flink.api.common.state.ListStateDescriptor;
            import org.apache.flink.runtime.state.FunctionInitializationContext;
            import org.apache.flink.runtime.state.FunctionSnapshotContext;
            import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
            import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

            public class Counting {
                public static void main(String[] args) throws Exception {
                    Properties group = KinesisAnalyticsRuntime.getApplicationProperties().get("counting");
                    StreamExecutionEnvironment flink = StreamExecutionEnvironment.getExecutionEnvironment();
                    flink.fromSequence(1, Long.MAX_VALUE).map(new Count(group.getProperty("state"))).uid("count").print();
                    flink.execute("counting");
                }

                public static class Count extends RichMapFunction<Long, Long> implements CheckpointedFunction {
                    private final String expected;
                    private ListState<Long> state;
                    private long count;

                    Count(String expected) {
                        this.expected = expected;
                    }

                    @Override
                    public Long map(Long value) throws Exception {
                        Thread.sleep(20);
                        return ++count;
                    }

                    @Override
                    public void snapshotState(FunctionSnapshotContext context) throws Exception {
                        state.update(java.util.List.of(count));
                    }

                    @Override
                    public void initializeState(FunctionInitializationContext context) throws Exception {
                        state = context.getOperatorStateStore().getListState(new ListStateDescriptor<>("n", Long.class));
                        for (Long each : state.get()) {
                            count = each;
                        }
                        String found = count > 0 ? "restored" : "empty";
                        if (!found.equals(expected)) {
                            throw new IllegalStateException("the state is " + found + ", not " + expected);
                        }
                    }
                }
            }
            """;

    JobCluster cluster();

    /** For JARs. */
    Path directory();

    private Program program(Path jar, Map<String, Map<String, String>> properties, Restore restore) {
        return new Program(
                jar.getFileName().toString(),
                jar,
                List.of(),
                Map.of("execution.checkpointing.interval", "200"),
                properties,
                restore);
    }

    private Path jar(String name, String body) {
        String source =
                "public class " + name + " { public static void main(String[] args) throws Exception {" + body + "} }";
        return ProgramJars.build(directory(), name, source, name);
    }

    private static void refuses(Runnable start, String code, String... words) {
        assertThatThrownBy(start::run).isInstanceOfSatisfying(CrosscurrentException.class, e -> {
            assertThat(e.code()).isEqualTo(code);
            assertThat(e.getMessage()).contains(words);
            assertThat(e.remedy()).isNotBlank();
        });
    }

    @Test
    default void aProgramGoesOnFromItsSnapshot() {
        // Given
        Path jar = ProgramJars.build(directory(), "Counting", COUNTING, "Counting");
        List<String> first = cluster().run(program(jar, Map.of("counting", Map.of("state", "empty")), Restore.NOTHING));
        assertThat(first).hasSize(1);
        cluster().awaitRunning(first.get(0), PATIENCE);
        await().atMost(PATIENCE)
                .until(() -> cluster().checkpoint(first.get(0), "").isPresent());
        // Flink collects them every few seconds
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(cluster().measures(first.get(0)))
                .containsKeys("uptime", "fullRestarts", "lastCheckpointDuration", "numRecordsIn", "numRecordsOut"));
        // When
        String taken = cluster().snapshot(first.get(0));
        assertThat(cluster().state(first.get(0)).orElseThrow().state()).isEqualTo("RUNNING");
        String last = cluster().stop(first.get(0)).orElseThrow();
        assertThat(cluster().state(first.get(0)).orElseThrow().ended()).isTrue();
        // Then
        Map<String, Map<String, String>> restored = Map.of("counting", Map.of("state", "restored"));
        String second =
                cluster().run(program(jar, restored, new Restore(last, false))).get(0);
        cluster().awaitRunning(second, PATIENCE);
        cluster().cancel(second);
        assertThat(cluster().state(second).orElseThrow().state()).isEqualTo("CANCELED");
        assertThat(cluster().stop(second)).isEmpty();
        cluster().discard(taken);
        assertThatThrownBy(() -> startAndWait(program(jar, restored, new Restore(taken, false))))
                .isInstanceOf(CrosscurrentException.class)
                .hasMessageContaining("savepoint");
        refuses(() -> startAndWait(program(jar, restored, Restore.NOTHING)), "flink.job_failed", "the state is empty");
    }

    @Test
    default void aProgramWhoseJobHasAnIdIsStartedOnce() {
        // Given
        Path jar = ProgramJars.build(directory(), "Once", COUNTING.replace("Counting", "Once"), "Once");
        String id = "%032x".formatted(0x0ceL);
        Program once = new Program(
                "once",
                jar,
                List.of(),
                Map.of(SqlEngine.JOB_ID, id),
                Map.of("counting", Map.of("state", "empty")),
                Restore.NOTHING);
        assertThat(cluster().run(once)).containsExactly(id);
        cluster().awaitRunning(id, PATIENCE);
        // When
        refuses(() -> cluster().run(once), "flink.program", "already");
        // Then
        assertThat(cluster().state(id).orElseThrow().state()).isEqualTo("RUNNING");
        cluster().cancel(id);
    }

    @Test
    default void theCheckpointOfAJobThatIsForgottenIsTheNewestBesideTheOneSeenLast() throws IOException {
        String unknown = "%032x".formatted(0xabcL);
        Path checkpoints = Files.createDirectories(directory().resolve(unknown));
        for (String each : List.of("chk-9/_metadata", "chk-10/_metadata", "chk-11/part")) {
            Path file = checkpoints.resolve(each);
            Files.createDirectories(file.getParent());
            Files.createFile(file);
        }
        URI seen = checkpoints.resolve("chk-9").toUri();
        assertThat(cluster().checkpoint(unknown, "")).isEmpty();
        assertThat(cluster().checkpoint(unknown, seen.toString()))
                .hasValue(checkpoints.resolve("chk-10").toUri().toString());
        assertThat(cluster().checkpoint(unknown, "s3://elsewhere/chk-9")).hasValue("s3://elsewhere/chk-9");
    }

    private void startAndWait(Program program) {
        cluster().awaitRunning(cluster().run(program).get(0), PATIENCE);
    }

    @Test
    default void saysWhatIsWrongWithAProgram() {
        refuses(() -> cluster().run(program(jar("Idle", ""), Map.of(), Restore.NOTHING)), "flink.program", "job");
        refuses(
                () -> cluster()
                        .run(program(
                                jar("Broken", "throw new IllegalStateException(\"no topic is named\");"),
                                Map.of(),
                                Restore.NOTHING)),
                "flink.program",
                "no topic is named");
        Path nameless = ProgramJars.build(directory(), "Nameless", "public class Nameless {}", "");
        refuses(() -> cluster().run(program(nameless, Map.of(), Restore.NOTHING)), "flink.program", "no main class");
        Path absent = ProgramJars.build(directory(), "Absent", "public class Absent {}", "com.example.Main");
        refuses(
                () -> cluster().run(program(absent, Map.of(), Restore.NOTHING)),
                "flink.program",
                "com.example.Main",
                "does not have it");
    }
}
