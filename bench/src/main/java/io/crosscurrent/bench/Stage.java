/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.bench;

import io.crosscurrent.bench.contestant.Assignment;
import io.crosscurrent.bench.contestant.Capture;
import io.crosscurrent.bench.contestant.Contestant;
import io.crosscurrent.bench.contestant.TableSet;
import io.crosscurrent.bench.process.Broker;
import io.crosscurrent.bench.process.Libraries;
import io.crosscurrent.testing.Directories;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What all turns share: the broker, the contestants, places for files. */
final class Stage implements AutoCloseable {
    /** Replica numbers that a turn may use: one for each reader of a contestant. */
    private static final int SERVER_IDS_A_TURN = 10;

    private final Arguments arguments;
    private final Libraries libraries;
    private final List<Contestant> contestants;
    private final Path logs;
    private Broker broker;
    private int nextServerId = 7001;

    Stage(Arguments arguments, Libraries libraries, List<Contestant> contestants) throws IOException {
        this.arguments = arguments;
        this.libraries = libraries;
        this.contestants = contestants;
        this.logs = Files.createTempDirectory("crosscurrent-bench-");
    }

    Arguments arguments() {
        return arguments;
    }

    Libraries libraries() {
        return libraries;
    }

    List<Contestant> contestants() {
        return contestants;
    }

    /** Logs of this run of the program. */
    Path logs() {
        return logs;
    }

    /** What is kept from run to run: results and data. */
    static Path kept(Libraries libraries, Arguments arguments) throws IOException {
        return Files.createDirectories(
                libraries.home().resolve("target").resolve(arguments.quick() ? "run-quick" : "run"));
    }

    Path kept() throws IOException {
        return kept(libraries, arguments);
    }

    /** The one broker of the whole run, started and warmed up when it is first asked for. */
    Broker broker() throws IOException, InterruptedException {
        if (broker == null) {
            broker = Broker.start(libraries, Files.createDirectories(kafka()));
            WarmUp.of(broker, libraries, logs);
        }
        return broker;
    }

    SourceDatabase database(String name, Map<String, String> variables) throws IOException {
        return SourceDatabase.kept(kept().resolve(name), variables, Stage::say);
    }

    Assignment assignment(
            Workload workload, String turn, int run, Capture capture, TableSet tables, SourceDatabase source)
            throws IOException, InterruptedException {
        String id = turn.replaceAll("[^a-z0-9]+", "-") + "-" + workload.label() + "-" + run;
        int serverId = nextServerId;
        nextServerId += SERVER_IDS_A_TURN;
        return new Assignment(
                id,
                capture,
                tables,
                source,
                broker().address(),
                serverId,
                Files.createDirectories(logs.resolve(id)),
                Assignment.HEAP,
                Assignment.NO_COMPRESSION);
    }

    static void say(String sentence) {
        System.err.println(sentence);
    }

    /** The logs stay; what the broker holds are gigabytes that nobody reads again. */
    @Override
    public void close() throws IOException {
        if (broker != null) {
            broker.close();
            Directories.delete(kafka().resolve("data"));
        }
    }

    private Path kafka() {
        return logs.resolve("kafka");
    }
}
