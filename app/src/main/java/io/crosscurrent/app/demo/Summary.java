/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.app.demo;

import io.crosscurrent.app.platform.ClientFiles;
import io.crosscurrent.app.platform.DataDirectory;
import io.crosscurrent.app.platform.Platform;
import java.util.List;

/** What the demo prints at its end: times, memory, where things listen, what to try. Names files, never passwords. */
final class Summary {
    private final Platform platform;
    private final SourceDatabase database;
    private final DataDirectory data;
    private final Narrator narrator;

    Summary(Platform platform, SourceDatabase database, DataDirectory data, Narrator narrator) {
        this.platform = platform;
        this.database = database;
        this.data = data;
        this.narrator = narrator;
    }

    void measured() {
        narrator.heading("Measured");
        narrator.line("    " + String.join(", ", narrator.stages()));
        narrator.line("    memory: platform %s, MySQL %s"
                .formatted(Memory.resident(ProcessHandle.current().pid()), Memory.resident(database.processId())));
    }

    void whatNext() {
        narrator.heading("Running until Ctrl-C; everything is kept in " + data.root());
        List.of(
                        line("AWS API", platform.connection().endpoint(), ClientFiles.CREDENTIALS),
                        line("Kafka", platform.kafka().join().bootstrapServers(), ClientFiles.KAFKA_CLIENT),
                        line("MySQL", database.host() + ":" + database.port(), "demo/mysql.cnf"))
                .forEach(narrator::line);
        narrator.heading("Open the studio, the notebook of this demo: watch it move");
        narrator.line("    " + platform.studioAddress());
        String usual = DataDirectory.usual().toAbsolutePath().normalize().toString();
        narrator.heading("Try, in another terminal");
        if (!usual.equals(data.root().toString())) {
            narrator.line("    export CROSSCURRENT_DATA=" + data.root());
        }
        narrator.line(
                "    ./crosscurrent sql \"SELECT status, COUNT(*) AS orders FROM salesdb.orders GROUP BY status\"");
        narrator.line("    ./crosscurrent topic tail salesdb.orders --from latest");
        narrator.line("    ./crosscurrent task show " + Pipeline.TASK);
        narrator.line(
                "    ./crosscurrent demo --sql \"UPDATE orders SET status = 'On Hold' WHERE orderNumber = 10103\"");
        narrator.line("    eval \"$(./crosscurrent config | grep export)\"; aws dms describe-replication-tasks");
    }

    private String line(String what, Object address, String file) {
        return "    %-8s %-24s log in with %s".formatted(what, address, data.resolve(file));
    }
}
