/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crosscurrent.testing.PostgresServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real Debezium from a plug-in directory, over a real PostgreSQL, to rows in Flink SQL. */
class DebeziumIT {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();
    private static final String BOUNDED = " /*+ OPTIONS('scan.bounded.mode' = 'latest-offset') */";

    @TempDir
    Path directory;

    private PlatformProcess platform;

    @Test
    void itsTablesAreTablesOfFlink() throws Exception {
        assumeTrue(
                PostgresServer.programs().isPresent(),
                "SKIPPED: Debezium is shown with PostgreSQL (sudo apt-get install -y postgresql)");
        Path plugins = Path.of("target", "plugins").toAbsolutePath();
        try (PostgresServer server = PostgresServer.start("wal_level=logical");
                Connection postgres =
                        DriverManager.getConnection(server.url(), PostgresServer.USER, PostgresServer.PASSWORD);
                Statement sql = postgres.createStatement();
                PlatformProcess running = PlatformProcess.start(
                        directory.resolve("data"), List.of("--port", "0", "--plugins", plugins.toString()))) {
            platform = running;
            // Given
            sql.execute("create table orders (id int primary key, item text, price numeric(10, 2), paid boolean,"
                    + " weight double precision, total bigint, note jsonb, ordered date)");
            sql.execute("alter table orders replica identity full");
            sql.execute("insert into orders select n, 'item ' || n, n + 0.25, n % 2 = 0, n / 4.0, n * 10000000000,"
                    + " '{\"n\": 1}', date '2026-01-01' + n from generate_series(1, 50) as n");
            Path file = Files.writeString(
                    directory.resolve("shop.json"),
                    JSON.createObjectNode()
                            .put("name", "shop")
                            .<ObjectNode>set("config", configuration(server, "shop"))
                            .toString());
            // When
            assertThat(platform.run(0, "connector", "create", "--config", file.toString()))
                    .contains("connector shop is there");
            await(() -> status("shop").path("tables").size() == 1);
            sql.execute("insert into orders values (51, 'late', 1.10, null, 0.1, 7, null, '2026-11-28')");
            sql.execute("update orders set price = 99999999.99, item = 'ünïcode \"quoted\"' where id = 10");
            sql.execute("delete from orders where id between 20 and 29");
            // Then
            List<String> expected = rows(
                    sql,
                    "select id, item, price, paid, weight, total, note->>'n', ordered - date"
                            + " '1970-01-01' from orders order by id");
            String query = "SELECT id, item, price, paid, weight, total, JSON_VALUE(note, '$.n'), ordered FROM"
                    + " shop.`public.orders`" + BOUNDED;
            Awaitility.await().atMost(Duration.ofMinutes(2)).untilAsserted(() -> assertThat(rows(query))
                    .isEqualTo(expected));

            assertThat(status("shop").path("state").asText()).isEqualTo("RUNNING");
            assertThat(platform.run(0, "connector", "status", "shop", "--json"))
                    .contains("${crosscurrent:")
                    .doesNotContain(PostgresServer.PASSWORD);
            assertThat(platform.run(0, "connector", "list")).contains("shop", "RUNNING", "PostgresConnector");
            assertThat(platform.run(0, "topic", "list")).contains("shop.public.orders");
            assertThat(platform.run(0, "sql", "--json", "DESCRIBE shop.`public.orders`"))
                    .contains("DECIMAL(10, 2)", "PRI(id)");

            withoutSchemas(server, sql);
            whatIsWrong(server);

            // When it is deleted, then nothing of it is left
            platform.run(0, "connector", "delete", "shop", "--topics");
            platform.run(0, "connector", "delete", "plain", "--topics");
            assertThat(platform.run(0, "connector", "list")).doesNotContain("shop");
            assertThat(platform.run(0, "topic", "list")).doesNotContain("shop.public", "plain.public");
            assertThat(platform.run(0, "sql", "SHOW DATABASES")).doesNotContain("shop", "plain");
        }
    }

