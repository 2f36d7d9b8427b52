/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.dms.endpoint;

import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.core.source.SourceProvider;
import io.crosscurrent.core.source.SourceSettings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How to reach the database of a source endpoint: with its secrets for a check, with placeholders for a connector. */
public final class SourceAddress {
    private static final List<String> OPTIONS = List.of(
            "AfterConnectScript",
            "CleanSourceMetadataOnMismatch",
            "ConnectionCompression",
            "ConnectionCompressionLevel",
            "ConnectionTimeout",
            "EventsPollInterval",
            "ExecuteTimeout",
            "IgnoreOpenXaTransactionsCheck",
            "ServerTimezone",
            "SkipTableSuspensionForPartitionDdl");

    private static final String CLIENT_CERTIFICATE_ARN = "SslClientCertificateArn";
    private static final String CLIENT_KEY_ARN = "SslClientKeyArn";
    private static final String CLIENT_CERTIFICATE = "SslClientCertificate";
    private static final String CLIENT_KEY = "SslClientKey";

    private final EndpointDocument endpoint;
    private final EndpointSecrets secrets;
    private final Certificates certificates;

    SourceAddress(EndpointDocument endpoint, EndpointSecrets secrets, Certificates certificates) {
        this.endpoint = endpoint;
        this.secrets = secrets;
        this.certificates = certificates;
    }

    /** With the secrets in it. */
    public SourceSettings settings() {
        String secretId = endpoint.setting("SecretsManagerSecretId");
        Map<String, String> secret = secretId.isEmpty() ? secrets.own(endpoint.arn()) : secrets.members(secretId);
        String user = secretId.isEmpty() ? endpoint.setting("Username") : member(secretId, secret, "username");
        String port = secret.getOrDefault("port", endpoint.setting("Port"));
        return new SourceSettings(
                endpoint.engine(),
                host(secretId, secret),
                port.isEmpty() ? SourceProvider.of(endpoint.engine()).defaultPort() : port(port),
                user,
                member(secretId, secret, "password"),
                endpoint.setting("SslMode"),
                certificate("CertificateArn"),
                options());
    }

    /** Connector settings; what is secret is a placeholder. */
    public Map<String, String> connectorSettings() {
        SourceSettings resolved = settings();
        Map<String, String> out = new LinkedHashMap<>();
        String secretId = endpoint.setting("SecretsManagerSecretId");
        String secret = secretId.isEmpty() ? EndpointSecrets.name(endpoint.arn()) : secrets.nameOf(secretId);
        out.put("source.engine", resolved.engine());
        out.put("source.host", resolved.host());
        out.put("source.port", Integer.toString(resolved.port()));
        out.put("source.user", secretId.isEmpty() ? resolved.user() : EndpointSecrets.placeholder(secret, "username"));
        out.put("source.password", EndpointSecrets.placeholder(secret, "password"));
        out.put("source.ssl.mode", resolved.sslMode());
        out.put("source.ssl.ca", resolved.caPem());
        resolved.options().forEach((name, value) -> out.put("source.options." + name, value));
        if (resolved.options().containsKey(CLIENT_KEY)) {
            String key = Certificates.secretName(endpoint.setting(CLIENT_KEY_ARN));
            out.put("source.options." + CLIENT_KEY, EndpointSecrets.placeholder(key, "pem"));
        }
        return out;
    }

    private String host(String secretId, Map<String, String> secret) {
        String host = secret.getOrDefault("host", endpoint.setting("ServerName"));
        return host.isEmpty() ? member(secretId, secret, "host") : host;
    }

    private static int port(String text) {
        if (!text.matches("[0-9]{1,5}")) {
            throw new CrosscurrentException(
                    "endpoint.port_invalid", "The port \"" + text + "\" is no number.", "Use 1 to 65535.");
        }
        return Integer.parseInt(text);
    }

    private Map<String, String> options() {
        Map<String, String> options = new LinkedHashMap<>();
        for (String name : OPTIONS) {
            String value = endpoint.setting(name);
            if (!value.isEmpty()) {
                options.put(name, value);
            }
        }
        String chain = certificate(CLIENT_CERTIFICATE_ARN);
        String key = endpoint.setting(CLIENT_KEY_ARN);
        if (!chain.isEmpty()) {
            options.put(CLIENT_CERTIFICATE, chain);
        }
        if (!key.isEmpty()) {
            options.put(CLIENT_KEY, certificates.privateKey(key));
        }
        return options;
    }

    private String certificate(String setting) {
        String arn = endpoint.setting(setting);
        return arn.isEmpty() ? "" : certificates.pem(arn);
    }

    private static String member(String secretId, Map<String, String> secret, String name) {
        String value = secret.get(name);
        if (value == null) {
            throw new CrosscurrentException(
                    "endpoint.secret_incomplete",
                    "The secret " + secretId + " has no member \"" + name + "\".",
                    "Store it as {\"username\": …, \"password\": …, \"host\": …, \"port\": …}.");
        }
        return value;
    }
}
