/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.cli.endpoint;

import com.fasterxml.jackson.databind.JsonNode;
import io.crosscurrent.cli.connection.Connection;
import io.crosscurrent.cli.connection.ConnectionOptions;
import io.crosscurrent.cli.failure.CliFailure;
import io.crosscurrent.cli.output.Output;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import software.amazon.awssdk.services.databasemigration.model.CreateEndpointRequest;
import software.amazon.awssdk.services.databasemigration.model.Endpoint;

/** {@code crosscurrent endpoint create}. */
@Command(
        name = "create",
        description = "Creates an endpoint.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example:",
            "  crosscurrent endpoint create shop --engine mysql --host db.example --username reader --password",
            "  crosscurrent endpoint create shop --engine mysql --secret shop-login",
            "  crosscurrent endpoint create kafka --engine kafka",
            "  crosscurrent endpoint create kafka --engine kafka --host broker.example:9096 --username writer --password"
        })
final class EndpointCreate implements Runnable {
    @Mixin
    private ConnectionOptions options;

    @Mixin
    private Output output;

    @Parameters(paramLabel = "NAME", description = "Letters, digits and hyphens.")
    private String name;

    @Option(
            names = "--engine",
            required = true,
            paramLabel = "ENGINE",
            description = "mysql, mariadb, aurora, gcp-mysql, or kafka.")
    private String engine;

    @Option(
            names = "--host",
            paramLabel = "HOST",
            description = "Database host; for kafka: brokers as host:port,… Default for kafka: the platform's own,"
                    + " which needs no login.")
    private String host;

    @Option(names = "--port", paramLabel = "PORT", description = "Port of the database, or of the one broker.")
    private Integer port;

    @Option(names = "--username", paramLabel = "NAME", description = "Login; for kafka: the SCRAM user.")
    private String username;

    @Option(
            names = "--password",
            arity = "0..1",
            interactive = true,
            prompt = "Password: ",
            description = "Asks for the password, so that it is in no history.")
    private String password;

    @Option(names = "--secret", paramLabel = "ID", description = "Secret with username, password, host and port.")
    private String secret;

    @Option(names = "--ssl-mode", paramLabel = "MODE", description = "none, require, verify-ca or verify-full.")
    private String sslMode;

    @Option(
            names = "--security-protocol",
            paramLabel = "NAME",
            description = "For kafka: plaintext, ssl-encryption, ssl-authentication, sasl-plaintext or sasl-ssl."
                    + " Default: sasl-plaintext with a username, else plaintext.")
    private String securityProtocol;

    @Option(
            names = "--topic",
            paramLabel = "TOPIC",
            defaultValue = "kafka-default-topic",
            description = "For kafka: topic of tables without one of their own. Default: ${DEFAULT-VALUE}.")
    private String topic;

    @Override
    public void run() {
        boolean kafka = engine.equals("kafka");
        CreateEndpointRequest.Builder request = CreateEndpointRequest.builder()
                .endpointIdentifier(name)
                .engineName(engine)
                .endpointType(kafka ? "target" : "source")
                .sslMode(sslMode);
        if (secret != null && !kafka) {
            String arn = secret;
            request.mySQLSettings(settings -> settings.secretsManagerSecretId(arn)
                    .secretsManagerAccessRoleArn("arn:aws:iam::000000000000:role/crosscurrent"));
        } else if (!kafka) {
            request.serverName(host).port(port).username(username).password(password);
        }
        try (Connection connection = options.open()) {
            if (kafka) {
                String brokers = host == null ? platformKafka(connection) : brokers();
                request.kafkaSettings(settings -> settings.broker(brokers)
                        .topic(topic)
                        .securityProtocol(protocol())
                        .saslUsername(username)
                        .saslPassword(password));
            }
            Endpoint endpoint =
                    connection.migration().createEndpoint(request.build()).endpoint();
            output.result("endpoint " + name + " created", endpoint);
            output.note("Next: crosscurrent endpoint test " + name);
        }
    }

    private String brokers() {
        return port == null || host.contains(":") ? host : host + ":" + port;
    }

    private String protocol() {
        return securityProtocol == null ? username == null ? "plaintext" : "sasl-plaintext" : securityProtocol;
    }

    private static String platformKafka(Connection connection) {
        for (JsonNode component :
                connection.platform().call("GetStatus", Map.of()).path("components")) {
            String address = component.path("address").asText("");
            if (component.path("name").asText().equals("kafka") && !address.isEmpty()) {
                return address;
            }
        }
        throw new CliFailure(
                "endpoint.no_kafka",
                "the platform's Kafka does not run yet",
                "Try again in a few seconds, or name brokers: --host HOST:PORT");
    }
}
