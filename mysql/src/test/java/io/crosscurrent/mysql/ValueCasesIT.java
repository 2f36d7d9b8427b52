/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.crosscurrent.mysql.ValueCapture.Message;
import io.crosscurrent.testing.MySqlDistribution;
import io.crosscurrent.testing.MySqlServer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/**
 * Every file of {@code cases/values}: load and stream give the same bytes, key included, and those that the file says. With
 * whole and minimal metadata, plain and compressed transactions, whole and partial JSON.
 */
class ValueCasesIT {
    private static final List<ValueCase> CASES = ValueCase.all("cases/values");

    /**
     * Their statements are not of MariaDB, or it stores other values: JSON is text there, the literal -0.0 is 0, and of the hour that comes
     * twice it takes the first.
     */
    private static final Set<String> NOT_OF_MARIADB = Set.of(
            "json",
            "json-empty",
            "json-partial",
            "json-scalars",
            "wide",
            "charsets",
            "generated",
            "invisible",
            "reduced-images",
            "geometry",
            "keys",
            "floats",
            "timestamps");

    @Nested
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    class OnMySql8033 {
        private final MySqlServer server =
                MySqlServer.start(MySqlServer.Options.full().with("gtid_mode", "ON"));

        @AfterAll
        void stopServer() {
            server.close();
        }

        @TestFactory
        Stream<DynamicNode> givesTheSameMessagesInLoadAndStream() {
            return Stream.of(
                    setting(server, 33, "FULL", "", "binlog_transaction_compression = OFF"),
                    setting(server, 33, "MINIMAL", "PARTIAL_JSON", "binlog_transaction_compression = OFF"),
                    setting(server, 33, "FULL", "PARTIAL_JSON", "binlog_transaction_compression = ON"),
                    setting(server, 33, "MINIMAL", "", "binlog_transaction_compression = ON"));
        }
    }

    @Nested
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    class OnMySql8012 {
        private final MySqlServer server = MySqlServer.start(MySqlServer.Options.small());

        @AfterAll
        void stopServer() {
            server.close();
        }

        @TestFactory
        Stream<DynamicNode> givesTheSameMessagesInLoadAndStream() {
            return Stream.of(setting(server, 12, "FULL", ""), setting(server, 12, "MINIMAL", "PARTIAL_JSON"));
        }
    }

    @Nested
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    class OnMariaDb {
        private MySqlServer server;

        @BeforeAll
        void startServer() {
            assumeTrue(
                    MySqlDistribution.MARIADB.available(),
                    "SKIPPED: MariaDB is not installed (Debian: apt-get install mariadb-server)");
            server = MySqlServer.start(MySqlServer.Options.mariaDb());
        }

        @AfterAll
        void stopServer() {
            if (server != null) {
                server.close();
            }
        }

        @TestFactory
        Stream<DynamicNode> givesTheSameMessagesInLoadAndStream() {
            List<ValueCase> cases =
                    CASES.stream().filter(ValueCasesIT::isOfMariaDb).toList();
            return Stream.of("FULL", "MINIMAL").map(metadata -> setting(server, cases, metadata, List.of()));
        }
    }

    static boolean isOfMariaDb(ValueCase valueCase) {
        return !NOT_OF_MARIADB.contains(valueCase.name());
    }

    private static DynamicNode setting(
            MySqlServer server, int version, String metadata, String options, String... further) {
        List<ValueCase> cases =
                CASES.stream().filter(each -> each.since() <= version).toList();
        List<String> globals = new ArrayList<>(List.of("binlog_row_value_options = '" + options + "'"));
        globals.addAll(List.of(further));
        return setting(server, cases, metadata, globals);
    }

    private static DynamicNode setting(
            MySqlServer server, List<ValueCase> cases, String metadata, List<String> further) {
        List<String> globals = new ArrayList<>(List.of(
                "binlog_row_metadata = " + metadata,
                "time_zone = '-07:00'",
                "sql_mode = 'PAD_CHAR_TO_FULL_LENGTH,ANSI_QUOTES,NO_BACKSLASH_ESCAPES'"));
        globals.addAll(further);
        ValueCapture capture = new ValueCapture(server);
        DynamicTest run = dynamicTest("all cases", () -> capture.run(cases, globals.toArray(String[]::new)));
        return dynamicContainer(
                "metadata " + metadata + " " + String.join(", ", further),
                Stream.concat(
                        Stream.of(run),
                        cases.stream().map(each -> dynamicTest(each.name(), () -> check(each, capture)))));
    }

    private static void check(ValueCase expected, ValueCapture capture) {
        for (String table : expected.tables()) {
            List<String> rows = expected.rows().getOrDefault(table, List.of());
            List<Message> inserts = capture.inserts(table);
            List<Message> loads = capture.loads(table);
            assertThat(inserts).extracting(Message::row).as("inserted").containsExactlyElementsOf(rows);
            assertThat(inserts).extracting(Message::operation).containsOnly("insert");
            assertThat(loads).extracting(Message::row).as("loaded").containsExactlyInAnyOrderElementsOf(rows);
            List<Message> changes = capture.changes(table);
            assertThat(changes)
                    .extracting(Message::line)
                    .as("changed")
                    .containsExactlyElementsOf(expected.changes().getOrDefault(table, List.of()));
            checkBeforeImages(loads, changes);
        }
    }

    /** A before image is what the last message of the row said; rows without a key are not told apart. */
    private static void checkBeforeImages(List<Message> loads, List<Message> changes) {
        Map<String, Map<String, String>> states = new HashMap<>();
        List<Message> all = new ArrayList<>(loads);
        all.addAll(changes);
        for (Message message : all) {
            String key = message.row().substring(0, message.row().indexOf(" {"));
            Map<String, String> last = states.put(key, message.data());
            if (key.startsWith("\"app.")) {
                continue;
            }
            if (message.operation().equals("delete")) {
                assertThat(message.data()).as("deleted " + key).isEqualTo(last);
            } else if (message.before() != null) {
                assertThat(message.before()).as("before " + message.line()).isNotEmpty();
                message.before().forEach((column, value) -> assertThat(value)
                        .as(column + " before " + message.line())
                        .isEqualTo(last.get(column)));
            }
        }
    }
}
