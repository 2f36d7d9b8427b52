/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.connect.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.crosscurrent.testing.history.Anomaly;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every fault, under writes: afterwards each change has arrived once, in order, without a helping hand. A build plays the
 * most telling ones once; {@code connect/faults} plays all of them with several seeds and keeps a ledger.
 *
 * <p>System properties: {@code faults.seeds}, how many seeds, and {@code faults.first}, from which; {@code
 * faults.names}, parts of the names of the faults to play, with semicolons; {@code faults.ledger}, the document to add to; {@code faults.version}, what is tested.
 */
class FaultsIT {
    private static final String QUICK = "kafka commit unheard;range merged;frozen, replaced;broker killed in the load;"
            + "database killed in the load;half open in the stream";

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    static Path directory;

    private static final Map<String, Stage> STAGES = new HashMap<>();
    private static final FaultLedger LEDGER = new FaultLedger(
            System.getProperty("faults.ledger") == null ? null : Path.of(System.getProperty("faults.ledger")),
            System.getProperty("faults.version", "unknown"));

    @AfterAll
    static void stop() {
        STAGES.values().forEach(Stage::close);
    }

    @ParameterizedTest
    @MethodSource("scenes")
    void isSurvived(Fault fault, long seed) throws Exception {
        if (fault.smallDisk()) {
            SmallDisk.assumePossible(fault.name());
        }
        Stage.Log log = log(seed);
        Stage stage = STAGES.computeIfAbsent(
                log.name() + (fault.smallDisk() ? "_SMALL_DISK" : ""),
                name -> Stage.start(directory.resolve(name), log, fault.smallDisk()));
        try (Scene scene = new Scene(stage, seed, fault.largeRows())) {
            String result = "did not end";
            try {
                fault.strike().on(scene);
                if (fault.failure().isEmpty()) {
                    List<Anomaly> anomalies = scene.anomalies();
                    result = anomalies.isEmpty() ? "clean" : anomalies.size() + " anomalies";
                    assertThat(anomalies).as(fault.name()).isEmpty();
                } else {
                    String failure = scene.awaitFailure();
                    result = "failed otherwise";
                    assertThat(failure).contains("[" + fault.failure() + "]");
                    result = "failed by name: " + fault.failure();
                }
            } finally {
                LEDGER.add(fault, seed, log.title(), scene, result);
            }
        }
    }

    private static Stage.Log log(long seed) {
        return Stage.Log.values()[(int) ((seed - 1) % Stage.Log.values().length)];
    }

    static Stream<Arguments> scenes() {
        String names = System.getProperty("faults.names", "");
        boolean all = names.isBlank() && System.getProperty("faults.seeds") != null;
        List<String> wanted = all ? List.of("") : Arrays.asList((names.isBlank() ? QUICK : names).split(";", -1));
        long first = Long.getLong("faults.first", 1);
        List<Fault> faults = new ArrayList<>(WorkerFaults.all());
        faults.addAll(LinkFaults.all());
        faults.addAll(BrokerFaults.all());
        faults.addAll(DatabaseFaults.all());
        return LongStream.range(first, first + Long.getLong("faults.seeds", 1))
                .boxed()
                .flatMap(seed -> faults.stream()
                        .filter(fault -> wanted.stream().anyMatch(fault.name()::contains))
                        .map(fault -> Arguments.of(fault, seed(fault, seed))));
    }

    /** As many seeds for each fault, also for those about one kind of log only. */
    private static long seed(Fault fault, long seed) {
        return fault.only() == null
                ? seed
                : (seed - 1) * Stage.Log.values().length + fault.only().ordinal() + 1;
    }
}
