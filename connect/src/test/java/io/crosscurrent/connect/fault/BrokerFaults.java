/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.connect.fault;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What happens to the broker. */
final class BrokerFaults {
    private BrokerFaults() {}

    static List<Fault> all() {
        return List.of(
                new Fault("broker killed in the load", scene -> {
                    scene.capture();
                    scene.awaitRecords(100 + scene.random().nextInt(800));
                    killed(scene);
                }),
                new Fault("broker killed twice in the stream", scene -> {
                    scene.capture();
                    scene.awaitStream();
                    for (int kill = 0; kill < 2; kill++) {
                        scene.awaitWrites(50 + scene.random().nextInt(200));
                        killed(scene);
                    }
                }),
                new Fault("broker frozen for a while", scene -> {
                    scene.capture();
                    scene.awaitStream();
                    scene.awaitWrites(50);
                    scene.stage().broker().process().freeze();
                    scene.pause(Duration.ofSeconds(8));
                    scene.stage().broker().process().thaw();
                }),
                new Fault("broker frozen for longer than the transaction time-out", scene -> {
                    scene.capture(Map.of("target.client.transaction.timeout.ms", "3000"));
                    scene.awaitStream();
                    scene.awaitWrites(50);
                    scene.stage().broker().process().freeze();
                    scene.pause(Duration.ofSeconds(8));
                    scene.stage().broker().process().thaw();
                }),
                new Fault("broker's disk full", BrokerFaults::diskFull).onSmallDisk(),
                new Fault("broker and worker killed together", scene -> {
                    scene.capture();
                    scene.awaitRecords(100 + scene.random().nextInt(2000));
                    scene.stage().broker().kill();
                    scene.worker().process().kill();
                    scene.stage().broker().start();
                    scene.restarted();
                    scene.restartWorker();
                }));
    }

    /** Kafka ends a broker whose only disk takes nothing more; whoever runs it makes room and starts it again. */
    private static void diskFull(Scene scene) {
        scene.capture();
        scene.awaitRecords(100 + scene.random().nextInt(2000));
        scene.stage().disk().fill();
        scene.waitFor(() -> !scene.stage().broker().process().alive());
        scene.stage().disk().free();
        scene.stage().broker().start();
        scene.restarted();
    }

    private static void killed(Scene scene) {
        scene.stage().broker().kill();
        scene.awaitWrites(100);
        scene.stage().broker().start();
        scene.restarted();
    }
}
