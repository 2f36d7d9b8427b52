/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.connect.fault;

import io.crosscurrent.testing.MySqlServer;
import io.crosscurrent.testing.link.FaultyLink;
import java.nio.file.Path;

/** The servers that scenes share: a database behind a link, a broker, and the worker of the moment. */
final class Stage implements AutoCloseable {
    /** How much the database's log tells. */
    enum Log {
        GTID_AND_FULL_METADATA("ON", "FULL"),
        NO_GTID_AND_MINIMAL_METADATA("OFF", "MINIMAL");

        private final String gtidMode;
        private final String metadata;

        Log(String gtidMode, String metadata) {
            this.gtidMode = gtidMode;
            this.metadata = metadata;
        }

        String title() {
            return "GTID " + gtidMode + ", metadata " + metadata;
        }

        MySqlServer.Options options() {
            return MySqlServer.Options.full()
                    .with("gtid_mode", gtidMode)
                    .with("binlog_row_metadata", metadata)
                    .with("sync_binlog", "1");
        }
    }

    private final Path directory;
    private final Log log;
    private final MySqlServer mysql;
    private final FaultyLink link;
    private final BrokerProcess broker;
    private final SmallDisk disk;
    private WorkerProcess worker;
    private int workers;
    private int scenes;

    private Stage(Path directory, Log log, MySqlServer mysql, BrokerProcess broker, SmallDisk disk) {
        this.directory = directory;
        this.log = log;
        this.mysql = mysql;
        this.link = FaultyLink.to(mysql.port());
        this.broker = broker;
        this.disk = disk;
    }

    /** @param smallDisk whether the broker gets a disk that can be full */
    static Stage start(Path directory, Log log, boolean smallDisk) {
        Path kafka = directory.resolve("kafka");
        SmallDisk disk = smallDisk ? SmallDisk.mount(kafka) : null;
        BrokerProcess broker = new BrokerProcess(kafka);
        broker.start();
        return new Stage(directory, log, MySqlServer.start(log.options()), broker, disk);
    }

    Log log() {
        return log;
    }

    MySqlServer mysql() {
        return mysql;
    }

    /** The worker's way to the database. */
    FaultyLink link() {
        return link;
    }

    BrokerProcess broker() {
        return broker;
    }

    /** The broker's disk, where it has one of its own. */
    SmallDisk disk() {
        return disk;
    }

    /** The worker, started when there is none alive. */
    WorkerProcess worker() {
        if (worker == null || !worker.process().alive()) {
            worker = another().ready();
        }
        return worker;
    }

    /** One more worker of the same group, which is not ready yet. */
    WorkerProcess another() {
        return WorkerProcess.start(directory, "worker-" + ++workers, broker.linked());
    }

    void worker(WorkerProcess successor) {
        worker = successor;
    }

    /** Ends a task, and brings back what a scene that failed left dead. */
    void clear(String task) {
        if (!broker.process().alive()) {
            broker.start();
        }
        worker().connect().delete(task);
        mysql.execute("drop database " + task);
    }

    /** A number that no scene of this stage had. */
    int nextScene() {
        return ++scenes;
    }

    @Override
    public void close() {
        if (worker != null) {
            worker.close();
        }
        broker.close();
        if (disk != null) {
            disk.close();
        }
        link.close();
        mysql.close();
    }
}
