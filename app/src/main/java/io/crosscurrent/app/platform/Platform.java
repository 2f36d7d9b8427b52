/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.app.platform;

import io.crosscurrent.cli.Version;
import io.crosscurrent.cli.connection.ConnectionSettings;
import io.crosscurrent.connect.SecretConfigProvider;
import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.engines.connect.ConnectEngine;
import io.crosscurrent.engines.connect.ConnectSettings;
import io.crosscurrent.engines.connect.EmbeddedConnect;
import io.crosscurrent.engines.connect.RemoteConnect;
import io.crosscurrent.engines.kafka.EmbeddedKafka;
import io.crosscurrent.engines.kafka.KafkaCredentials;
import io.crosscurrent.engines.kafka.KafkaEngine;
import io.crosscurrent.engines.kafka.KafkaSettings;
import io.crosscurrent.engines.kafka.RemoteKafka;
import io.crosscurrent.engines.kafka.iam.IamAccess;
import io.crosscurrent.engines.sql.EmbeddedFlink;
import io.crosscurrent.engines.sql.FlinkSettings;
import io.crosscurrent.engines.sql.RemoteFlink;
import io.crosscurrent.engines.sql.SqlEngine;
import io.crosscurrent.server.ControlPlane;
import io.crosscurrent.server.ControlPlaneSettings;
import io.crosscurrent.server.engine.Engines;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * Kafka, Kafka Connect, Flink and the control plane in this process, or the clusters named in their stead. The control plane answers as soon as
 * {@link #start} returns; the engines start beside each other and tell {@link Parts} when they are there.
 */
public final class Platform implements AutoCloseable {
    /** The ordinary Kafka user, for SQL sessions, endpoints and tools; the platform's own user is another one. */
    public static final String CLIENT_USER = "crosscurrent";

    private static final String REGION = "us-east-1";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(25);

    private final DataDirectory data;
    private final Parts parts;
    private final long begun = System.nanoTime();
    private final ExecutorService starters = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "platform-start");
        thread.setDaemon(true);
        return thread;
    });
    private final Clusters clusters;
    private final Path plugins;
    private final RoleLogins roleLogins;
    private final CompletableFuture<IamAccess> iam = new CompletableFuture<>();
    private final KafkaEngine kafka;
    private final SqlEngine flink;
    private final CompletableFuture<KafkaEngine> kafkaStarted;
    private final CompletableFuture<SqlEngine> flinkStarted;
    private final CompletableFuture<ConnectEngine> connectStarted = new CompletableFuture<>();
    private final ControlPlane controlPlane;
    private volatile ConnectEngine connect;
    private boolean closed;

    /** Begins to start everything; the caller closes it. */
    public static Platform start(PlatformSettings settings, DataDirectory data, Parts parts) {
        return new Platform(settings, data, parts);
    }

    private Platform(PlatformSettings settings, DataDirectory data, Parts parts) {
        this.data = data;
        this.parts = parts;
        clusters = settings.clusters();
        plugins = directory(settings.plugins().orElseGet(() -> data.resolve("plugins")));
        roleLogins = new RoleLogins(data.resolve("secrets").resolve("kafka-roles"), REGION);
        kafka = clusters.kafka().<KafkaEngine>map(RemoteKafka::new).orElseGet(this::embeddedKafka);
        flink = clusters.flink()
                .<SqlEngine>map(RemoteFlink::new)
                .orElseGet(() -> new EmbeddedFlink(FlinkSettings.in(data.resolve("flink"))));
        kafkaStarted = begin("Kafka", this::startKafka);
        flinkStarted = begin("Flink", () -> {
            flink.start();
            return flink;
        });
        boolean started = false;
        try {
            controlPlane = ControlPlane.start(controlPlaneSettings(settings));
            iam.complete(controlPlane.kafkaAccess());
            ClientFiles.writeConfig(data, controlPlane.address(), REGION);
            parts.started("control plane", controlPlane.address().toString(), millis());
            started = true;
        } finally {
            if (!started) {
                flink.close();
                kafka.close();
            }
        }
        kafkaStarted.whenComplete((engine, failure) -> {
            if (failure != null) {
                connectStarted.completeExceptionally(failure);
            } else {
                forward(begin("Kafka Connect", () -> startConnect(engine)), connectStarted);
            }
        });
    }

    /** How clients sign their requests. */
    public ConnectionSettings connection() {
        return new ConnectionSettings(
                controlPlane.address(),
                REGION,
                controlPlane.rootKey().accessKeyId(),
                controlPlane.rootKey().secret());
    }

    /** Address of the notebook for one visit within an hour, which needs no further login. */
    public URI studioAddress() {
        return controlPlane.studioAddress();
    }

    public CompletableFuture<KafkaEngine> kafka() {
        return kafkaStarted;
    }

    public CompletableFuture<ConnectEngine> connect() {
        return connectStarted;
    }

    public CompletableFuture<SqlEngine> flink() {
        return flinkStarted;
    }

    /** The password of {@link #CLIENT_USER}. */
    public String clientPassword() {
        return Passwords.of(data.resolve("secrets").resolve("kafka-client"), CLIENT_USER);
    }

    /** Stops what listens first and what others need last; gives up waiting after some 25 s. Idempotent. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        Stopping stopping = new Stopping(CLOSE_LIMIT);
        stopping.run(Map.of("control plane", controlPlane::close));
        ConnectEngine running = connect;
        stopping.run(Map.of("Flink", flink::close, "Kafka Connect", running == null ? () -> {} : running::close));
        stopping.run(Map.of("Kafka", kafka::close));
        starters.shutdownNow();
    }

    private KafkaEngine embeddedKafka() {
        String password = Passwords.of(data.resolve("secrets").resolve("kafka-platform"), "platform");
        return new EmbeddedKafka(KafkaSettings.in(data.resolve("kafka"), new KafkaCredentials("platform", password))
                .withIam(iam));
    }

    private KafkaEngine startKafka() {
        kafka.start();
        if (clusters.kafka().isEmpty()) {
            kafka.putUser(CLIENT_USER, clientPassword());
        }
        // A cluster of somebody else has its own users: ours is the one we were given.
        Passwords.write(
                data.resolve(ClientFiles.KAFKA_CLIENT),
                clusters.kafka().isEmpty()
                        ? kafka.clientProperties(CLIENT_USER, clientPassword())
                        : kafka.clientProperties());
        if (kafka instanceof EmbeddedKafka embedded) {
            roleLogins.started(embedded);
        }
        return kafka;
    }

    private ConnectEngine startConnect(KafkaEngine started) {
        ConnectEngine engine =
                clusters.connect().<ConnectEngine>map(RemoteConnect::new).orElseGet(() -> embeddedConnect(started));
        connect = engine;
        engine.start();
        return engine;
    }

    private ConnectEngine embeddedConnect(KafkaEngine started) {
        ConnectionSettings api = connection();
        return new EmbeddedConnect(ConnectSettings.on(started.clientProperties())
                .withWorkerProperties(Map.of(
                        "plugin.path",
                        plugins.toString(),
                        "config.providers",
                        "crosscurrent",
                        "config.providers.crosscurrent.class",
                        SecretConfigProvider.class.getName(),
                        "config.providers.crosscurrent.param.endpoint",
                        api.endpoint().toString(),
                        "config.providers.crosscurrent.param.region",
                        api.region(),
                        "config.providers.crosscurrent.param.access.key.id",
                        api.accessKey(),
                        "config.providers.crosscurrent.param.secret.access.key",
                        api.secretKey())));
    }

    private static Path directory(Path plugins) {
        try {
            return Files.createDirectories(plugins.toAbsolutePath().normalize());
        } catch (IOException e) {
            throw new CrosscurrentException(
                    "platform.plugins",
                    "The plug-in directory " + plugins + " cannot be made: " + e,
                    "Name another one with --plugins.",
                    e);
        }
    }

    private ControlPlaneSettings controlPlaneSettings(PlatformSettings settings) {
        int port = settings.port() != 0 ? settings.port() : Ports.freeOr(settings.host(), ClientFiles.lastPort(data));
        String kafkaProperties = clusters.flinkKafkaProperties()
                .orElseGet(() -> data.resolve(ClientFiles.KAFKA_CLIENT).toString());
        ControlPlaneSettings usual = ControlPlaneSettings.in(
                        data.resolve("store"), new Engines(kafkaStarted, connectStarted, flinkStarted, PATIENCE))
                .withAccessKeyFile(data.resolve(ClientFiles.CREDENTIALS))
                .withAddress(settings.host(), port, settings.names())
                .withVersion(Version.text())
                .withJobsResumed(settings.resumesJobs())
                .withSessionOpeningAs(role -> {
                    String options =
                            "'client-properties-file' = %s%s".formatted(quoted(kafkaProperties), iamOptions(role));
                    return List.of(
                            "CREATE CATALOG crosscurrent WITH ('type' = 'crosscurrent', " + options + ")",
                            "USE CATALOG crosscurrent",
                            "LOAD MODULE crosscurrent WITH (" + options + ")");
                });
        return settings.store().map(usual::withStore).orElse(usual);
    }

    /** Keys of roles are given out in this process only, so both ends must be here. */
    private String iamOptions(String role) {
        boolean both = clusters.kafka().isEmpty() && clusters.flink().isEmpty();
        return both
                ? ", 'iam-client-properties-file' = "
                        + quoted(roleLogins.of(role).toString())
                : "";
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    private <T> CompletableFuture<T> begin(String part, Supplier<T> start) {
        return CompletableFuture.supplyAsync(
                () -> {
                    T engine = start.get();
                    parts.started(part, "", millis());
                    return engine;
                },
                starters);
    }

    private static <T> void forward(CompletableFuture<? extends T> from, CompletableFuture<T> to) {
        from.whenComplete((value, failure) -> {
            if (failure != null) {
                to.completeExceptionally(failure);
            } else {
                to.complete(value);
            }
        });
    }

    private long millis() {
        return (System.nanoTime() - begun) / 1_000_000;
    }
}
