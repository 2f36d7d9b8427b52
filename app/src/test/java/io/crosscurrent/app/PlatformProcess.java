/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.databasemigration.DatabaseMigrationClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** The platform as a user starts it: {@code ./crosscurrent up}, in a process of its own that can be killed. */
public final class PlatformProcess implements AutoCloseable {
    private static final Path REPOSITORY = Path.of("").toAbsolutePath().getParent();
    private final Path data;
    private final List<String> options;
    private Process process;

    private PlatformProcess(Path data, List<String> options) {
        this.data = data;
        this.options = options;
    }

    static PlatformProcess start(Path data) {
        return start(data, List.of("--port", "0"));
    }

    /** @param options of {@code crosscurrent up} */
    public static PlatformProcess start(Path data, List<String> options) {
        PlatformProcess platform = new PlatformProcess(data, options);
        platform.start();
        return platform;
    }

    /** Starts it, again on the same data directory after a kill, and waits until its engines run. */
    public void start() {
        try {
            List<String> command = new java.util.ArrayList<>(
                    List.of(REPOSITORY.resolve("crosscurrent").toString(), "up", "--data", data.toString()));
            command.addAll(options);
            process = builder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            data.resolveSibling("up.log").toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Awaitility.await()
                .atMost(Duration.ofSeconds(150))
                .pollInterval(Duration.ofMillis(300))
                .until(this::ready);
    }

    /** SIGKILL, as the kernel's out-of-memory killer sends it. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    Path data() {
        return data;
    }

    /** Runs {@code crosscurrent} with these arguments and returns what it printed; fails on another exit code. */
    public String run(int exitCode, String... arguments) throws IOException, InterruptedException {
        List<String> command = new java.util.ArrayList<>(
                List.of(REPOSITORY.resolve("crosscurrent").toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("--data", data.toString()));
        return run(exitCode, Map.of(), command);
    }

    /** Begins to run {@code crosscurrent} with these arguments; all it prints can be read from it. */
    Process begun(String... arguments) throws IOException {
        List<String> command = new java.util.ArrayList<>(
                List.of(REPOSITORY.resolve("crosscurrent").toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("--data", data.toString()));
        return builder(command).redirectErrorStream(true).start();
    }

    /** Begins to run {@code crosscurrent} with these arguments; what it prints is lost. */
    Process begin(String... arguments) throws IOException {
        List<String> command = new java.util.ArrayList<>(
                List.of(REPOSITORY.resolve("crosscurrent").toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("--data", data.toString()));
        return builder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** Runs a program to its end, at most six minutes. */
    static String run(int exitCode, Map<String, String> environment, List<String> command)
            throws IOException, InterruptedException {
        Path output = Files.createTempFile("output", ".txt");
        ProcessBuilder builder = builder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        Process program = builder.start();
        program.getOutputStream().close();
        boolean ended = program.waitFor(6, TimeUnit.MINUTES);
        program.destroyForcibly();
        String text = Files.readString(output);
        assertThat(ended)
                .as("%s ended within six minutes; it said: %s", command, text)
                .isTrue();
        assertThat(program.exitValue())
                .as("exit code of %s; it said: %s", command, text)
                .isEqualTo(exitCode);
        return text;
    }

    public String endpointUrl() {
        return section("config").get("endpoint_url");
    }

    public String accessKeyId() {
        return section("credentials").get("aws_access_key_id");
    }

    public String secretAccessKey() {
        return section("credentials").get("aws_secret_access_key");
    }

    DatabaseMigrationClient migration() {
        return DatabaseMigrationClient.builder()
                .endpointOverride(URI.create(endpointUrl()))
                .region(Region.US_EAST_1)
                .httpClient(UrlConnectionHttpClient.create())
                .credentialsProvider(credentials())
                .build();
    }

    /** A client of any service, with the root key. */
    <C, B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>> C client(B builder) {
        return builder.endpointOverride(URI.create(endpointUrl()))
                .region(Region.US_EAST_1)
                .httpClient(UrlConnectionHttpClient.create())
                .credentialsProvider(credentials())
                .build();
    }

    SecretsManagerClient secrets() {
        return SecretsManagerClient.builder()
                .endpointOverride(URI.create(endpointUrl()))
                .region(Region.US_EAST_1)
                .httpClient(UrlConnectionHttpClient.create())
                .credentialsProvider(credentials())
                .build();
    }

    /** Client properties of the Kafka user that the platform made for its user. */
    public Properties kafka() throws IOException {
        Properties properties = new Properties();
        try (var in = Files.newInputStream(data.resolve("kafka-client.properties"))) {
            properties.load(in);
        }
        return properties;
    }

    @Override
    public void close() throws Exception {
        stop();
    }

    /** The orderly end, as Ctrl-C asks for it. */
    public void stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(120, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
            throw new AssertionError("the platform did not stop within 120 s");
        }
    }

    /** The launcher must not build while the build runs this test. */
    private static ProcessBuilder builder(List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("CROSSCURRENT_BUILD", "never");
        return builder;
    }

    public StaticCredentialsProvider credentials() {
        return StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKeyId(), secretAccessKey()));
    }

    private boolean ready() throws IOException, InterruptedException {
        assertThat(process.isAlive())
                .as("the platform runs; its output is in up.log")
                .isTrue();
        if (!Files.exists(data.resolve("config")) || !Files.exists(data.resolve("credentials"))) {
            return false;
        }
        String status = run(List.of("status", "--json"));
        return status.contains("\"connect\"") && !status.contains("\"starting\"") && !status.contains("error:");
    }

    private String run(List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new java.util.ArrayList<>(
                List.of(REPOSITORY.resolve("crosscurrent").toString()));
        command.addAll(arguments);
        command.addAll(List.of("--data", data.toString()));
        Process program = builder(command).redirectErrorStream(true).start();
        String text = new String(program.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        program.waitFor();
        return program.exitValue() == 0 ? text : "error: " + text;
    }

    private Map<String, String> section(String file) {
        try {
            Map<String, String> values = new LinkedHashMap<>();
            for (String line : Files.readAllLines(data.resolve(file))) {
                int equals = line.indexOf('=');
                if (equals > 0) {
                    values.put(
                            line.substring(0, equals).strip(),
                            line.substring(equals + 1).strip());
                }
            }
            return values;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
