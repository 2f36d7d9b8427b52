/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.bench;

import io.crosscurrent.bench.contestant.Crosscurrent;
import io.crosscurrent.bench.contestant.TableSet;
import io.crosscurrent.bench.process.Broker;
import io.crosscurrent.bench.process.ProcessCost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the parts can do alone, in the same run: nobody can be faster. */
final class Limits {
    static final String BINLOG = "mysqlbinlog";
    static final String SCAN = "mysql --quick";
    static final String PRODUCER = "producer";

    private static final int LIMIT_MINUTES = 10;
    private static final String PRODUCED_TOPIC = "limit";
    private static final Pattern PRODUCED =
            Pattern.compile("([0-9]+) records sent, ([0-9.]+) records/sec", Pattern.MULTILINE);

    private Limits() {}

    /** MySQL's own client reads the log and prints it to nowhere. */
    static Map<Figure, Double> mysqlbinlog(SourceDatabase source, long changes)
            throws IOException, InterruptedException {
        List<String> words = command(source, "mysqlbinlog");
        words.addAll(List.of(
                "--read-from-remote-server",
                "--to-last-log",
                source.startPosition().split(":")[0]));
        return clients(source, changes, List.of(words));
    }

    /** MySQL's own client scans and prints to nowhere, with as many connections as we load with. */
    static Map<Figure, Double> scan(SourceDatabase source, TableSet tables, long rows)
            throws IOException, InterruptedException {
        int connections = Crosscurrent.LOAD_CONNECTIONS;
        List<List<String>> commands = new ArrayList<>();
        for (int i = 0; i < connections; i++) {
            StringBuilder sql = new StringBuilder();
            if (tables.many()) {
                for (int table = i; table < tables.count(); table += connections) {
                    sql.append("SELECT * FROM bench.")
                            .append(tables.names().get(table))
                            .append(';');
                }
            } else {
                sql.append("SELECT * FROM bench.").append(tables.name()).append(" WHERE id BETWEEN ");
                sql.append(rows * i / connections + 1).append(" AND ").append(rows * (i + 1) / connections);
            }
            List<String> words = command(source, "mysql");
            words.addAll(List.of("--quick", "--batch", "--execute=" + sql));
            commands.add(words);
        }
        return clients(source, rows, commands);
    }

    private static List<String> command(SourceDatabase source, String program) {
        return new ArrayList<>(List.of(
                source.server().programs().resolve(program).toString(),
                "--no-defaults",
                "--host=127.0.0.1",
                "--port=" + source.port(),
                "--user=" + SourceDatabase.USER));
    }

    private static Map<Figure, Double> clients(SourceDatabase source, long rows, List<List<String>> commands)
            throws IOException, InterruptedException {
        double received = -source.bytesSent();
        double mysqld = -ProcessCost.cpuSeconds(source.server().pid());
        List<Process> processes = new ArrayList<>();
        long start = System.nanoTime();
        try {
            for (List<String> command : commands) {
                ProcessBuilder builder = new ProcessBuilder(command)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectError(ProcessBuilder.Redirect.INHERIT);
                builder.environment().put("MYSQL_PWD", SourceDatabase.USER);
                processes.add(builder.start());
            }
            for (Process process : processes) {
                if (!process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES) || process.exitValue() != 0) {
                    throw new IllegalStateException(commands.get(0).get(0) + " failed");
                }
            }
        } finally {
            processes.forEach(Process::destroyForcibly);
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        Map<Figure, Double> figures = new EnumMap<>(Figure.class);
        figures.put(Figure.RATE, rows / seconds);
        figures.put(Figure.RECEIVED_A_ROW, (received + source.bytesSent()) / rows);
        figures.put(
                Figure.MYSQLD_CPU_A_MILLION,
                (mysqld + ProcessCost.cpuSeconds(source.server().pid())) / rows * 1e6);
        return figures;
    }

    /** Kafka's ProducerPerformance with messages that we wrote before and the settings that everybody has. */
    static Map<Figure, Double> producer(Stage stage, Path messages, long records)
            throws IOException, InterruptedException {
        if (!Files.exists(messages)) {
            throw new IllegalStateException("no messages of ours were recorded yet: run ours before " + PRODUCER);
        }
        Broker broker = stage.broker();
        broker.create(PRODUCED_TOPIC);
        double brokers = -ProcessCost.cpuSeconds(broker.pid());
        try {
            String output = new ProducerPerformance(broker, stage.libraries(), stage.logs())
                    .run(PRODUCED_TOPIC, records, List.of("--payload-file", messages.toString()), List.of());
            Map<Figure, Double> figures = new EnumMap<>(Figure.class);
            figures.put(Figure.RATE, producedRate(output, records));
            figures.put(Figure.TOPIC_A_ROW, broker.bytes(PRODUCED_TOPIC) / (double) records);
            figures.put(Figure.BROKER_CPU_A_MILLION, (brokers + ProcessCost.cpuSeconds(broker.pid())) / records * 1e6);
            return figures;
        } finally {
            broker.delete(PRODUCED_TOPIC);
        }
    }

    /** What it says of all records, in its last line; the lines before are of parts. */
    static double producedRate(String output, long records) {
        Matcher line = PRODUCED.matcher(output);
        double rate = Double.NaN;
        while (line.find()) {
            if (Long.parseLong(line.group(1)) == records) {
                rate = Double.parseDouble(line.group(2));
            }
        }
        if (Double.isNaN(rate)) {
            throw new IllegalStateException("ProducerPerformance told no rate of " + records + " records:\n" + output);
        }
        return rate;
    }
}
