/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.app.studio;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/** The demo as a user starts it, running until it is closed: MySQL, a replication task, the studio. */
final class DemoProcess implements AutoCloseable {
    private static final Path REPOSITORY = Path.of("").toAbsolutePath().getParent();
    private static final Pattern ADDRESS = Pattern.compile("http://\\S+/studio/open\\?token=\\S+");

    private final Path data;
    private final Path output;
    private Process process;

    private DemoProcess(Path directory) {
        data = directory.resolve("data");
        output = directory.resolve("demo.log");
    }

    static DemoProcess start(Path directory) throws IOException {
        DemoProcess demo = new DemoProcess(directory);
        ProcessBuilder builder = new ProcessBuilder(
                        REPOSITORY.resolve("crosscurrent").toString(),
                        "demo",
                        "--data",
                        demo.data.toString(),
                        "--no-color")
                .redirectErrorStream(true)
                .redirectOutput(demo.output.toFile());
        builder.environment().put("CROSSCURRENT_BUILD", "never");
        demo.process = builder.start();
        Awaitility.await()
                .atMost(Duration.ofMinutes(4))
                .pollInterval(Duration.ofMillis(300))
                .until(() -> demo.address() != null || !demo.process.isAlive());
        assertThat(demo.address()).as(Files.readString(demo.output)).isNotNull();
        return demo;
    }

    /** The address printed, which logs in once. */
    URI address() throws IOException {
        Matcher address = ADDRESS.matcher(Files.readString(output));
        return address.find() ? URI.create(address.group()) : null;
    }

    /** A fresh one of {@code crosscurrent studio}. */
    URI another() throws IOException, InterruptedException {
        return URI.create(run("studio").strip());
    }

    /** Runs {@code crosscurrent} with these arguments and returns what it printed. */
    String run(String... arguments) throws IOException, InterruptedException {
        List<String> words =
                new ArrayList<>(List.of(REPOSITORY.resolve("crosscurrent").toString()));
        words.addAll(List.of(arguments));
        words.addAll(List.of("--data", data.toString()));
        ProcessBuilder builder = new ProcessBuilder(words).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("CROSSCURRENT_BUILD", "never");
        Process command = builder.start();
        String printed = new String(command.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(command.waitFor()).isZero();
        return printed;
    }

    /** Client properties of the Kafka user that the platform made for its user. */
    Properties kafka() throws IOException {
        return read("kafka-client.properties");
    }

    /** The certificate of the authority that the source database made for itself. */
    Path authority() {
        return data.resolve("demo").resolve("mysql").resolve("ca.pem");
    }

    /** How to log into the source database: port, user, password. */
    Properties login() throws IOException {
        Properties login = read("demo/mysql.cnf");
        login.setProperty("password", login.getProperty("password").replace("\"", ""));
        return login;
    }

    private Properties read(String file) throws IOException {
        Properties properties = new Properties();
        try (var in = Files.newInputStream(data.resolve(file))) {
            properties.load(in);
        }
        return properties;
    }

    /** A connection to the source database. */
    Connection connect() throws SQLException, IOException {
        Properties login = login();
        String url = "jdbc:mariadb://127.0.0.1:" + login.getProperty("port") + "/salesdb";
        return DriverManager.getConnection(url, login.getProperty("user"), login.getProperty("password"));
    }

    /** Runs statements on the source database. */
    void sql(String... statements) throws SQLException, IOException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
        }
    }

    /** What the source database answers, as it prints it; null is NULL. */
    List<List<String>> query(String sql) throws SQLException, IOException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<List<String>> rows = new ArrayList<>();
            while (result.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    row.add(result.getString(i));
                }
                rows.add(row);
            }
            return rows;
        }
    }

    @Override
    public void close() throws Exception {
        process.destroy();
        if (!process.waitFor(90, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }
}
