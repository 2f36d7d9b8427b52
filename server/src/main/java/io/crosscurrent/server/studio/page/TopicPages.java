/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.studio.page;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.server.aws.PojoCodec;
import io.crosscurrent.server.engine.Engines;
import io.crosscurrent.server.platform.TopicConsumer;
import io.crosscurrent.server.studio.catalogue.Catalogue;
import io.crosscurrent.server.studio.topic.TopicMessages;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.sse.SseClient;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The catalogue, the topics and their messages. */
final class TopicPages implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TopicPages.class);
    private static final int MOST = 1_000;
    private static final long ALIVE_MS = 10_000;

    private final Guard guard;
    private final Engines engines;
    private final Catalogue catalogue;
    private final Semaphore tails = new Semaphore(20);
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "studio-tail");
        thread.setDaemon(true);
        return thread;
    });

    TopicPages(Guard guard, Engines engines, Catalogue catalogue) {
        this.guard = guard;
        this.engines = engines;
        this.catalogue = catalogue;
    }

    void add(JavalinConfig config) {
        config.routes.get(
                "/studio/api/catalogue", guard.known((context, visitor) -> Guard.json(context, catalogue.describe())));
        config.routes.get("/studio/api/topics", guard.known((context, visitor) -> {
            ArrayNode out = PojoCodec.object().putArray("topics");
            engines.startedKafka().topics().forEach(topic -> out.addObject()
                    .put("name", topic.name())
                    .put("partitions", topic.partitions())
                    .put("messages", topic.records()));
            Guard.json(context, out);
        }));
        config.routes.get("/studio/api/topics/{topic}/messages", guard.known(this::messages));
        config.routes.before("/studio/api/topics/{topic}/tail", Guard.first(context -> {
            guard.mayRun(guard.visitor(context));
            Wish.of(context);
        }));
        config.routes.sse("/studio/api/topics/{topic}/tail", this::tail);
    }

    /**
     * A page of messages, {@code {messages, cursor, ended, word}}. {@code from} is {@code latest}, {@code earliest}, {@code time}
     * (then {@code at}, milliseconds since 1970), {@code offset} (then {@code offset}) or {@code cursor} (then that of another
     * page).
     */
    private void messages(Context context, Visitor visitor) {
        guard.mayRun(visitor);
        int limit = (int) Math.max(1, Math.min(MOST, number(context, "limit", 200)));
        try (TopicMessages messages = open(Wish.of(context))) {
            TopicMessages.Page page;
            if (from(context).equals("latest")) {
                page = messages.last(limit);
            } else {
                seek(context, messages.place());
                page = messages.next(limit);
            }
            ObjectNode out = PojoCodec.object();
            page.messages().forEach(out.putArray("messages")::add);
            Guard.json(
                    context,
                    out.put("cursor", page.cursor()).put("ended", page.ended()).put("word", page.word()));
        }
    }

    private static String from(Context context) {
        String from = context.queryParam("from");
        return from == null ? "latest" : from;
    }

    private static void seek(Context context, TopicConsumer place) {
        switch (from(context)) {
            case "time" -> place.toTime(number(context, "at", 0));
            case "offset" -> place.toOffset(number(context, "offset", 0));
            case "cursor" -> place.to(String.valueOf(context.queryParam("cursor")));
            default -> {
                // a consumer stands at the beginning
            }
        }
    }

    /** Which messages are wanted. @param partition the only one, or null */
    private record Wish(String topic, Integer partition, String filter) {
        static Wish of(Context context) {
            String filter = context.queryParam("filter");
            long partition = number(context, "partition", -1);
            return new Wish(
                    context.pathParam("topic"),
                    partition < 0 ? null : (int) Math.min(partition, Integer.MAX_VALUE),
                    filter == null ? "" : filter);
        }
    }

    private TopicMessages open(Wish wish) {
        return new TopicMessages(
                engines.startedKafka().clientProperties(), wish.topic(), wish.partition(), wish.filter());
    }

    private static long number(Context context, String name, long usual) {
        String text = context.queryParam(name);
        if (text == null) {
            return usual;
        }
        if (!text.matches("[0-9]{1,18}")) {
            throw new CrosscurrentException(
                    "studio.no_number", name + " must be a whole number, not \"" + text + "\".", "Mend it.");
        }
        return Long.parseLong(text);
    }

    private void tail(SseClient client) {
        if (!tails.tryAcquire()) {
            client.close();
            return;
        }
        client.keepAlive();
        Context context = client.ctx();
        Wish wish = Wish.of(context);
        // a browser that connects again says which message it had last
        String last = context.header("Last-Event-ID");
        String cursor = last == null ? context.queryParam("cursor") : last;
        threads.execute(() -> follow(client, wish, cursor));
    }

    /** Each message is an event; its id is the cursor of what follows. */
    private void follow(SseClient client, Wish wish, String cursor) {
        try (TopicMessages messages = open(wish)) {
            messages.place().toEnd();
            if (cursor != null) {
                messages.place().to(cursor);
            }
            client.sendComment("follows");
            long sign = System.currentTimeMillis();
            while (!client.terminated() && !Thread.currentThread().isInterrupted()) {
                for (TopicMessages.Arrival each : messages.arrived()) {
                    String text = new String(PojoCodec.bytes(each.document()), StandardCharsets.UTF_8);
                    client.sendEvent("message", text, each.cursor());
                }
                if (System.currentTimeMillis() - sign > ALIVE_MS) {
                    sign = System.currentTimeMillis();
                    client.sendComment("alive");
                }
            }
        } catch (RuntimeException e) {
            LOG.info("Topic {} is followed no longer: {}", wish.topic(), e.getMessage());
        } finally {
            tails.release();
            client.close();
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
