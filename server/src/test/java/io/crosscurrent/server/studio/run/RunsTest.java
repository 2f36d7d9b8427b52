/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.studio.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.crosscurrent.server.aws.Permission;
import io.crosscurrent.server.aws.PojoCodec;
import io.crosscurrent.server.engine.Engines;
import io.crosscurrent.server.store.Store;
import io.crosscurrent.server.studio.command.CommandFailure;
import io.crosscurrent.server.studio.command.Commands;
import io.crosscurrent.server.studio.command.StopSignal;
import io.crosscurrent.server.studio.note.Cell;
import io.crosscurrent.server.studio.note.Note;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Cells of commands as they run, without engines. */
class RunsTest {
    @TempDir
    Path directory;

    private Store store;
    private Runs runs;

    @BeforeEach
    void open() {
        store = Store.inDirectory(directory);
        runs = new Runs(
                new Engines(
                        new CompletableFuture<>(),
                        new CompletableFuture<>(),
                        new CompletableFuture<>(),
                        Duration.ofMillis(1)),
                List.of(),
                store);
    }

    @AfterEach
    void close() {
        runs.close();
        store.close();
    }

    private CellRun start(String text, Map<String, String> values, Runs.Commands commands) {
        Cell cell = new Cell("c", "aws", "%aws", text, "", PojoCodec.object(), Map.of(), PojoCodec.object());
        return runs.start(
                new Note("n", "Note", "root", false, List.of(cell), PojoCodec.object()), cell, values, commands);
    }

    private static CellRun.View ended(CellRun run) {
        Awaitility.await().until(() -> !run.moving());
        return run.view();
    }

    @Test
    void aCellThatWaitsIsStoppedWithoutInterruptingItsThread() throws Exception {
        // Given
        CountDownLatch waits = new CountDownLatch(1);
        AtomicBoolean interrupted = new AtomicBoolean();
        CellRun run = start("", Map.of(), (text, output, stop) -> {
            waits.countDown();
            assertThat(stop.askedWithin(Duration.ofHours(1))).isTrue();
            interrupted.set(Thread.currentThread().isInterrupted());
        });
        waits.await();
        // When
        runs.stop(run);
        // Then
        assertThat(ended(run).state()).isEqualTo(RunState.STOPPED);
        assertThat(interrupted).isFalse();
    }

    @Test
    void theEndOfThePlatformStopsAWaitingCellAndLeavesWhatIsKeptOfIt() throws Exception {
        // Given
        CountDownLatch waits = new CountDownLatch(1);
        CellRun run = start("", Map.of(), (text, output, stop) -> {
            waits.countDown();
            stop.askedWithin(Duration.ofHours(1));
        });
        waits.await();
        // When
        runs.close();
        // Then
        assertThat(run.moving()).isFalse();
        assertThat(new RunRecords(store).of("n")).singleElement().satisfies(kept -> assertThat(kept.state())
                .isEqualTo(RunState.LOST));
    }

    @Test
    void aFailureIsPlacedInTheTextAsTyped() {
        Commands none = new Commands(List.of(), Permission.ALL);
        CellRun.View failed = ended(start(
                "${note=}\n${greeting}nosuch command\n",
                Map.of("note", "# one\n# two\n# three", "greeting", ""),
                (text, output, stop) -> none.run(text, Map.of(), output::accept, stop)));
        assertThat(failed.state()).isEqualTo(RunState.FAILED);
        assertThat(failed.line()).isEqualTo(2);
        assertThat(failed.message()).startsWith("Line 2, column ");
    }

    @Test
    void aStoppedCellRunsNoFurtherCommand() {
        Commands none = new Commands(List.of(), Permission.ALL);
        StopSignal asked = new StopSignal() {
            @Override
            public boolean asked() {
                return true;
            }

            @Override
            public boolean askedWithin(Duration longest) {
                return true;
            }
        };
        assertThat(catchThrowableOfType(CommandFailure.class, () -> none.run("A=b", Map.of(), text -> {}, asked))
                        .code())
                .isEqualTo("studio.stopped");
    }
}
