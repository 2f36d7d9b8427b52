/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.bench.contestant;

import io.crosscurrent.bench.SourceDatabase;
import io.crosscurrent.bench.process.JavaProcess;
import io.crosscurrent.bench.process.JavaProgram;
import io.crosscurrent.bench.process.Libraries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.tools.ToolProvider;

/**
 * Flink CDC, one SQL statement in a Flink of one process: its clock includes the start of that. The changes come as rows
 * with their kind, one record each, as with the others; the row before an update is left out.
 */
public final class FlinkCdc implements Contestant {
    private static final String COLUMNS = "id, revision, customer, amount, status, placed, changed, code, active, note";

    private final Libraries libraries;

    public FlinkCdc(Libraries libraries) {
        this.libraries = libraries;
    }

    @Override
    public String name() {
        return "flink-cdc";
    }

    @Override
    public String description() throws IOException, InterruptedException {
        Path library = libraries.of(name());
        return "Flink CDC " + Libraries.version(library, "flink-sql-connector-mysql-cdc") + " on Flink "
                + Libraries.version(library, "flink-clients")
                + " in one process, SQL from mysql-cdc to kafka, JSON, exactly"
                + " once, checkpoints every second, kafka-clients " + Libraries.version(library, "kafka-clients")
                + "; parallelism 1, for loads " + Crosscurrent.LOAD_CONNECTIONS
                + "; start of its process included";
    }

    @Override
    public RecordShape shape() {
        return RecordShape.FLINK;
    }

    @Override
    public Running prepare(Assignment run) throws IOException, InterruptedException {
        Path script = run.directory().resolve("job.sql");
        Files.writeString(
                script,
                source(run) + ";\n" + sink(run) + ";\n" + "INSERT INTO records SELECT row_kind, " + COLUMNS
                        + " FROM changes WHERE row_kind <> '-U'");
        Path library = libraries.of(name());
        Path classes = Files.createDirectories(run.directory().resolve("classes"));
        int result = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-cp",
                        Libraries.jars(library),
                        "-d",
                        classes.toString(),
                        libraries
                                .home()
                                .resolve("contestants/flink-cdc/CaptureJob.java")
                                .toString());
        if (result != 0) {
            throw new IllegalStateException("the job of Flink CDC does not compile");
        }
        int parallelism = run.capture() == Capture.LOAD ? Crosscurrent.LOAD_CONNECTIONS : 1;
        return new Program(
                run,
                new JavaProgram(
                        "flink",
                        run.heap(),
                        List.of(
                                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                                "--add-opens=java.base/java.util=ALL-UNNAMED",
                                "--add-opens=java.base/java.time=ALL-UNNAMED"),
                        List.of(library + "/*", classes.toString()),
                        "CaptureJob",
                        List.of(script.toString(), Integer.toString(parallelism))));
    }

    private static String source(Assignment run) {
        String start =
                switch (run.capture()) {
                    case LOG -> {
                        String[] position = run.source().startPosition().split(":");
                        yield "'scan.startup.mode'='specific-offset', 'scan.startup.specific-offset.file'='"
                                + position[0] + "', 'scan.startup.specific-offset.pos'='" + position[1] + "'";
                    }
                    case LOAD, LOAD_AND_FOLLOW -> "'scan.startup.mode'='initial'";
                    case FOLLOW -> "'scan.startup.mode'='latest-offset'";
                };
        return """
                CREATE TABLE changes (
                  row_kind STRING METADATA FROM 'row_kind' VIRTUAL,
                  id BIGINT, revision INT, customer BIGINT, amount DECIMAL(12,2), status STRING, placed TIMESTAMP(3),
                  changed TIMESTAMP_LTZ(3), code STRING, active TINYINT, note STRING, PRIMARY KEY (id) NOT ENFORCED
                ) WITH (
                  'connector'='mysql-cdc', 'hostname'='127.0.0.1', 'port'='%d', 'username'='%s', 'password'='%s',
                  'database-name'='bench', 'table-name'='%s', 'server-id'='%d-%d', 'server-time-zone'='UTC',
                  'jdbc.properties.useSSL'='false', 'scan.read-changelog-as-append-only.enabled'='true', %s
                )"""
                .formatted(
                        run.source().port(),
                        SourceDatabase.USER,
                        SourceDatabase.USER,
                        run.tables().expression(),
                        run.serverId(),
                        run.serverId() + 9,
                        start);
    }

    private static String sink(Assignment run) {
        return """
                CREATE TABLE records (
                  row_kind STRING, id BIGINT, revision INT, customer BIGINT, amount DECIMAL(12,2), status STRING,
                  placed TIMESTAMP(3), changed TIMESTAMP_LTZ(3), code STRING, active TINYINT, note STRING
                ) WITH (
                  'connector'='kafka', 'topic'='%s', 'properties.bootstrap.servers'='%s', 'key.format'='json',
                  'key.fields'='id', 'value.format'='json', 'sink.delivery-guarantee'='exactly-once',
                  'sink.transactional-id-prefix'='%s', 'properties.transaction.timeout.ms'='600000', %s
                )"""
                .formatted(
                        run.topic(),
                        run.kafka(),
                        run.id(),
                        new TreeMap<>(ProducerSettings.ALL)
                                .entrySet().stream()
                                        .map(setting ->
                                                "'properties." + setting.getKey() + "'='" + setting.getValue() + "'")
                                        .collect(Collectors.joining(", ")));
    }

    private final class Program extends OwnProcess {
        private final Assignment run;
        private final JavaProgram program;

        Program(Assignment run, JavaProgram program) {
            this.run = run;
            this.program = program;
        }

        @Override
        JavaProcess launch() throws IOException {
            return JavaProcess.start(libraries, run.directory(), program);
        }
    }
}
