/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.crosscurrent.core.table.TableId;
import io.crosscurrent.mysql.AdminLogin;
import io.crosscurrent.mysql.protocol.MySqlConnection;
import io.crosscurrent.mysql.schema.Catalogue;
import io.crosscurrent.mysql.schema.MySqlTable;
import io.crosscurrent.testing.MySqlServer;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The database cuts where the key says, to the last digit: both sides decide for themselves what a range holds. */
class RangeSqlIT {
    private static final int ROWS = 400;

    private static MySqlServer server;
    private static MySqlConnection connection;

    @BeforeAll
    static void startServer() {
        server = MySqlServer.start(MySqlServer.Options.full());
        server.execute("create database t");
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
            textBlock =
                    """
            bigint unsigned  | 18446744073709551615 - n
            bigint unsigned  | 9223372036854775700 + cast(n as unsigned)
            bigint           | 9223372036854775807 - n
            bigint           | -9223372036854775807 + n
            decimal(38,10)   | 1234567890123456789012345678.0123456789 + n
            decimal(65,0)    | 99999999999999999999999999999999999999999999999999999999999999999 - n
            datetime(6)      | '2024-02-29 23:59:59.999000' + interval n microsecond
            timestamp(6)     | '2024-02-29 23:59:59.999000' + interval n microsecond
            time(6)          | addtime('838:59:58.000000', concat('-00:00:00.', lpad(n, 6, '0')))
            date             | '9999-12-31' - interval n day
            binary(8)        | unhex(concat('FF00', lpad(hex(n), 12, '0')))
            varchar(20)      | concat('Ä', n)
            """)
    void endsRangesWhereTheKeySays(String type, String value) throws InterruptedException {
        // Given
        server.execute(
                "drop table if exists t.k",
                "create table t.k (k " + type + " primary key)",
                "set session cte_max_recursion_depth = 10000; insert into t.k with recursive s(n) as"
                        + " (select 1 union all select n + 1 from s where n < " + ROWS + ") select " + value
                        + " from s");
        MySqlTable table =
                new Catalogue(connection).read(List.of(new TableId("t", "k"))).get(new TableId("t", "k"));
        RangeSql sql = new RangeSql(table, KeyShape.of(table));
        List<Key> all = keys(table, sql.rows(new KeyRange(null, null)));
        assertThat(all).hasSize(ROWS);
        for (int cut : List.of(1, 7, ROWS / 2, ROWS - 1)) {
            Key end = all.get(cut - 1);
            // When
            List<Key> below = keys(table, sql.rows(new KeyRange(null, end)));
            List<Key> above = keys(table, sql.rows(new KeyRange(end, null)));
            List<Key> named = keys(table, sql.endOfRange(new KeyRange(null, null), cut));
            // Then
            assertThat(below).isEqualTo(all.subList(0, cut));
            assertThat(above).isEqualTo(all.subList(cut, ROWS));
            assertThat(named).containsExactly(end);
        }
    }

    private static List<Key> keys(MySqlTable table, RangeSql.Statement statement) throws InterruptedException {
        KeyCapture capture = new KeyCapture(KeyShape.of(table), table.columns().size());
        return DecodedRows.read(
                connection, table, statement.text(), statement.parameters(), () -> capture, KeyCapture::key);
    }
}
