/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.cli;

import io.crosscurrent.cli.connection.ConnectionOptions;
import io.crosscurrent.cli.connection.ConnectionSettings;
import io.crosscurrent.cli.output.Output;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code crosscurrent config}. Names the files with the credentials, never the credentials. */
@Command(
        name = "config",
        description = "Shows which platform commands talk to, and how AWS tools reach it.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  eval \"$(crosscurrent config | grep export)\" && aws dms describe-endpoints"})
final class ConfigCommand implements Runnable {
    @Mixin
    private ConnectionOptions options;

    @Mixin
    private Output output;

    @Override
    public void run() {
        ConnectionSettings settings = options.settings();
        Path data = options.dataDirectory();
        if (output.json()) {
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("endpointUrl", settings.endpoint());
            document.put("region", settings.region());
            document.put("accessKeyId", settings.accessKey());
            document.put("dataDirectory", data);
            document.put("configFile", data.resolve("config"));
            document.put("credentialsFile", data.resolve("credentials"));
            document.put("kafkaClientFile", data.resolve("kafka-client.properties"));
            authority(data).ifPresent(file -> document.put("kafkaAuthorityFile", file));
            output.document(document);
            return;
        }
        output.line("platform         " + settings.endpoint() + " (region " + settings.region() + ")");
        output.line("access key       " + settings.accessKey());
        output.line("data directory   " + data);
        output.line("Kafka clients    --command-config " + data.resolve("kafka-client.properties"));
        authority(data).ifPresent(file -> output.line("Kafka over TLS   trust " + file));
        output.line("");
        output.line("For AWS tools:");
        output.line("  export AWS_CONFIG_FILE=" + data.resolve("config"));
        output.line("  export AWS_SHARED_CREDENTIALS_FILE=" + data.resolve("credentials"));
        output.line("  export AWS_ENDPOINT_URL=" + settings.endpoint());
    }

    /** The authority of the certificates, PEM, when Kafka is embedded. */
    private static Optional<Path> authority(Path data) {
        return Optional.of(data.resolve("kafka").resolve("tls").resolve("ca.pem"))
                .filter(Files::exists);
    }
}
