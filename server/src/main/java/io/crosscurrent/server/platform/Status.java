/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.platform;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.engines.kafka.KafkaEngine;
import io.crosscurrent.server.aws.PojoCodec;
import io.crosscurrent.server.engine.Engines;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How the platform is: its components, its tasks. Never waits. */
public final class Status {
    private static final Pattern USER = Pattern.compile("username=\"((?:[^\"\\\\]|\\\\.)*)\"");

    private final Engines engines;
    private final Supplier<Map<String, Long>> tasks;
    private final Supplier<String> address;
    private final String version;
    private final Clock clock;
    private final long startedMillis;
    private final Map<String, Long> readyMillis = new ConcurrentHashMap<>();

    /** @param tasks how many are in each state; @param address of the control plane */
    public Status(
            Engines engines, Supplier<Map<String, Long>> tasks, Supplier<String> address, String version, Clock clock) {
        this.engines = engines;
        this.tasks = tasks;
        this.address = address;
        this.version = version;
        this.clock = clock;
        this.startedMillis = clock.millis();
        note("kafka", engines.kafka());
        note("connect", engines.connect());
        note("flink", engines.sql());
    }

    private void note(String name, CompletableFuture<?> engine) {
        engine.whenComplete((started, failure) -> readyMillis.put(name, clock.millis() - startedMillis));
    }

    ObjectNode describe() {
        ObjectNode out = PojoCodec.object();
        out.put("version", version);
        out.put("startedAt", BigDecimal.valueOf(startedMillis, 3));
        out.putArray("components");
        component(out, "control-plane", "running", address.get(), "", 0);
        component(out, "store", "running", "", "", 0);
        engine(out, "kafka", engines.kafka(), KafkaEngine::bootstrapServers);
        engine(out, "connect", engines.connect(), connect -> "");
        engine(out, "flink", engines.sql(), sql -> "");
        ObjectNode counts = out.putObject("tasks");
        tasks.get().forEach(counts::put);
        out.put(
                "memoryBytes",
                Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory());
        out.put("kafkaUser", kafkaUser());
        return out;
    }

    private <T> void engine(
            ObjectNode out, String name, CompletableFuture<? extends T> engine, Function<T, String> where) {
        long millis = readyMillis.getOrDefault(name, clock.millis() - startedMillis);
        if (!engine.isDone()) {
            component(out, name, "starting", "", "", millis);
            return;
        }
        try {
            component(out, name, "running", where.apply(engine.join()), "", millis);
        } catch (CompletionException e) {
            String detail = e.getCause() instanceof CrosscurrentException known
                    ? known.oneLine()
                    : String.valueOf(e.getCause());
            component(out, name, "failed", "", detail, millis);
        }
    }

    private static void component(
            ObjectNode out, String name, String state, String address, String detail, long millis) {
        out.withArray("components")
                .addObject()
                .put("name", name)
                .put("state", state)
                .put("address", address)
                .put("detail", detail)
                .put("startMillis", millis);
    }

    private String kafkaUser() {
        if (!engines.kafka().isDone() || engines.kafka().isCompletedExceptionally()) {
            return "";
        }
        Matcher user = USER.matcher(engines.startedKafka().clientProperties().getOrDefault("sasl.jaas.config", ""));
        return user.find() ? user.group(1) : "";
    }
}