    /** Columns are guessed when messages do not say what they are. A column that is added appears with the next message. */
    private void withoutSchemas(PostgresServer server, Statement sql) throws Exception {
        ObjectNode configuration = configuration(server, "plain")
                .put("value.converter", "org.apache.kafka.connect.json.JsonConverter")
                .put("value.converter.schemas.enable", "false")
                .put("key.converter", "org.apache.kafka.connect.json.JsonConverter")
                .put("key.converter.schemas.enable", "false")
                .put("decimal.handling.mode", "string");
        platform.run(
                0,
                "connector",
                "create",
                "plain",
                "--config",
                Files.writeString(directory.resolve("plain.json"), configuration.toString())
                        .toString());
        await(() -> status("plain").path("tables").size() == 1);
        List<String> expected = rows(sql, "select id, item, price, paid from orders order by id");
        String query = "SELECT id, item, price, paid FROM plain.`public.orders`" + BOUNDED;
        await(() -> rows(query).equals(expected));
        sql.execute("alter table orders add column code int");
        sql.execute("insert into orders (id, item, code) values (60, 'coded', 7)");
        await(() -> platform.run(0, "sql", "--json", "DESCRIBE plain.`public.orders`")
                .contains("\"code\""));
        await(() -> rows("SELECT id, code FROM plain.`public.orders`" + BOUNDED + " WHERE code IS NOT NULL")
                .equals(List.of("60|7")));
    }

    private void whatIsWrong(PostgresServer server) throws Exception {
        assertThat(refused(configuration(server, "x").put("connector.class", "org.apache.kafka.connect.mirror.Mirror")))
                .contains("no connector of Debezium", "connector.configuration");
        assertThat(refused(configuration(server, "x")
                        .put("connector.class", "io.debezium.connector.oracle.OracleConnector")))
                .contains("no plug-in", "--plugins");
        assertThat(refused(configuration(server, "x").put("database.password", "wrong-one")))
                .contains("connector.refused", "password authentication failed")
                .doesNotContain("wrong-one");
        assertThat(refused(configuration(server, "x").put("database.password", "${file:/etc/passwd:root}")))
                .contains("\"file\"", "Secrets Manager");
        assertThat(refused(configuration(server, "x").put("database.hostname", "169.254.169.254")))
                .contains("address.link_local");
        assertThat(platform.run(0, "connector", "list", "--json")).doesNotContain("broken");
    }

    private String refused(ObjectNode configuration) throws Exception {
        Path file = Files.writeString(directory.resolve("broken.json"), configuration.toString());
        Process program = platform.begun("connector", "create", "broken", "--config", file.toString());
        String said = new String(program.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(program.waitFor()).as(said).isNotZero();
        return said;
    }

    private static ObjectNode configuration(PostgresServer server, String prefix) {
        return JSON.createObjectNode()
                .put("connector.class", "io.debezium.connector.postgresql.PostgresConnector")
                .put("tasks.max", "1")
                .put("database.hostname", "127.0.0.1")
                .put("database.port", Integer.toString(server.port()))
                .put("database.user", PostgresServer.USER)
                .put("database.password", PostgresServer.PASSWORD)
                .put("database.dbname", "postgres")
                .put("plugin.name", "pgoutput")
                .put("slot.name", prefix)
                .put("publication.name", prefix)
                .put("publication.autocreate.mode", "filtered")
                .put("table.include.list", "public.orders")
                .put("topic.prefix", prefix);
    }

    private JsonNode status(String name) throws Exception {
        return JSON.readTree(platform.run(0, "connector", "status", name, "--json"));
    }

    private static List<String> rows(Statement sql, String query) throws Exception {
        List<String> rows = new ArrayList<>();
        try (ResultSet found = sql.executeQuery(query)) {
            while (found.next()) {
                List<String> values = new ArrayList<>();
                for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
                    Object value = found.getObject(i);
                    values.add(value == null ? "null" : value.toString());
                }
                rows.add(String.join("|", values));
            }
        }
        return rows;
    }

    /** What a query over the changes of a table leaves, by its first column. */
    private List<String> rows(String query) throws Exception {
        java.util.TreeMap<Long, String> rows = new java.util.TreeMap<>();
        for (String line : platform.run(0, "sql", "--json", query).split("\n")) {
            if (line.startsWith("{")) {
                List<String> values = new ArrayList<>();
                JsonNode row = JSON.readTree(line);
                row.properties().forEach(each -> {
                    if (!each.getKey().equals("op")) {
                        values.add(each.getValue().asText());
                    }
                });
                long id = Long.parseLong(values.get(0));
                if (row.path("op").asText().startsWith("-")) {
                    rows.remove(id);
                } else {
                    rows.put(id, String.join("|", values));
                }
            }
        }
        return List.copyOf(rows.values());
    }

    private static void await(Callable<Boolean> condition) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(120))
                .pollInterval(Duration.ofMillis(500))
                .until(condition);
    }
}
