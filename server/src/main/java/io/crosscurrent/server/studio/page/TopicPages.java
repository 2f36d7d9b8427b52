/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.studio.page;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.crosscurrent.server.aws.PojoCodec;
import io.crosscurrent.server.engine.Engines;
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
        config.routes.before(
                "/studio/api/topics/{topic}/tail", Guard.first(context -> guard.mayRun(guard.visitor(context))));
        config.routes.sse("/studio/api/topics/{topic}/tail", this::tail);
    }

    private void messages(Context context, Visitor visitor) {
        guard.mayRun(visitor);
        int limit = Math.max(1, Math.min(MOST, number(context.queryParam("limit"), 200)));
        String filter = context.queryParam("filter") == null ? "" : context.queryParam("filter");
        boolean latest = !"earliest".equals(context.queryParam("from"));
        ArrayNode out = PojoCodec.object().putArray("messages");
        try (TopicMessages messages =
                new TopicMessages(engines.startedKafka().clientProperties(), context.pathParam("topic"))) {
            messages.page(latest, limit, filter).forEach(out::add);
        }
        Guard.json(context, out);
    }

    private static int number(String text, int usual) {
        return text != null && text.matches("[0-9]{1,6}") ? Integer.parseInt(text) : usual;
    }

    private void tail(SseClient client) {
        if (!tails.tryAcquire()) {
            client.close();
            return;
        }
        String topic = client.ctx().pathParam("topic");
        client.keepAlive();
        threads.execute(() -> follow(client, topic));
    }

    private void follow(SseClient client, String topic) {
        try (TopicMessages messages = new TopicMessages(engines.startedKafka().clientProperties(), topic)) {
            messages.toEnd();
            client.sendComment("follows");
            long sign = System.currentTimeMillis();
            while (!client.terminated() && !Thread.currentThread().isInterrupted()) {
                for (TopicMessages.Message message : messages.next()) {
                    client.sendEvent(new String(PojoCodec.bytes(message.document()), StandardCharsets.UTF_8));
                }
                if (System.currentTimeMillis() - sign > 10_000) {
                    sign = System.currentTimeMillis();
                    client.sendComment("alive");
                }
            }
        } catch (RuntimeException e) {
            LOG.info("Topic {} is followed no longer: {}", topic, e.getMessage());
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
