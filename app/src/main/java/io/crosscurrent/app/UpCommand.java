/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.app;

import io.crosscurrent.app.platform.DataDirectory;
import io.crosscurrent.app.platform.LogFile;
import io.crosscurrent.app.platform.Platform;
import io.crosscurrent.app.platform.PlatformSettings;
import io.crosscurrent.cli.failure.CliFailure;
import io.crosscurrent.cli.output.Output;
import io.crosscurrent.server.store.StoreAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code crosscurrent up}. */
@Command(
        name = "up",
        description = {
            "Starts the platform: Kafka, Kafka Connect, Flink and the AWS API. Runs until Ctrl-C.",
            "Each of the three engines is embedded, or a cluster that runs already and is named."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  crosscurrent up --port 4580 --data /var/lib/crosscurrent",
            "  crosscurrent up --plugins /opt/connectors",
            "  crosscurrent up --kafka-properties kafka.properties --connect http://worker:8083"
        })
public final class UpCommand implements Runnable {
    @Option(
            names = "--host",
            defaultValue = "127.0.0.1",
            paramLabel = "ADDRESS",
            description = "Address of the API. Default: ${DEFAULT-VALUE}.")
    private String host;

    @Option(
            names = "--port",
            defaultValue = "0",
            paramLabel = "PORT",
            description = "Port of the API. Default: the last one, or 4580, or a free one.")
    private int port;

    @Option(
            names = "--name",
            split = ",",
            paramLabel = "NAME",
            description = "Host names under which clients may call the API, beside addresses and localhost.")
    private List<String> names = List.of();

    @Option(
            names = "--store",
            paramLabel = "URL",
            description =
                    "Keeps endpoints, tasks and secrets in PostgreSQL (jdbc:postgresql://host/database) instead of"
                            + " the data directory; user and password are in $CROSSCURRENT_STORE_USER and"
                            + " $CROSSCURRENT_STORE_PASSWORD.")
    private String store;

    @Mixin
    private ClusterOptions clusters;

    @Option(
            names = "--plugins",
            paramLabel = "DIR",
            description = "Directory with Debezium's connectors, each in a directory of its own, for the embedded Kafka"
                    + " Connect. Default: plugins in the data directory.")
    private Path plugins;

    @Option(
            names = "--log-format",
            defaultValue = "text",
            paramLabel = "FORMAT",
            description = "How lines of the log look: text or json. Default: ${DEFAULT-VALUE}.")
    private String logFormat;

    @Option(
            names = "--no-resume-jobs",
            description =
                    "Jobs of notes that ended with the embedded Flink do not go on by themselves from where they stood: the"
                            + " studio shows them as lost, and they go on when somebody says so.")
    private boolean leaveJobs;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Data directory. Default: $CROSSCURRENT_DATA or ~/.crosscurrent.")
    private Path data = DataDirectory.usual();

    @Mixin
    private Output output;

    @Override
    public void run() {
        Path log = LogFile.in(data, format());
        try (DataDirectory directory = DataDirectory.open(data);
                Platform platform = Platform.start(settings(), directory, this::started)) {
            AtExit.install().add(platform);
            CompletableFuture.allOf(platform.kafka(), platform.connect(), platform.flink())
                    .join();
            output.line("Crosscurrent is up at " + platform.connection().endpoint() + "; log in " + log);
            output.line("Studio: " + platform.studioAddress() + " (for one visit; later ones: crosscurrent studio)");
            output.line("Next: open the studio, or crosscurrent endpoint create --help. Ctrl-C stops it.");
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            throw Failures.translated(e);
        }
    }

    private LogFile.Format format() {
        return switch (logFormat) {
            case "text" -> LogFile.Format.TEXT;
            case "json" -> LogFile.Format.JSON;
            default ->
                throw new CliFailure(
                        "cli.invalid_usage", "the log format \"" + logFormat + "\" is not known", "Use text or json.");
        };
    }

    private PlatformSettings settings() {
        Optional<StoreAddress> address = Optional.ofNullable(store)
                .map(url -> new StoreAddress(
                        url,
                        Objects.requireNonNullElse(System.getenv("CROSSCURRENT_STORE_USER"), ""),
                        Objects.requireNonNullElse(System.getenv("CROSSCURRENT_STORE_PASSWORD"), "")));
        return new PlatformSettings(
                host, port, Set.copyOf(names), clusters.clusters(), address, Optional.ofNullable(plugins), !leaveJobs);
    }

    private void started(String part, String detail, long millis) {
        output.line(
                "  %-14s %5.1f s  %s".formatted(part, millis / 1000.0, detail).stripTrailing());
    }
}
