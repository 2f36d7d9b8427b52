/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.bench.contestant;

import io.crosscurrent.bench.SourceDatabase;
import io.crosscurrent.bench.process.Libraries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Our own connector, from its plug-in jar, on the same worker as Debezium; always exactly once. */
public final class Crosscurrent implements Contestant {
    public static final String NAME = "ours";
    /** Connections its load reads with: the default of {@code load.threads}. */
    public static final int LOAD_CONNECTIONS = 4;

    private final Libraries libraries;

    public Crosscurrent(Libraries libraries) {
        this.libraries = libraries;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String description() {
        return "Crosscurrent " + System.getProperty("bench.commit", "unknown")
                + " on Connect, exactly once, DMS JSON (json-unformatted)";
    }

    @Override
    public RecordShape shape() {
        return RecordShape.DMS;
    }

    @Override
    public Running prepare(Assignment run) throws IOException, InterruptedException {
        Map<String, String> connector = new TreeMap<>();
        connector.put("connector.class", "io.crosscurrent.connect.CrosscurrentSourceConnector");
        connector.put("tasks.max", "1");
        connector.put("target.client.bootstrap.servers", run.kafka());
        ProducerSettings.ALL.forEach((name, value) -> connector.put("target.client." + name, value));
        connector.put("registry.topic", run.id() + "-registry");
        connector.put("task.id", run.id());
        connector.put("task.migration.type", migrationType(run.capture()));
        connector.put(
                "task.table.mappings",
                """
                {"rules":[{"rule-type":"selection","rule-id":"1","rule-name":"1","rule-action":"include",\
                "object-locator":{"schema-name":"bench","table-name":"%s"}}]}"""
                        .formatted(run.tables().like()));
        connector.put("source.engine", "mysql");
        connector.put("source.host", "127.0.0.1");
        connector.put("source.port", Integer.toString(run.source().port()));
        connector.put("source.user", SourceDatabase.USER);
        connector.put("source.password", SourceDatabase.USER);
        connector.put("server.id", Integer.toString(run.serverId()));
        connector.put(
                "target.kafka.settings", "{\"Topic\":\"" + run.topic() + "\",\"MessageFormat\":\"json-unformatted\"}");
        if (run.capture() == Capture.LOG) {
            connector.put("cdc.start.position", run.source().startPosition());
        }
        if (!run.compression().equals(Assignment.NO_COMPRESSION)) {
            connector.put("source.options.ConnectionCompression", run.compression());
        }
        return ConnectWorker.start(libraries, run, plugins(run), true, connector);
    }

    private static String migrationType(Capture capture) {
        return switch (capture) {
            case LOG, FOLLOW -> "cdc";
            case LOAD -> "full-load";
            case LOAD_AND_FOLLOW -> "full-load-and-cdc";
        };
    }

    private Path plugins(Assignment run) throws IOException {
        Path target = libraries.home().resolveSibling("connect").resolve("target");
        try (Stream<Path> files = Files.list(target)) {
            List<Path> jars = files.filter(
                            file -> file.getFileName().toString().matches("crosscurrent-connect-.*-plugin\\.jar"))
                    .toList();
            if (jars.size() != 1) {
                throw new IllegalStateException("There should be one plug-in jar in " + target + ", not " + jars);
            }
            Path plugins = Files.createDirectories(run.directory().resolve("plugins"));
            Files.copy(jars.get(0), plugins.resolve(jars.get(0).getFileName()), StandardCopyOption.REPLACE_EXISTING);
            return plugins;
        }
    }
}
