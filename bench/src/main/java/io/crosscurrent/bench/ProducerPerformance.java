/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.bench;

import io.crosscurrent.bench.contestant.ProducerSettings;
import io.crosscurrent.bench.process.Broker;
import io.crosscurrent.bench.process.JavaProcess;
import io.crosscurrent.bench.process.JavaProgram;
import io.crosscurrent.bench.process.Libraries;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Kafka's own tool of that name, in a process of its own, with the settings that everybody has.
 *
 * @param directory where its log goes
 */
record ProducerPerformance(Broker broker, Libraries libraries, Path directory) {
    private static final int LIMIT_MINUTES = 10;

    /**
     * Sends as fast as it can; returns what it printed last.
     *
     * @param options of the tool: what it sends, and how
     * @param properties of the producer beside those of everybody, {@code name=value}; they win
     */
    String run(String topic, long records, List<String> options, List<String> properties)
            throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(
                List.of("--topic", topic, "--num-records", Long.toString(records), "--throughput", "-1"));
        arguments.addAll(options);
        arguments.addAll(List.of("--producer-props", "bootstrap.servers=" + broker.address()));
        ProducerSettings.ALL.forEach((name, value) -> arguments.add(name + "=" + value));
        arguments.addAll(properties);
        JavaProgram program = JavaProgram.kafka(
                topic, libraries.of("kafka").toString(), "org.apache.kafka.tools.ProducerPerformance", arguments);
        try (JavaProcess process = JavaProcess.start(libraries, directory, program)) {
            process.awaitEnd(TimeUnit.MINUTES.toSeconds(LIMIT_MINUTES));
            return process.tail();
        }
    }
}
