/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.bench.contestant;

import io.crosscurrent.bench.Workload;
import io.crosscurrent.bench.process.JavaProcess;
import io.crosscurrent.bench.process.Libraries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.ToolProvider;

/** Maxwell, a program of its own: its clock includes the start of its process. It has no load without a stream. */
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
    public boolean takes(Workload workload) {
        return workload != Workload.LOAD;
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
                filter=exclude: *.*, include: bench.%s
                producer=kafka
                kafka_topic=%s
                kafka.bootstrap.servers=%s
                %s
                """
                        .formatted(
                                run.mysqlPort(),
                                run.user(),
                                run.user(),
                                options,
                                own,
                                own,
                                run.serverId(),
                                run.workload().table(),
                                run.topic(),
                                run.kafka(),
                                ProducerSettings.lines("kafka.")));
        libraries.of("maxwell");
        return new Program(run, configuration);
    }

    private final class Program implements Running {
        private final Assignment run;
        private final Path configuration;
        private JavaProcess process;

        Program(Assignment run, Path configuration) {
            this.run = run;
            this.configuration = configuration;
        }

        @Override
        public void begin() throws IOException, InterruptedException {
            List<String> arguments = new ArrayList<>(List.of("--config=" + configuration));
            if (run.workload() == Workload.STREAM) {
                // Not read from the file.
                arguments.add("--init_position=" + run.startPosition());
            }
            process = JavaProcess.start(
                    libraries,
                    run.directory(),
                    "maxwell",
                    List.of(libraries.of("maxwell") + "/*", missingClass().toString()),
                    "com.zendesk.maxwell.Maxwell",
                    arguments);
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

        @Override
        public long pid() {
            return process.pid();
        }

        @Override
        public void check() {
            process.check();
        }

        @Override
        public void close() {
            if (process != null) {
                process.close();
            }
        }
    }
}
