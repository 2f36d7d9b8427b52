/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.studio.topic;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crosscurrent.server.platform.TopicConsumer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Messages of one topic that have a text, from a place on. For one thread. */
public final class TopicMessages implements AutoCloseable {
    /** Looked at for one page. */
    private static final int MOST_SEEN = 50_000;
    /** Kept for one page; a topic of large values gives shorter pages. */
    private static final long MOST_BYTES = 64L << 20;

    private static final int BATCH = 500;
    /** For one page: an answer must not take for ever, however slow the broker is. */
    private static final Duration USUAL_PATIENCE = Duration.ofSeconds(20);

    private static final Duration POLL = Duration.ofMillis(250);
    /** Offsets order a partition; between partitions there are only times. */
    private static final Comparator<Message> IN_TIME = Comparator.comparingLong(Message::time)
            .thenComparingInt(message -> message.at().partition())
            .thenComparingLong(Message::offset);

    private final TopicConsumer consumer;
    private final MessageText wanted;
    private final String topic;
    private final Duration patience;

    /**
     * @param partition the only one to read, or null
     * @param filter text in key, value or headers, in any case; "" for every message
     * @throws io.crosscurrent.core.failure.CrosscurrentException {@code topic.unknown}, {@code topic.no_partition}
     */
    public TopicMessages(Map<String, String> client, String topic, Integer partition, String filter) {
        this(client, topic, partition, filter, USUAL_PATIENCE);
    }

    /** @param patience how long one page may take */
    TopicMessages(Map<String, String> client, String topic, Integer partition, String filter, Duration patience) {
        this.topic = topic;
        this.patience = patience;
        consumer = new TopicConsumer(client, topic, "crosscurrent-studio", BATCH);
        wanted = new MessageText(filter);
        if (partition != null) {
            try {
                consumer.only(partition);
            } catch (RuntimeException e) {
                consumer.close();
                throw e;
            }
        }
    }

    /** A message. @param time of its timestamp, milliseconds since 1970; @param bytes of key and value */
    public record Message(TopicPartition at, long offset, long time, long bytes, ObjectNode document) {}

    /**
     * Some messages in the order of their times.
     *
     * @param cursor where the next ones are
     * @param ended whether there are none after these now
     * @param word why these are fewer than wanted although more are there, for people; "" when they are not
     */
    public record Page(List<ObjectNode> messages, String cursor, boolean ended, String word) {}

    /** Where to begin with. */
    public TopicConsumer place() {
        return consumer;
    }

    /** The last messages, at most {@code limit}; with a filter, those among some last 50,000. */
    public Page last(int limit) {
        // each message of a transaction of its own is followed by a mark, which takes an offset too
        consumer.beforeEnd(
                wanted.isAny() ? 2L * limit : MOST_SEEN / consumer.partitions().size());
        Scan scan = new Scan(limit, true);
        List<Message> all = scan.run();
        List<Message> shown = all.subList(Math.max(0, all.size() - limit), all.size());
        return new Page(documents(shown), TopicConsumer.cursor(scan.next), scan.ended(), scan.word());
    }

    /** The next messages, at most {@code limit}; looks at no more than 50,000. */
    public Page next(int limit) {
        Scan scan = new Scan(limit, false);
        List<Message> all = scan.run();
        List<Message> shown = all.subList(0, Math.min(limit, all.size()));
        for (Message rest : all.subList(shown.size(), all.size())) {
            scan.next.merge(rest.at(), rest.offset(), Math::min);
        }
        boolean ended = shown.size() == all.size() && scan.ended();
        return new Page(documents(shown), TopicConsumer.cursor(scan.next), ended, scan.word());
    }

    private static List<ObjectNode> documents(List<Message> messages) {
        return messages.stream().map(Message::document).toList();
    }

    /** A message that came, and the cursor of what follows it. */
    public record Arrival(ObjectNode document, String cursor) {}

    /** What came since; waits a moment for the first. */
    public List<Arrival> arrived() {
        Map<TopicPartition, Long> next = consumer.positions();
        List<Arrival> out = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
            next.put(new TopicPartition(record.topic(), record.partition()), record.offset() + 1);
            wanted.find(record)
                    .ifPresent(message -> out.add(new Arrival(message.document(), TopicConsumer.cursor(next))));
        }
        return out;
    }

    /** One reading of all partitions, up to where they end as it begins. */
    private final class Scan {
        private final int limit;
        private final boolean last;
        private final Map<TopicPartition, Long> ends = consumer.ends();
        private final Map<TopicPartition, Long> next = consumer.positions();
        private final Map<TopicPartition, Deque<Message>> found = new HashMap<>();
        private long bytes;
        private boolean late;

        /** @param last keeps the last of each partition instead of the first */
        Scan(int limit, boolean last) {
            this.limit = limit;
            this.last = last;
            consumer.partitions().forEach(partition -> found.put(partition, new ArrayDeque<>()));
        }

        List<Message> run() {
            int seen = 0;
            long end = System.nanoTime() + patience.toNanos();
            while (!complete() && (last || seen < MOST_SEEN)) {
                late = System.nanoTime() >= end;
                if (late) {
                    break;
                }
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    seen++;
                    take(record);
                }
                settle();
            }
            return found.values().stream()
                    .flatMap(Deque::stream)
                    .sorted(IN_TIME)
                    .toList();
        }

        private void take(ConsumerRecord<byte[], byte[]> record) {
            TopicPartition at = new TopicPartition(record.topic(), record.partition());
            Deque<Message> mine = found.get(at);
            if (!last && full(mine)) {
                return;
            }
            next.put(at, record.offset() + 1);
            wanted.find(record).ifPresent(message -> {
                mine.addLast(message);
                bytes += message.bytes();
                while (last && (mine.size() > limit || bytes > MOST_BYTES && mine.size() > 1)) {
                    bytes -= mine.removeFirst().bytes();
                }
            });
        }

        private boolean full(Deque<Message> mine) {
            return mine.size() >= limit || bytes > MOST_BYTES;
        }

        /** Partitions that were read to their end stand there, behind the marks of transactions. */
        private void settle() {
            consumer.positions().forEach((partition, position) -> {
                if (last || !full(found.get(partition))) {
                    next.put(partition, position);
                }
            });
            if (!last) {
                consumer.pause(found.keySet().stream()
                        .filter(partition -> full(found.get(partition)))
                        .toList());
            }
        }

        /** Each partition is read to its end, or has given enough; silence says nothing. */
        private boolean complete() {
            return ends.keySet().stream().allMatch(at -> ended(at) || !last && full(found.get(at)));
        }

        String word() {
            if (!late) {
                return "";
            }
            long left = ends.entrySet().stream()
                    .mapToLong(end -> Math.max(0, end.getValue() - next.get(end.getKey())))
                    .sum();
            return ("Kafka did not hand out all of topic %s within %s; its last %,d offsets are not read yet."
                            + " Read on from here, or see whether the brokers are up and whether a quota slows clients"
                            + " down.")
                    .formatted(
                            topic,
                            patience.toSeconds() > 0 ? patience.toSeconds() + " s" : patience.toMillis() + " ms",
                            left);
        }

        boolean ended() {
            return ends.keySet().stream().allMatch(this::ended);
        }

        private boolean ended(TopicPartition at) {
            return next.get(at) >= ends.get(at);
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
