/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.bench;

import io.crosscurrent.bench.contestant.ProducerSettings;
import io.crosscurrent.bench.process.Broker;
import io.crosscurrent.bench.process.JavaProcess;
import io.crosscurrent.bench.process.Libraries;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What the parts can do alone, in the same run: nobody can be faster. */
final class Limits {
    private static final int LIMIT_MINUTES = 10;
    private static final String PRODUCED_TOPIC = "limit";
    private static final int RECORD_BYTES = 600;

    private Limits() {}

    /** Changes a second that MySQL's own client reads from the log and prints. */
    static double mysqlbinlog(SourceDatabase source) throws IOException, InterruptedException {
        String first = source.startPosition().split(":")[0];
        double seconds = client(
                source,
                "mysqlbinlog",
                "--no-defaults",
                "--read-from-remote-server",
                "--host=127.0.0.1",
                "--port=" + source.port(),
                "--user=" + SourceDatabase.USER,
                "--to-last-log",
                first);
        return source.expected().length / seconds;
    }

    /** Rows a second that MySQL's own client scans and prints. */
    static double mysqlScan(SourceDatabase source, String table) throws IOException, InterruptedException {
        double seconds = client(
                source,
                "mysql",
                "--no-defaults",
                "--quick",
                "--batch",
                "--host=127.0.0.1",
                "--port=" + source.port(),
                "--user=" + SourceDatabase.USER,
                "--execute=SELECT * FROM bench." + table);
        return source.expected().length / seconds;
    }

    private static double client(SourceDatabase source, String program, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(source.server().programs().resolve(program).toString());
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("MYSQL_PWD", SourceDatabase.USER);
        long start = System.nanoTime();
        Process process = builder.start();
        if (!process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IllegalStateException(program + " failed");
        }
        return (System.nanoTime() - start) / 1e9;
    }

    /** What Kafka's ProducerPerformance says of records of our size: its last line. */
    static String producer(Broker broker, Libraries libraries, Path directory, long records)
            throws IOException, InterruptedException {
        broker.create(PRODUCED_TOPIC);
        List<String> arguments = new ArrayList<>(
                List.of("--topic", PRODUCED_TOPIC, "--num-records", Long.toString(records), "--throughput", "-1"));
        arguments.addAll(List.of("--record-size", Integer.toString(RECORD_BYTES), "--producer-props"));
        arguments.add("bootstrap.servers=" + broker.address());
        ProducerSettings.ALL.forEach((name, value) -> arguments.add(name + "=" + value));
        try (JavaProcess process = JavaProcess.start(
                libraries,
                directory,
                "producer",
                List.of(libraries.of("kafka") + "/*"),
                "org.apache.kafka.tools.ProducerPerformance",
                arguments)) {
            process.awaitEnd(TimeUnit.MINUTES.toSeconds(LIMIT_MINUTES));
            String[] lines = process.tail().strip().split("\n");
            return lines[lines.length - 1] + " (" + RECORD_BYTES + " random bytes each)";
        } finally {
            broker.delete(PRODUCED_TOPIC);
        }
    }
}
