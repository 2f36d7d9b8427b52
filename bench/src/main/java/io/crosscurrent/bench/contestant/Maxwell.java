/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.bench.contestant;

import io.crosscurrent.bench.SourceDatabase;
import io.crosscurrent.bench.process.JavaProcess;
import io.crosscurrent.bench.process.JavaProgram;
import io.crosscurrent.bench.process.Libraries;
import io.crosscurrent.testing.MySqlServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.tools.ToolProvider;

/** Maxwell, a program of its own: its clock includes the start of its process. */
public final class Maxwell implements Contestant {
    private final Libraries libraries;

    public Maxwell(Libraries libraries) {
        this.libraries = libraries;
    }

    @Override
    public String name() {
        return "maxwell";
    }

    @Override
    public String description() throws IOException, InterruptedException {
        Path library = libraries.of("maxwell");
        return "Maxwell " + Libraries.version(library, "maxwell") + ", the newest of Maven Central, with kafka-clients "
                + Libraries.version(library, "kafka-clients") + " and mysql-binlog-connector-java "
                + Libraries.version(library, "mysql-binlog-connector-java")
                + " in place of its own, at least once, its own JSON; start of its process included";
    }

    @Override
    public RecordShape shape() {
        return RecordShape.MAXWELL;
    }

    @Override
    public Running prepare(Assignment run) throws IOException, InterruptedException {
        String own = run.id().replace('-', '_');
        // Its bookkeeping stays out of the log: the contestants after it would have to read it.
        String options = "sessionVariables=sql_log_bin=0";
        Path configuration = run.directory().resolve("maxwell.properties");
        Files.writeString(
                configuration,
                """
                host=127.0.0.1
                port=%d
                user=%s
                password=%s
                ssl=DISABLED
                jdbc_options=%s
                schema_database=%s
                client_id=%s
                replica_server_id=%d
                filter=exclude: *.*, include: bench./%s/
                producer=kafka
                kafka_topic=%s
                kafka.bootstrap.servers=%s
                %s
                """
                        .formatted(
                                run.source().port(),
                                SourceDatabase.USER,
                                SourceDatabase.USER,
                                options,
                                own,
                                own,
                                run.serverId(),
                                run.tables().expression(),
                                run.topic(),
                                run.kafka(),
                                ProducerSettings.lines("kafka.")));
        libraries.of("maxwell");
        return new Program(run, own, configuration);
    }

    private final class Program extends OwnProcess {
        private final Assignment run;
        private final Path configuration;
        private final String own;

        Program(Assignment run, String own, Path configuration) {
            this.run = run;
            this.own = own;
            this.configuration = configuration;
        }

        @Override
        public void begin() throws IOException, InterruptedException {
            super.begin();
            if (run.capture() == Capture.LOAD) {
                orderLoad();
            }
        }

        @Override
        JavaProcess launch() throws IOException, InterruptedException {
            List<String> arguments = new ArrayList<>(List.of("--config=" + configuration));
            if (run.capture() == Capture.LOG) {
                // Not read from the file.
                arguments.add("--init_position=" + run.source().startPosition());
            }
            return JavaProcess.start(
                    libraries,
                    run.directory(),
                    new JavaProgram(
                            "maxwell",
                            run.heap(),
                            List.of(),
                            List.of(
                                    libraries.of("maxwell") + "/*",
                                    missingClass().toString()),
                            "com.zendesk.maxwell.Maxwell",
                            arguments));
        }

        /** Its loads are ordered in a table that it makes when it starts. */
        private void orderLoad() throws InterruptedException {
            MySqlServer server = run.source().server();
            String orders = "SELECT 1 FROM information_schema.columns WHERE table_schema='" + own
                    + "' AND table_name='bootstrap' AND column_name='client_id'";
            while (server.query(orders).isEmpty()) {
                check();
                TimeUnit.MILLISECONDS.sleep(50);
            }
            for (String table : run.tables().names()) {
                server.execute("SET sql_log_bin=0; INSERT INTO " + own
                        + ".bootstrap (database_name, table_name, client_id) VALUES ('bench','" + table + "','" + own
                        + "')");
            }
        }

        /** It asks whether values come from Nashorn, which left the JDK with Java 15: an empty class answers no. */
        private Path missingClass() throws IOException {
            Path classes = Files.createDirectories(run.directory().resolve("classes"));
            Path source = classes.resolve("ScriptObjectMirror.java");
            Files.writeString(source, "package jdk.nashorn.api.scripting; public class ScriptObjectMirror {}");
            int result = ToolProvider.getSystemJavaCompiler()
                    .run(null, null, null, "-d", classes.toString(), source.toString());
            if (result != 0) {
                throw new IllegalStateException(source + " does not compile");
            }
            return classes;
        }
    }
}
