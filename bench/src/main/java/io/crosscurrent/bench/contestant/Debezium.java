/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.bench.contestant;

import io.crosscurrent.bench.SourceDatabase;
import io.crosscurrent.bench.process.Libraries;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** Debezium's MySQL connector with the defaults of its queue and batches, JSON without schemas. */
public final class Debezium implements Contestant {
    public static final String NAME = "debezium";
    public static final String EXACTLY_ONCE = "debezium-eos";

    private final Libraries libraries;
    private final boolean exactlyOnce;

    public Debezium(Libraries libraries, boolean exactlyOnce) {
        this.libraries = libraries;
        this.exactlyOnce = exactlyOnce;
    }

    @Override
    public String name() {
        return exactlyOnce ? EXACTLY_ONCE : NAME;
    }

    @Override
    public String description() throws IOException, InterruptedException {
        return "Debezium " + Libraries.version(libraries.of("debezium"), "debezium-connector-mysql") + " on Connect, "
                + (exactlyOnce ? "exactly once" : "at least once") + ", JSON without schemas";
    }

    @Override
    public RecordShape shape() {
        return RecordShape.DEBEZIUM;
    }

    @Override
    public Running prepare(Assignment run) throws IOException, InterruptedException {
        Map<String, String> connector = new TreeMap<>();
        connector.put("connector.class", "io.debezium.connector.mysql.MySqlConnector");
        connector.put("tasks.max", "1");
        if (exactlyOnce) {
            connector.put("exactly.once.support", "required");
        }
        connector.put("database.hostname", "127.0.0.1");
        connector.put("database.port", Integer.toString(run.source().port()));
        connector.put("database.user", SourceDatabase.USER);
        connector.put("database.password", SourceDatabase.USER);
        connector.put("database.ssl.mode", "disabled");
        connector.put("database.server.id", Integer.toString(run.serverId()));
        connector.put("topic.prefix", run.id());
        connector.put("database.include.list", "bench");
        connector.put("table.include.list", "bench\\." + run.tables().expression());
        connector.put("tombstones.on.delete", "false");
        connector.put("include.schema.changes", "false");
        connector.put("schema.history.internal.kafka.bootstrap.servers", run.kafka());
        connector.put("schema.history.internal.kafka.topic", run.id() + "-history");
        if (run.tables().many()) {
            // All in one topic, as for everybody: else it would pay for very many topics.
            connector.put("transforms", "topic");
            connector.put("transforms.topic.type", "org.apache.kafka.connect.transforms.RegexRouter");
            connector.put("transforms.topic.regex", run.topic().replace(".", "\\.") + "[0-9]+");
            connector.put("transforms.topic.replacement", run.topic());
        }
        snapshot(run.capture(), connector);
        Path plugins = libraries.of("debezium").getParent();
        return ConnectWorker.start(libraries, run, plugins, exactlyOnce, connector);
    }

    private static void snapshot(Capture capture, Map<String, String> connector) {
        switch (capture) {
            case LOG -> {
                // No snapshot at all: from the first event of the log, where the table is created.
                connector.put("snapshot.mode", "configuration_based");
                connector.put("snapshot.mode.configuration.based.start.stream", "true");
            }
            case LOAD -> connector.put("snapshot.mode", "initial_only");
            case FOLLOW -> connector.put("snapshot.mode", "no_data");
            case LOAD_AND_FOLLOW -> connector.put("snapshot.mode", "initial");
        }
    }
}
