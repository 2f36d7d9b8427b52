/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.connector;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.core.registry.RegistryRecord.Captured;
import io.crosscurrent.engines.connect.ConnectEngine;
import io.crosscurrent.engines.connect.ConnectEngine.ConnectorStatus;
import io.crosscurrent.server.aws.PojoCodec;
import io.crosscurrent.server.engine.Engines;
import io.crosscurrent.server.engine.Hosts;
import io.crosscurrent.server.registry.Registry;
import io.crosscurrent.server.secret.Secrets;
import io.crosscurrent.server.store.Resource;
import io.crosscurrent.server.store.Store;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Connectors of Debezium on the platform's Kafka Connect. Used by many threads; a thread of its own looks for their tables
 * while it is open.
 */
public final class Connectors implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Connectors.class);
    private static final String KIND = "connector";
    private static final String SECRETS = Secrets.INTERNAL + "connector-";
    private static final long LOOK_SECONDS = 3;

    private final Store store;
    private final Engines engines;
    private final Secrets secrets;
    private final Registry registry;
    private final Consumer<String> mayRead;
    private final ConnectorTables tables;
    private final Lock changing = new ReentrantLock();
    private boolean takenUp;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "connector-tables");
        thread.setDaemon(true);
        return thread;
    });

    /** @param mayRead throws when the caller may not read the secret of that name */
    public Connectors(Store store, Engines engines, Secrets secrets, Registry registry, Consumer<String> mayRead) {
        this.store = store;
        this.engines = engines;
        this.secrets = secrets;
        this.registry = registry;
        this.mayRead = mayRead;
        this.tables = new ConnectorTables(registry);
    }

    public void start() {
        timer.scheduleWithFixedDelay(this::look, 0, LOOK_SECONDS, TimeUnit.SECONDS);
    }

    private void look() {
        try {
            takeUp();
            List<Resource> all = store.resources().list(KIND);
            if (!all.isEmpty() && engines.kafka().isDone()) {
                Map<String, Map<String, String>> configurations = new LinkedHashMap<>();
                all.forEach(each -> configurations.put(each.name(), config(each)));
                registry.follow(engines.startedKafka().clientProperties());
                tables.look(engines.startedKafka(), configurations);
            }
        } catch (RuntimeException e) {
            // an exception would end the schedule
            LOG.warn("The tables of connectors could not be looked for: {}", e.toString());
        }
    }

    /** Gives Connect the connectors it does not know, because the control plane was killed before they were made. */
    private void takeUp() {
        // Never waits for the lock: who holds it may wait for this thread.
        if (takenUp || !engines.connect().isDone() || !changing.tryLock()) {
            return;
        }
        try {
            ConnectEngine connect = engines.startedConnect();
            for (Resource connector : store.resources().list(KIND)) {
                if (connect.status(connector.name()).isEmpty()) {
                    LOG.info("Connector {} is made once more", connector.name());
                    connect.put(connector.name(), config(connector));
                }
            }
            takenUp = true;
        } finally {
            changing.unlock();
        }
    }

    private static Map<String, String> config(Resource connector) {
        Map<String, String> config = new LinkedHashMap<>();
        connector
                .document()
                .path("config")
                .properties()
                .forEach(each -> config.put(each.getKey(), each.getValue().asText()));
        return config;
    }

    /** Creates a connector, or gives one another configuration. */
    public ObjectNode create(String name, Map<String, String> given) {
        changing.lock();
        try {
            return createAlone(name, given);
        } finally {
            changing.unlock();
        }
    }

    private ObjectNode createAlone(String name, Map<String, String> given) {
        ConnectorConfiguration configuration = new ConnectorConfiguration(name, given);
        for (String secret : configuration.references()) {
            if (secret.isEmpty() || secret.startsWith(Secrets.INTERNAL)) {
                throw new CrosscurrentException(
                        "connector.configuration",
                        "The configuration refers to a secret of the platform's own, or to none.",
                        "Write ${crosscurrent:<secret>:<member>} with a secret of yours.");
            }
            mayRead.accept(secret);
        }
        given.forEach((key, value) -> {
            if (key.endsWith("hostname")) {
                refuseLinkLocal(value);
            }
        });
        ConnectEngine connect = engines.startedConnect();
        Optional<Resource> before = store.resources().findByName(KIND, name);
        if (before.isEmpty() && connect.status(name).isPresent()) {
            throw new CrosscurrentException(
                    "connector.name_taken",
                    "Kafka Connect has a connector " + name + " that was not made here.",
                    "Choose another name.");
        }
        Map<String, String> hidden = configuration.secrets();
        String former = secrets.internalText(SECRETS + name);
        String kept = new String(PojoCodec.bytes(PojoCodec.node(hidden)), StandardCharsets.UTF_8);
        if (!hidden.isEmpty()) {
            secrets.putInternal(SECRETS + name, kept);
        }
        Map<String, String> effective = configuration.effective(SECRETS + name);
        ObjectNode document = PojoCodec.object().put("prefix", configuration.prefix());
        document.set("config", PojoCodec.node(effective));
        Resource row = new Resource(KIND, KIND + ":" + name, name, "", "", document);
        if (before.isEmpty()) {
            store.resources().insert(row);
        } else {
            store.resources().update(KIND, row.id(), old -> row);
        }
        try {
            List<String> problems = connect.problems(effective);
            if (!problems.isEmpty()) {
                throw new CrosscurrentException(
                        "connector.refused",
                        "The connector refuses its configuration: " + String.join("; ", problems),
                        "Correct what it names.");
            }
            boolean runs = connect.status(name).isPresent();
            if (runs && former != null && !former.equals(kept)) {
                // Connect would see the same references and leave the connector as it runs.
                connect.stop(name);
            }
            connect.put(name, effective);
        } catch (CrosscurrentException e) {
            undo(name, before, former);
            throw refusal(e, given.get("connector.class"));
        }
        return describe(name).put("secretsKept", hidden.size());
    }

    private static void refuseLinkLocal(String host) {
        try {
            Hosts.resolve(host);
        } catch (UnknownHostException e) {
            LOG.debug("The connector will say that there is no host {}", host, e);
        }
    }

    private void undo(String name, Optional<Resource> before, String former) {
        if (former != null) {
            secrets.putInternal(SECRETS + name, former);
        }
        if (before.isPresent()) {
            store.resources().update(KIND, before.get().id(), failed -> before.get());
        } else {
            store.resources().delete(KIND, KIND + ":" + name);
            secrets.deleteInternal(SECRETS + name);
        }
    }

    private static CrosscurrentException refusal(CrosscurrentException failure, String type) {
        if (failure.getMessage().contains("Failed to find any class")) {
            return new CrosscurrentException(
                    "connector.no_plugin",
                    "Kafka Connect has no plug-in with the class " + type + ".",
                    "Put the directory of Debezium's connector into the plug-in directory (crosscurrent up --plugins"
                            + " DIR) and start the platform again.",
                    failure);
        }
        return failure;
    }

    private Resource require(String name) {
        return store.resources()
                .findByName(KIND, name)
                .orElseThrow(() -> new CrosscurrentException(
                        "connector.unknown",
                        "There is no connector " + name + ".",
                        "See crosscurrent connector list."));
    }

    public ObjectNode list() {
        ObjectNode out = PojoCodec.object();
        out.putArray("connectors");
        store.resources().list(KIND).forEach(each -> out.withArrayProperty("connectors")
                .add(describe(each.name())));
        return out;
    }

    public ObjectNode describe(String name) {
        Resource row = require(name);
        ObjectNode out = PojoCodec.object().put("name", name);
        out.set("class", row.document().at("/config/connector.class"));
        out.set("topicPrefix", row.document().get("prefix"));
        Optional<ConnectorStatus> status = engines.startedConnect().status(name);
        out.put("state", status.map(Connectors::state).orElse("UNKNOWN"));
        out.put("worker", status.map(ConnectorStatus::worker).orElse(""));
        out.put("failure", status.map(each -> reason(each.trace())).orElse(""));
        out.set("config", row.document().get("config"));
        out.putArray("tables");
        registry.view().captured().stream()
                .filter(table -> table.taskId().equals(ConnectorTables.id(name)))
                .sorted(Comparator.comparing(Captured::table))
                .forEach(table -> out.withArrayProperty("tables")
                        .addObject()
                        .put("database", table.schema())
                        .put("table", table.table())
                        .put("topic", table.topic()));
        return out;
    }

    private static String state(ConnectorStatus status) {
        return status.state().equals("RUNNING") ? status.taskState() : status.state();
    }

    /** The deepest cause of a stack trace. */
    private static String reason(String trace) {
        String reason = "";
        for (String line : trace.split("\\R")) {
            if (!line.isBlank() && !line.startsWith("\t") && !line.startsWith(" ")) {
                reason = line.replaceFirst("^Caused by: ", "");
            }
        }
        return reason.replaceFirst("^(?:[\\w$]+\\.)+([\\w$]+: )", "$1");
    }

    /** @param topics whether its topics are deleted as well */
    public ObjectNode delete(String name, boolean topics) {
        changing.lock();
        try {
            return deleteAlone(name, topics);
        } finally {
            changing.unlock();
        }
    }

    private ObjectNode deleteAlone(String name, boolean topics) {
        Resource row = require(name);
        ConnectEngine connect = engines.startedConnect();
        if (connect.status(name).isPresent()) {
            connect.stop(name);
            connect.resetOffsets(name);
            connect.delete(name);
        }
        store.resources().delete(KIND, row.id());
        secrets.deleteInternal(SECRETS + name);
        forgetTables(name);
        String prefix = row.document().path("prefix").asText() + ".";
        List<String> own = engines.startedKafka().topics().stream()
                .map(topic -> topic.name())
                .filter(topic -> topic.startsWith(prefix))
                .toList();
        if (topics && !own.isEmpty()) {
            engines.startedKafka().deleteTopics(own);
        }
        ObjectNode out = PojoCodec.object();
        own.forEach(out.putArray(topics ? "deletedTopics" : "keptTopics")::add);
        return out;
    }

    /** On the thread that looks for them, so that none is told of afterwards. */
    private void forgetTables(String name) {
        Map<String, String> client = engines.startedKafka().clientProperties();
        try {
            timer.submit(() -> {
                        tables.forget(name);
                        registry.forget(ConnectorTables.id(name), client);
                    })
                    .get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof CrosscurrentException known ? known : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CrosscurrentException("connector.interrupted", "The server is being stopped.", "Try again.", e);
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
