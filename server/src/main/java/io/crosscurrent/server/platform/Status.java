/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.platform;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.engines.kafka.KafkaEngine;
import io.crosscurrent.server.aws.PojoCodec;
import io.crosscurrent.server.engine.Engines;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.List;
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

    /**
     * A part of the platform.
     *
     * @param state {@code starting}, {@code running} or {@code failed}
     * @param address where it listens, "" when it does not say
     * @param detail why it failed
     * @param startMillis how long its start took, or takes
     */
    public record Component(String name, String state, String address, String detail, long startMillis) {
        public boolean running() {
            return state.equals("running");
        }
    }

    /** The parts of the platform, itself first. */
    public List<Component> components() {
        return List.of(
                new Component("control-plane", "running", address.get(), "", 0),
                new Component("store", "running", "", "", 0),
                engine("kafka", engines.kafka(), KafkaEngine::bootstrapServers),
                engine("connect", engines.connect(), connect -> ""),
                engine("flink", engines.sql(), sql -> ""));
    }

    ObjectNode describe() {
        ObjectNode out = PojoCodec.object();
        out.put("version", version);
        out.put("startedAt", BigDecimal.valueOf(startedMillis, 3));
        components().forEach(component -> out.withArray("components")
                .addObject()
                .put("name", component.name())
                .put("state", component.state())
                .put("address", component.address())
                .put("detail", component.detail())
                .put("startMillis", component.startMillis()));
        ObjectNode counts = out.putObject("tasks");
        tasks.get().forEach(counts::put);
        out.put(
                "memoryBytes",
                Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory());
        out.put("kafkaUser", kafkaUser());
        return out;
    }

    private <T> Component engine(String name, CompletableFuture<? extends T> engine, Function<T, String> where) {
        long millis = readyMillis.getOrDefault(name, clock.millis() - startedMillis);
        if (!engine.isDone()) {
            return new Component(name, "starting", "", "", millis);
        }
        try {
            return new Component(name, "running", where.apply(engine.join()), "", millis);
        } catch (CompletionException e) {
            String detail = e.getCause() instanceof CrosscurrentException known
                    ? known.oneLine()
                    : String.valueOf(e.getCause());
            return new Component(name, "failed", "", detail, millis);
        }
    }

    private String kafkaUser() {
        if (!engines.kafka().isDone() || engines.kafka().isCompletedExceptionally()) {
            return "";
        }
        Matcher user = USER.matcher(engines.startedKafka().clientProperties().getOrDefault("sasl.jaas.config", ""));
        return user.find() ? user.group(1) : "";
    }
}
