/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.engines.connect;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.source.ExactlyOnceSupport;
import org.apache.kafka.connect.source.SourceConnector;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTask;

/** Counts upwards into a topic, ten numbers a poll, and fails at the number given. */
public final class CountingConnector extends SourceConnector {
    /** Tasks between start and the end of their stop. */
    static final AtomicInteger RUNNING = new AtomicInteger();

    static final AtomicInteger STARTS = new AtomicInteger();

    private Map<String, String> config;

    @Override
    public void start(Map<String, String> config) {
        this.config = config;
    }

    @Override
    public Class<? extends Task> taskClass() {
        return CountingTask.class;
    }

    @Override
    public List<Map<String, String>> taskConfigs(int maxTasks) {
        return List.of(config);
    }

    @Override
    public void stop() {}

    @Override
    public ConfigDef config() {
        return new ConfigDef()
                .define("topic", ConfigDef.Type.STRING, ConfigDef.Importance.HIGH, "topic")
                .define("fail.at", ConfigDef.Type.LONG, -1, ConfigDef.Importance.LOW, "number to fail at");
    }

    @Override
    public ExactlyOnceSupport exactlyOnceSupport(Map<String, String> config) {
        return ExactlyOnceSupport.SUPPORTED;
    }

    @Override
    public String version() {
        return "1";
    }

    /** Its offset is the last number counted. */
    public static final class CountingTask extends SourceTask {
        private static final Map<String, String> PARTITION = Map.of("counter", "only");
        private String topic;
        private long failAt;
        private long next;

        @Override
        public void start(Map<String, String> config) {
            RUNNING.incrementAndGet();
            STARTS.incrementAndGet();
            topic = config.get("topic");
            failAt = Long.parseLong(config.getOrDefault("fail.at", "-1"));
            Map<String, Object> offset = context.offsetStorageReader().offset(PARTITION);
            next = offset == null ? 0 : (Long) offset.get("number") + 1;
        }

        @Override
        public List<SourceRecord> poll() {
            List<SourceRecord> records = new ArrayList<>();
            for (int i = 0; i < 10; i++, next++) {
                if (next == failAt) {
                    throw new IllegalStateException("cannot count to " + failAt);
                }
                byte[] value = Long.toString(next).getBytes(StandardCharsets.UTF_8);
                records.add(new SourceRecord(PARTITION, Map.of("number", next), topic, null, null, null, value));
            }
            return records;
        }

        @Override
        public void stop() {
            RUNNING.decrementAndGet();
        }

        @Override
        public String version() {
            return "1";
        }
    }
}
