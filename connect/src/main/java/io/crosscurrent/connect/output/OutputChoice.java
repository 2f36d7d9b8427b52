/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.connect.output;

import java.util.Collection;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.utils.AppInfoParser;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Batches where they are known to be right, else single records. Names no inner class of Kafka's client, so that it can also
 * be loaded beside a client that has none of these classes.
 */
public final class OutputChoice {
    private static final Logger LOG = LoggerFactory.getLogger(OutputChoice.class);
    /** Of Kafka's client, whose inner classes differ from one to the next: those this was written and tested for. */
    private static final String KNOWN_VERSIONS = "4.3.";

    private OutputChoice() {}

    /** @param settings of the producer */
    public static RecordOutput of(KafkaProducer<byte[], byte[]> producer, Map<String, ?> settings) {
        if (!AppInfoParser.getVersion().startsWith(KNOWN_VERSIONS) || ownWays(settings)) {
            return new SingleRecords(producer);
        }
        try {
            return PreparedBatches.of(producer, settings);
        } catch (ReflectiveOperationException | LinkageError | RuntimeException e) {
            LOG.info(
                    "Kafka's client {} is not made as expected, so records are given to it one by one: {}",
                    AppInfoParser.getVersion(),
                    e.toString());
            return new SingleRecords(producer);
        }
    }

    /** Whether somebody wants to see each record, or to choose its partition. */
    private static boolean ownWays(Map<String, ?> settings) {
        return given(settings.get(ProducerConfig.INTERCEPTOR_CLASSES_CONFIG))
                || given(settings.get(ProducerConfig.PARTITIONER_CLASS_CONFIG))
                || Boolean.parseBoolean(String.valueOf(settings.get("partitioner.ignore.keys")));
    }

    private static boolean given(Object setting) {
        return setting != null
                && !setting.toString().isBlank()
                && !(setting instanceof Collection<?> several && several.isEmpty());
    }
}
