/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.cli.connection;

import io.crosscurrent.cli.failure.CliFailure;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Option;

/**
 * How to reach the platform, as a mixin. What no option says comes from the files {@code config} and
 * {@code credentials} which the platform wrote into its data directory, or from the AWS environment variables.
 */
public final class ConnectionOptions {
    @Option(
            names = "--endpoint-url",
            paramLabel = "URL",
            description = "The platform. Default: that of the data directory.")
    private URI endpointUrl;

    @Option(
            names = "--profile",
            paramLabel = "NAME",
            description = "Section of the credentials file. Default: default.")
    private String profile;

    @Option(names = "--region", paramLabel = "NAME", description = "AWS region of the signature.")
    private String region;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Data directory of the platform. Default: $CROSSCURRENT_DATA or ~/.crosscurrent.")
    private Path data;

    /** Opens clients; the caller closes them. */
    public Connection open() {
        return new Connection(settings(System.getenv()));
    }

    public ConnectionSettings settings() {
        return settings(System.getenv());
    }

    public Path dataDirectory() {
        return dataDirectory(System.getenv());
    }

    ConnectionSettings settings(Map<String, String> environment) {
        Path directory = dataDirectory(environment);
        String section = profile == null ? "default" : profile;
        Map<String, String> config = Profile.read(directory.resolve("config"), section);
        Map<String, String> own = Profile.read(directory.resolve("credentials"), section);

        String given = endpointUrl != null ? endpointUrl.toString() : environment.get("AWS_ENDPOINT_URL");
        String known = config.get("endpoint_url");
        String endpoint = given != null ? given : known;
        if (endpoint == null) {
            throw new CliFailure(
                    "cli.unreachable",
                    "no platform has been started with the data directory " + directory,
                    "Try: crosscurrent up   (or name a running one with --endpoint-url)");
        }
        Map<String, String> credentials = credentials(environment, own, endpoint.equals(known));
        return new ConnectionSettings(
                URI.create(endpoint),
                first(region, config.get("region"), environment.get("AWS_REGION"), "us-east-1"),
                credentials.get("aws_access_key_id"),
                credentials.get("aws_secret_access_key"));
    }

    /** Keys of another service in the environment are not sent to a platform whose own keys we have. */
    private Map<String, String> credentials(
            Map<String, String> environment, Map<String, String> own, boolean ownPlatform) {
        String accessKey = environment.get("AWS_ACCESS_KEY_ID");
        String secretKey = environment.get("AWS_SECRET_ACCESS_KEY");
        boolean inEnvironment = accessKey != null && secretKey != null;
        boolean inDirectory = own.containsKey("aws_access_key_id") && own.containsKey("aws_secret_access_key");
        if (inDirectory && (ownPlatform || profile != null || !inEnvironment)) {
            return own;
        }
        if (inEnvironment && profile == null) {
            return Map.of("aws_access_key_id", accessKey, "aws_secret_access_key", secretKey);
        }
        throw new CliFailure(
                "cli.credentials_missing",
                "there are no credentials for this platform",
                "Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or name its data directory with --data");
    }

    private Path dataDirectory(Map<String, String> environment) {
        if (data != null) {
            return data.toAbsolutePath().normalize();
        }
        String configured = environment.get("CROSSCURRENT_DATA");
        return configured != null
                ? Path.of(configured).toAbsolutePath().normalize()
                : Path.of(System.getProperty("user.home"), ".crosscurrent");
    }

    private static String first(String... values) {
        for (String value : values) {
            if (value != null) {
                return value;
            }
        }
        throw new IllegalArgumentException("no value");
    }
}
