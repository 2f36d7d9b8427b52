/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.connect.fault;

import io.crosscurrent.testing.link.FaultyLink;
import java.time.Duration;
import java.util.List;

/** What happens to the connections of the worker. */
final class LinkFaults {
    private LinkFaults() {}

    static List<Fault> all() {
        return List.of(
                new Fault("connections to the database cut in load and stream", LinkFaults::cut),
                new Fault("connections to the database cut in the middle of their bytes", LinkFaults::cutInBytes),
                new Fault("connections to the database half open in the load", scene -> {
                    scene.capture();
                    scene.awaitRecords(100 + scene.random().nextInt(500));
                    halfOpen(scene);
                }),
                new Fault("connection to the database half open in the stream", scene -> {
                    scene.capture();
                    scene.awaitStream();
                    scene.awaitWrites(50);
                    halfOpen(scene);
                }),
                new Fault("database out of reach for a while", LinkFaults::unreachable),
                new Fault("link to the database slower than the writes", LinkFaults::slow),
                new Fault("link to the database delayed by 80 ms", scene -> {
                    scene.link().delay(Duration.ofMillis(80));
                    scene.capture();
                    scene.awaitStream();
                    scene.awaitWrites(200);
                }),
                new Fault("link to the database loses one piece in twenty", scene -> {
                    scene.link()
                            .lossy(0.05, Duration.ofMillis(200), scene.random().nextLong());
                    scene.capture();
                    scene.awaitStream();
                    scene.awaitWrites(200);
                }),
                new Fault("connections to Kafka cut", scene -> {
                    scene.capture();
                    scene.awaitRecords(200);
                    scene.stage().broker().link().drop();
                    scene.awaitStream();
                    for (int cut = 0; cut < 5; cut++) {
                        scene.awaitWrites(1 + scene.random().nextInt(100));
                        scene.stage().broker().link().drop();
                    }
                }),
                new Fault("Kafka out of reach for a while", scene -> {
                    scene.capture();
                    scene.awaitStream();
                    scene.stage().broker().link().refuse();
                    scene.awaitWrites(300);
                    scene.stage().broker().link().heal();
                }),
                new Fault("connections to Kafka silent for a while", scene -> {
                    scene.capture();
                    scene.awaitStream();
                    scene.stage().broker().link().stall();
                    scene.pause(Duration.ofSeconds(8));
                    scene.stage().broker().link().heal();
                }));
    }

    private static void cut(Scene scene) throws InterruptedException {
        scene.capture();
        for (int cut = 0; cut < 5; cut++) {
            scene.awaitRecords(1 + scene.random().nextInt(200));
            scene.link().drop();
        }
        scene.awaitStream();
        for (int cut = 0; cut < 5; cut++) {
            scene.awaitWrites(1 + scene.random().nextInt(100));
            scene.link().drop();
        }
    }

    private static void cutInBytes(Scene scene) throws InterruptedException {
        scene.link().cutAfter(2_000 + scene.random().nextInt(50_000));
        scene.capture();
        scene.awaitRecords(300);
        scene.link().cutAfter(scene.random().nextInt(50_000));
        scene.awaitStream();
        for (int cut = 0; cut < 5; cut++) {
            scene.link().cutAfter(scene.random().nextInt(30_000));
            scene.awaitWrites(80);
        }
    }

    /** Nothing arrives any more and nothing is closed: the task has to notice by itself, and to come again. */
    private static void halfOpen(Scene scene) {
        FaultyLink link = scene.link();
        int before = link.connections();
        link.stall();
        scene.waitFor(Duration.ofSeconds(20), () -> link.connections() > before);
        link.heal();
    }

    private static void unreachable(Scene scene) throws InterruptedException {
        scene.capture();
        scene.awaitRecords(100 + scene.random().nextInt(300));
        scene.link().refuse();
        scene.awaitWrites(200);
        scene.link().heal();
        scene.awaitStream();
        scene.link().refuse();
        scene.awaitWrites(200);
        scene.link().heal();
    }

    private static void slow(Scene scene) throws InterruptedException {
        scene.capture();
        scene.awaitRecords(100);
        scene.link().throttle(60_000);
        scene.awaitWrites(500);
        scene.link().heal();
        scene.awaitStream();
        scene.link().throttle(30_000);
        scene.awaitWrites(500);
        scene.link().heal();
    }
}
