/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.registry;

import io.crosscurrent.core.registry.RegistryCodec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads one cluster's registry topic from its beginning, committed records only, on a thread of its own. */
final class RegistryReader implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RegistryReader.class);
    private static final long PAUSE_MILLIS = 2_000;

    private final String topic;
    private final Map<String, String> client;
    private final RegistryView view;
    private final Thread thread;
    private volatile boolean closed;

    RegistryReader(String topic, Map<String, String> client, RegistryView view) {
        this.topic = topic;
        this.client = client;
        this.view = view;
        this.thread = new Thread(this::run, "registry " + client.get("bootstrap.servers"));
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        while (!closed) {
            try {
                read();
            } catch (WakeupException | org.apache.kafka.common.errors.InterruptException e) {
                Thread.interrupted();
            } catch (KafkaException e) {
                LOG.warn(
                        "The registry at {} cannot be read and is tried again: {}",
                        client.get("bootstrap.servers"),
                        e.toString());
                pause();
            }
        }
    }

    private void read() {
        Map<String, Object> properties = new HashMap<>(client);
        properties.put("client.id", "crosscurrent-registry");
        properties.put("isolation.level", "read_committed");
        properties.put("enable.auto.commit", "false");
        properties.put("auto.offset.reset", "earliest");
        ByteArrayDeserializer bytes = new ByteArrayDeserializer();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(properties, bytes, bytes)) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (!closed) {
                for (ConsumerRecord<byte[], byte[]> each : consumer.poll(Duration.ofMillis(500))) {
                    accept(each);
                }
            }
        }
    }

    private void accept(ConsumerRecord<byte[], byte[]> entry) {
        if (entry.key() == null) {
            return;
        }
        String key = new String(entry.key(), StandardCharsets.UTF_8);
        try {
            view.accept(key, entry.value() == null ? null : RegistryCodec.read(entry.key(), entry.value()));
        } catch (IOException e) {
            LOG.warn("Registry record {} at offset {} is passed over: {}", key, entry.offset(), e.toString());
        }
    }

    private void pause() {
        try {
            synchronized (this) {
                if (!closed) {
                    wait(PAUSE_MILLIS);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        try {
            thread.join(3_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
