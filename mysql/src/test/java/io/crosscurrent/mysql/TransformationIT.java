/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crosscurrent.testing.MySqlServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Transformation rules over a real database: a loaded row and the same row as a change look alike. */
class TransformationIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> RULES = List.of(
            rule(10, "'rule-target':'schema','rule-action':'rename','value':'shop'", "'schema-name':'app'"),
            rule(11, "'rule-target':'table','rule-action':'convert-uppercase'", "'schema-name':'app','table-name':'%'"),
            rule(12, "'rule-target':'column','rule-action':'rename','value':'customer'", column("name")),
            rule(13, "'rule-target':'column','rule-action':'remove-column'", column("secret")),
            rule(14, "'rule-target':'column','rule-action':'data-masking-hash-mask'", column("mail")),
            rule(
                    15,
                    "'rule-target':'column','rule-action':'change-data-type','data-type':{'type':'string'}",
                    column("amount")),
            rule(
                    16,
                    "'rule-target':'column','rule-action':'add-column','value':'total','expression':'$amount * $price',"
                            + "'data-type':{'type':'numeric','precision':12,'scale':2}",
                    "'schema-name':'app','table-name':'orders'"),
            rule(
                    17,
                    "'rule-target':'column','rule-action':'add-column','value':'day','expression':'date($placed)'",
                    "'schema-name':'app','table-name':'orders'"),
            rule(
                    18,
                    "'rule-target':'table','rule-action':'define-primary-key','primary-key-def':{'columns':['mail','id']}",
                    "'schema-name':'app','table-name':'orders'"));

    private static MySqlServer server;

    private static String rule(int id, String members, String locator) {
        return ("{'rule-type':'transformation','rule-id':'" + id + "','rule-name':'r" + id + "'," + members
                        + ",'object-locator':{" + locator + "}}")
                .replace('\'', '"');
    }

    private static String column(String name) {
        return "'schema-name':'app','table-name':'orders','column-name':'" + name + "'";
    }

    @BeforeAll
    static void startServer() {
        server = MySqlServer.start(
                MySqlServer.Options.small().with("gtid_mode", "ON").with("binlog_row_metadata", "FULL"));
        server.execute(
                "create database app",
                "create database marks",
                "create table app.orders (id int primary key, name varchar(20), mail varchar(40), secret varchar(20),"
                        + " amount int, price decimal(8,2), placed datetime)",
                "insert into app.orders values (1, 'Ann', 'ann@example.com', 'geheim', 2, 12.50, '2026-01-31 12:30:00')");
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @Test
    void loadAndStreamAreTransformedAlike() throws Exception {
        RecordingSink sink = new RecordingSink();
        try (RunningSource source = RunningSource.withRules(server, sink, RULES)) {
            await().atMost(Duration.ofSeconds(60)).until(() -> rows(sink).size() >= 1);
            server.execute("delete from app.orders where id = 1");
            server.execute(
                    "insert into app.orders values (1, 'Ann', 'ann@example.com', 'geheim', 2, 12.50, '2026-01-31 12:30:00')");
            server.execute("update app.orders set amount = 3 where id = 1");
            server.execute("alter table app.orders add column note varchar(10) default 'x'");
            server.execute(
                    "insert into app.orders values (2, 'Bob', null, 'geheim', null, 1, '2026-02-01 00:00:00', 'n')");
            await().atMost(Duration.ofSeconds(60)).until(() -> rows(sink).size() >= 5 || source.ended());
            assertThat(source.failure()).isNull();
        }
        List<JsonNode> rows = rows(sink);
        ObjectNode expected = JSON.createObjectNode()
                .put("id", 1)
                .put("customer", "Ann")
                .put("price", 12.5)
                .put("placed", "2026-01-31T12:30:00Z")
                .put("amount", "2")
                .put("total", 25.0)
                .put("day", "2026-01-31");
        expected.set("mail", rows.get(0).at("/data/mail"));
        assertThat(rows.get(0).at("/data/mail").asText()).matches("[0-9A-F]{64}");
        assertThat(rows.get(0).get("data")).isEqualTo(expected);
        assertThat(rows.get(2).get("data")).isEqualTo(expected);
        assertThat(rows.get(3).at("/data/total").decimalValue()).isEqualByComparingTo("37.50");
        assertThat(rows.get(4).at("/data/note").asText()).isEqualTo("n");
        assertThat(rows.get(4).at("/data/total").isNull()).isTrue();
        assertThat(rows).allSatisfy(row -> {
            assertThat(row.at("/metadata/schema-name").asText()).isEqualTo("shop");
            assertThat(row.at("/metadata/table-name").asText()).isEqualTo("ORDERS");
        });
        assertThat(keys(sink)).startsWith(expected.get("mail").asText() + ".1");
        assertThat(sink.records()).allSatisfy(record -> assertThat(record.key() + record.value())
                .doesNotContain("geheim")
                .doesNotContain("example.com"));
    }

    private static List<JsonNode> rows(RecordingSink sink) throws Exception {
        List<JsonNode> rows = new ArrayList<>();
        for (RecordingSink.Visible record : sink.records()) {
            JsonNode message = record.topic().equals("changes") ? JSON.readTree(record.value()) : JSON.nullNode();
            if (message.at("/metadata/record-type").asText().equals("data")) {
                rows.add(message);
            }
        }
        return rows;
    }

    private static List<String> keys(RecordingSink sink) throws Exception {
        List<String> keys = new ArrayList<>();
        for (RecordingSink.Visible record : sink.records()) {
            if (record.topic().equals("changes")
                    && JSON.readTree(record.value())
                            .at("/metadata/record-type")
                            .asText()
                            .equals("data")) {
                keys.add(record.key());
            }
        }
        return keys;
    }
}
