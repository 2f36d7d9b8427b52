/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.crosscurrent.core.encoding.MessageClock;
import io.crosscurrent.core.encoding.MessageSettings;
import io.crosscurrent.core.encoding.RowEncoder;
import io.crosscurrent.core.mapping.TableMappings;
import io.crosscurrent.core.table.TableId;
import io.crosscurrent.mysql.AdminLogin;
import io.crosscurrent.mysql.protocol.MySqlConnection;
import io.crosscurrent.mysql.schema.Catalogue;
import io.crosscurrent.mysql.schema.MySqlTable;
import io.crosscurrent.testing.MySqlServer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One of the tables that are read together is altered behind our back: the rows of the others must stay as they are. */
class JointReadAlteredIT {
    private static MySqlServer server;
    private static MySqlConnection connection;

    private final RowEncoder encoder = RowEncoder.dmsJson(
            MessageSettings.fromJson("{\"KafkaSettings\": {\"Topic\": \"changes\"}}"), new MessageClock(0));

    @BeforeAll
    static void startServer() {
        server = MySqlServer.start(MySqlServer.Options.full());
        connection = AdminLogin.open(server);
    }

    @AfterAll
    static void stopServer() {
        connection.close();
        server.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
            decimal(10,2)               | 1.5      | decimal(12,4)
            decimal(10,2)               | 1.5      | double
            binary(4)                   | 'ab'     | binary(8)
            binary(4)                   | 'ab'     | varbinary(8)
            int                         | 7        | bigint
            int                         | 7        | int unsigned
            int                         | 7        | varchar(20)
            bigint                      | 7        | decimal(20,3)
            varchar(10)                 | '12'     | int
            varchar(10) charset latin1  | 'é'      | varbinary(40)
            varchar(10) charset latin1  | 'é'      | varchar(30) charset utf8mb4
            char(4)                     | 'é'      | varchar(40)
            varbinary(10)               | x'00ff'  | varchar(30) charset latin1
            date                        | 20240229 | datetime(6)
            datetime                    | 20240229 | datetime(6)
            time                        | '-10:00' | time(3)
            double                      | 0.1      | float
            double                      | 0.1      | decimal(5,1)
            text                        | 'ä'      | blob
            year                        | 2024     | int
            """)
    void noValueChangesWithTheTypeOfAnotherTable(String before, String value, String after)
            throws InterruptedException {
        // Given
        server.execute(
                "drop database if exists t",
                "create database t",
                "set names utf8mb4; create table t.a (k int primary key, v " + before + ")",
                "create table t.b like t.a",
                "set names utf8mb4; insert into t.a values (1, " + value + "), (2, null)");
        List<RangeRead> reads = List.of(read("a"), read("b"));
        RangeRead alone = read("a");
        server.execute("alter table t.b modify v " + after);
        // When
        JointRead.Outcome outcome = new JointRead(reads, 1 << 20).read(connection);
        // Then
        List<String> own = records(alone.rows(connection));
        assertThat(own).hasSize(2);
        if (outcome != JointRead.Outcome.REFUSED) {
            assertThat(records(reads.get(0).rows())).isEqualTo(own);
        }
    }

    private RangeRead read(String name) {
        TableId id = new TableId("t", name);
        MySqlTable table = new Catalogue(connection).read(List.of(id)).get(id);
        TableMappings mappings = TableMappings.parse("{\"rules\": [{\"rule-type\": \"selection\", \"rule-id\": \"1\","
                + " \"rule-name\": \"1\", \"object-locator\": {\"schema-name\": \"t\", \"table-name\": \"%\"},"
                + " \"rule-action\": \"include\"}]}");
        OpenTable open = new OpenTable(
                table,
                mappings.plan(table.table(), MessageSettings.fromJson("{\"KafkaSettings\": {\"Topic\": \"changes\"}}")),
                KeyShape.of(table),
                new RangeSize(1_000, 100, 1 << 20),
                2,
                Map.of());
        return new RangeRead(open, new LoadRange(new KeyRange(null, null), open, null), encoder, 1_000);
    }

    /** Without their timestamps. */
    private static List<String> records(ReadRows rows) {
        List<String> values = new ArrayList<>();
        for (int i = 0; i < rows.count(); i++) {
            rows.emit(
                    i,
                    (topic, key, value) -> values.add(
                            new String(value, StandardCharsets.UTF_8).replaceAll("\"timestamp\":\\s*\"[^\"]*\"", "")));
        }
        return values;
    }
}
