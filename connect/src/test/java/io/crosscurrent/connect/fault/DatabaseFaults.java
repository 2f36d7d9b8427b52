/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.connect.fault;

import io.crosscurrent.testing.MySqlServer;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** What happens to the database and its log. */
final class DatabaseFaults {
    private DatabaseFaults() {}

    static List<Fault> all() {
        return List.of(
                new Fault("database killed in the load", scene -> {
                    scene.capture();
                    scene.awaitRecords(50 + scene.random().nextInt(500));
                    killed(scene);
                }),
                new Fault("database killed twice in the stream", scene -> {
                    scene.capture();
                    scene.awaitStream();
                    for (int kill = 0; kill < 2; kill++) {
                        scene.awaitWrites(50 + scene.random().nextInt(200));
                        killed(scene);
                    }
                }),
                new Fault("database stopped and started", scene -> {
                    scene.capture();
                    scene.awaitStream();
                    scene.awaitWrites(50);
                    scene.mysql().restart();
                    scene.restarted();
                }),
                new Fault("log rotated and purged behind the task", DatabaseFaults::rotated),
                new Fault("database replaced by a replica that has all of it", scene -> replica(scene, true))
                        .only(Stage.Log.GTID_AND_FULL_METADATA),
                new Fault("database replaced by a replica that lacks a part", scene -> replica(scene, false))
                        .only(Stage.Log.GTID_AND_FULL_METADATA)
                        .failing("source.gtid_unknown"),
                new Fault("database replaced by a stranger", DatabaseFaults::stranger)
                        .only(Stage.Log.GTID_AND_FULL_METADATA)
                        .failing("source.gtid_unknown"),
                new Fault("database replaced by a stranger, without GTIDs", DatabaseFaults::stranger)
                        .only(Stage.Log.NO_GTID_AND_MINIMAL_METADATA)
                        .failing("source.other_server"),
                new Fault("log purged in front of the task", DatabaseFaults::purged).failing("source.binlog_purged"));
    }

    private static void killed(Scene scene) throws IOException, InterruptedException {
        scene.mysql().kill();
        scene.mysql().restart();
        scene.restarted();
    }

    private static void rotated(Scene scene) throws InterruptedException {
        scene.capture();
        for (int rotation = 0; rotation < 10; rotation++) {
            scene.awaitWrites(scene.random().nextInt(60));
            scene.mysql().execute("flush binary logs");
            if (rotation == 5) {
                scene.awaitStream();
            }
        }
        scene.whenCaughtUp(() -> scene.mysql().execute("flush binary logs"));
        scene.awaitWrites(50);
        scene.whenCaughtUp(() -> purge(scene));
    }

    /** Deletes all log files but the last one. */
    private static void purge(Scene scene) {
        List<Map<String, String>> logs = scene.mysql().query("show binary logs");
        scene.mysql()
                .execute("purge binary logs to '" + logs.get(logs.size() - 1).get("Log_name") + "'");
    }

    private static void purged(Scene scene) throws InterruptedException {
        scene.capture();
        scene.awaitStream();
        scene.awaitWrites(50);
        scene.worker().process().kill();
        scene.awaitWrites(50);
        scene.mysql().execute("flush binary logs", "flush binary logs");
        purge(scene);
        scene.restartWorker();
    }

    private static void stranger(Scene scene) throws InterruptedException {
        scene.capture();
        scene.awaitStream();
        scene.awaitWrites(50);
        MySqlServer stranger = scene.keep(MySqlServer.start(scene.stage().log().options()));
        stranger.execute("create database elsewhere", "create table elsewhere.t (id int primary key)");
        scene.link().lead(stranger.port()).drop();
    }

    /** The worker's address leads to the replica; the writes go on where they went. */
    private static void replica(Scene scene, boolean whole) throws InterruptedException {
        MySqlServer replica =
                scene.keep(MySqlServer.start(scene.stage().log().options().with("server_id", "2")));
        // Earlier scenes are neither of interest nor still in the log.
        replica.execute(
                "reset master",
                "set global gtid_purged = '" + scene.gtidsBefore() + "'",
                "change replication source to source_host='127.0.0.1', source_port="
                        + scene.mysql().port()
                        + ", source_user='" + scene.mysql().adminUser() + "', source_password='"
                        + scene.mysql().adminPassword()
                        + "', source_auto_position=1, get_source_public_key=1, source_connect_retry=1",
                "start replica");
        scene.capture();
        scene.awaitStream();
        if (!whole) {
            replica.execute("stop replica");
            scene.awaitWrites(100);
            scene.whenCaughtUp(() -> scene.link().lead(replica.port()).drop());
            return;
        }
        scene.awaitWrites(100);
        scene.whenCaughtUp(() -> {
            String executed = Scene.executed(scene.mysql());
            List<Map<String, String>> waited =
                    replica.query("select wait_for_executed_gtid_set('" + executed + "', 60) w");
            if (!"0".equals(waited.get(0).get("w"))) {
                throw new IllegalStateException("the replica does not get the writes: "
                        + replica.query("select last_error_message from"
                                + " performance_schema.replication_applier_status_by_worker")
                        + " "
                        + replica.query("select last_error_message from"
                                + " performance_schema.replication_connection_status"));
            }
            scene.link().lead(replica.port()).drop();
        });
        scene.restarted();
    }
}
