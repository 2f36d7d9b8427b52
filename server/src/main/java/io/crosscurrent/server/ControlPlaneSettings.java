/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server;

import io.crosscurrent.core.registry.RegistryRecord;
import io.crosscurrent.server.engine.Engines;
import io.javalin.config.JavalinConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * How a control plane runs. {@link #in} has usual values, {@code with…} methods give changed copies.
 *
 * @param dataDirectory where the store and its sealing key are kept; made when missing
 * @param accessKeyFile the root access key, made at the first start with mode 600, in the form of an AWS credentials file
 * @param bindHost address to listen on
 * @param port 0 to 65535; 0 chooses a free one
 * @param hostNames names under which clients may call it, beside addresses and {@code localhost}
 * @param region and {@code account}: parts of every ARN; requests may be signed for any region
 * @param registryTopic where tasks tell how far they are
 * @param sessionOpening SQL statements that open each session, for example those of the Crosscurrent catalogue
 * @param version shown by GetStatus
 * @param pages routes of pages on the same listener
 */
public record ControlPlaneSettings(
        Path dataDirectory,
        Path accessKeyFile,
        String bindHost,
        int port,
        Set<String> hostNames,
        String region,
        String account,
        Engines engines,
        String registryTopic,
        List<String> sessionOpening,
        String version,
        Consumer<JavalinConfig> pages) {
    public ControlPlaneSettings {
        hostNames = Set.copyOf(hostNames);
        sessionOpening = List.copyOf(sessionOpening);
    }

    /** Loopback, a free port, region us-east-1, account 000000000000. */
    public static ControlPlaneSettings in(Path directory, Engines engines) {
        return new ControlPlaneSettings(
                directory,
                directory.resolve("access-key"),
                "127.0.0.1",
                0,
                Set.of(),
                "us-east-1",
                "000000000000",
                engines,
                RegistryRecord.DEFAULT_TOPIC,
                List.of(),
                "0.1.0",
                config -> {});
    }

    public ControlPlaneSettings withAddress(String host, int listenPort, Set<String> names) {
        return new ControlPlaneSettings(
                dataDirectory,
                accessKeyFile,
                host,
                listenPort,
                names,
                region,
                account,
                engines,
                registryTopic,
                sessionOpening,
                version,
                pages);
    }

    public ControlPlaneSettings withAccessKeyFile(Path file) {
        return new ControlPlaneSettings(
                dataDirectory,
                file,
                bindHost,
                port,
                hostNames,
                region,
                account,
                engines,
                registryTopic,
                sessionOpening,
                version,
                pages);
    }

    public ControlPlaneSettings withIdentity(String newRegion, String newAccount) {
        return new ControlPlaneSettings(
                dataDirectory,
                accessKeyFile,
                bindHost,
                port,
                hostNames,
                newRegion,
                newAccount,
                engines,
                registryTopic,
                sessionOpening,
                version,
                pages);
    }

    public ControlPlaneSettings withSessionOpening(List<String> statements) {
        return new ControlPlaneSettings(
                dataDirectory,
                accessKeyFile,
                bindHost,
                port,
                hostNames,
                region,
                account,
                engines,
                registryTopic,
                statements,
                version,
                pages);
    }

    public ControlPlaneSettings withVersion(String newVersion) {
        return new ControlPlaneSettings(
                dataDirectory,
                accessKeyFile,
                bindHost,
                port,
                hostNames,
                region,
                account,
                engines,
                registryTopic,
                sessionOpening,
                newVersion,
                pages);
    }

    public ControlPlaneSettings withPages(Consumer<JavalinConfig> routes) {
        return new ControlPlaneSettings(
                dataDirectory,
                accessKeyFile,
                bindHost,
                port,
                hostNames,
                region,
                account,
                engines,
                registryTopic,
                sessionOpening,
                version,
                routes);
    }
}
