/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.connect.fault;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What happens to the worker. */
final class WorkerFaults {
    /** So many rows are several parts of a transaction, with the connector's smallest setting. */
    private static final int PARTS_ROWS = 30_000;

    private WorkerFaults() {}

    static List<Fault> all() {
        List<Fault> faults = new ArrayList<>();
        Arrays.stream(KillPoint.values()).map(WorkerFaults::killedAt).forEach(faults::add);
        faults.add(new Fault("worker killed at a random moment of the load", scene -> {
            scene.capture();
            scene.awaitRecords(1 + scene.random().nextInt(1500));
            scene.worker().process().kill();
            scene.restartWorker();
        }));
        faults.add(new Fault("worker killed three times in the stream", scene -> {
            scene.capture();
            scene.awaitStream();
            for (int kill = 0; kill < 3; kill++) {
                scene.awaitWrites(50 + scene.random().nextInt(200));
                scene.worker().process().kill();
                scene.restartWorker();
            }
        }));
        faults.add(new Fault("worker frozen, replaced and thawed", WorkerFaults::frozen));
        return faults;
    }

    static Fault killedAt(KillPoint point) {
        String name = point.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        Fault fault = new Fault("worker killed: " + name, scene -> killedAt(point, scene));
        return point == KillPoint.BETWEEN_KAFKA_TRANSACTIONS_OF_ONE_OF_THE_DATABASE ? fault.large(PARTS_ROWS) : fault;
    }

    private static void killedAt(KillPoint point, Scene scene) throws InterruptedException {
        if (!point.inLoad()) {
            scene.capture(Map.of("target.transaction.bytes", Integer.toString(1 << 20)));
            scene.awaitStream();
        }
        Debugger debugger =
                scene.worker().killAt(point, point.hit(scene.random().nextLong()));
        if (point.inLoad()) {
            scene.capture();
        }
        scene.waitFor(debugger::struck);
        scene.restartWorker();
    }

    /** The replacement takes over while the first stands still; what that does when it wakes must change nothing. */
    private static void frozen(Scene scene) {
        scene.capture();
        scene.awaitRecords(200 + scene.random().nextInt(1000));
        WorkerProcess first = scene.worker();
        first.process().freeze();
        WorkerProcess replacement = scene.stage().another();
        try {
            replacement.ready();
            scene.stage().worker(replacement);
            scene.restarted();
            scene.awaitRecords(300);
            first.process().thaw();
            scene.awaitWrites(100);
            scene.pause(Duration.ofSeconds(4));
        } finally {
            first.close();
        }
    }
}
