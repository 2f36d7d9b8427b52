/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.crosscurrent.core.row.RowWriter;
import io.crosscurrent.mysql.AdminLogin;
import io.crosscurrent.mysql.binlog.BinlogObserver;
import io.crosscurrent.mysql.binlog.BinlogReader;
import io.crosscurrent.mysql.binlog.QueryEvent;
import io.crosscurrent.mysql.binlog.RowDecoder;
import io.crosscurrent.mysql.binlog.RowsEvent;
import io.crosscurrent.mysql.binlog.TableMap;
import io.crosscurrent.mysql.protocol.MySqlConnection;
import io.crosscurrent.mysql.protocol.MySqlConnection.BinlogStream;
import io.crosscurrent.mysql.protocol.MySqlConnection.DumpRequest;
import io.crosscurrent.mysql.schema.MySqlTable;
import io.crosscurrent.testing.MySqlServer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A value read by a result set and the same value read from the log must make the same calls, for every type. */
class LoadEqualsStreamIT {
    private static MySqlServer server;

    @BeforeAll
    static void startServer() {
        server = MySqlServer.start(MySqlServer.Options.full()
                .with("binlog_row_metadata", "FULL")
                .with("gtid_mode", "ON")
                .with("sql_mode", "ALLOW_INVALID_DATES"));
        server.execute("create database t character set utf8mb4");
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @Test
    void integersAndBits() throws InterruptedException {
        check(
                "a tinyint, b tinyint unsigned, c smallint, d smallint unsigned, e mediumint, f mediumint unsigned, g int,"
                        + " h int unsigned, i bigint, j bigint unsigned, k int zerofill, l bit(1), m bit(9), n bit(64),"
                        + " o year, p bool, q tinyint(1) unsigned",
                "(127,255,32767,65535,8388607,16777215,2147483647,4294967295,9223372036854775807,18446744073709551615,7,"
                        + " b'1', b'101010101', 0xFFEEDDCCBBAA9988, 2155, true, 200)",
                "(-128,0,-32768,0,-8388608,0,-2147483648,0,-9223372036854775808,0,0,b'0',b'0',0,0,false,0)",
                "(null,null,null,null,null,null,null,null,null,null,null,null,null,null,null,null,null)");
    }

    @Test
    void decimalsAndFloats() throws InterruptedException {
        check(
                "a decimal(10,2), b decimal(65,30), c decimal(20,0), d decimal(5,5), e decimal(8,2) zerofill, f float,"
                        + " g double, h float(7,3), i double(12,4)",
                "(-81,-12345678901234567890123456789012345.123456789012345678901234567891,99999999999999999999,0.12345,"
                        + " 12.5, 3.14159274, 2.718281828459045, 1234.567, 12345678.1234)",
                "(0,0,-1,-0.00001,0,1.17549435e-38,1.7976931348623157e308,-0.001,0)",
                "(-0.01,0.000000000000000000000000000001,0,0,999999.99,-3.4e38,-0.0,0,-1)");
    }

    @Test
    void datesAndTimes() throws InterruptedException {
        check(
                "a date, b datetime, c datetime(3), d datetime(6), e timestamp null, f timestamp(6) null, g time, h time(6),"
                        + " i time(2), j year",
                "('2024-02-29','2024-02-29 23:59:58','2024-02-29 23:59:58.123','9999-12-31 23:59:59.999999',"
                        + " '2024-02-29 23:59:58','2038-01-19 03:14:07.999999','838:59:59','-838:59:58.000001',"
                        + " '-00:00:00.01', 1901)",
                "('0000-00-00','0000-00-00','0000-00-00','0000-00-00','0000-00-00','0000-00-00','00:00:00','24:00:00','0','0')",
                "('2024-02-00','2024-00-00 01:00:00','1000-01-01','0001-01-01 00:00:00.000001','1970-01-01 00:00:01',"
                        + " '1970-01-01 00:00:01.5','-00:00:01','-24:00:00.5','100:00:00.99',2000)",
                "('2023-02-31','2023-02-31 00:00:00','2023-02-28 12:00:00','2023-02-28 12:00:00','2023-07-01 00:00:00',"
                        + " '2023-07-01 00:00:00','12:00:00','12:00:00','12:00:00',1970)");
    }

    @Test
    void textInManyCharacterSets() throws InterruptedException {
        check(
                "a varchar(20), b char(10), c varchar(20) character set latin1, d char(10) character set gbk,"
                        + " e varchar(20) character set utf16, f varchar(20) character set utf8mb3, g tinytext, h text,"
                        + " i mediumtext, j longtext character set latin1, k varchar(20) character set ascii,"
                        + " l varchar(10) character set sjis, m varchar(300) character set utf32",
                "('grüße 😀','trail  ','€ùÿ','汉字','a😀','ñ€','tiny','text','medium','ÄÖÜ','ascii','日本','x😀')",
                "('','','','','','','','','','','','','')",
                "('a\\0b',' lead',' ','  ','é','é',repeat('é',100),repeat('z',300),repeat('y',70000),repeat('ü',70000),"
                        + " '~','ｱ',repeat('ü',300))");
    }

    @Test
    void bytesEnumsSetsJsonAndGeometry() throws InterruptedException {
        check(
                "a binary(6), b varbinary(10), c tinyblob, d blob, e mediumblob, f longblob, g enum('a','b,c','ü€',''),"
                        + " h set('x','y','z ü'), i json, j geometry, k point, l enum('grün','rot') character set latin1",
                "(0x010200,0x0102000000,0x00,0xFF00,repeat('b',70000),repeat('c',300),'ü€','x,z ü',"
                        + " '{\"a\": [1, 2.50, true, null, \"ü\\\\n\"], \"b\": {\"c\": 1e100}, \"big\": 18446744073709551615}',"
                        + " st_geomfromtext('linestring(0 1, 2 3)', 4326), point(1.5, -2), 'grün')",
                "('','','','','','',1,'',  'null', null, null, 'rot')",
                "(0x000000000000,0x00,'','','','',4,'x,y,z ü',"
                        + " json_array(cast('2024-02-29 01:02:03.5' as datetime(6)), cast(1.10 as decimal(5,2)), 1.0, -0.5,"
                        + " cast('12:00:00' as time), x'0102'), null, null, 2)");
    }

    @Test
    void valuesBeyondOnePacket() throws InterruptedException {
        server.execute("set global max_allowed_packet = 1073741824");
        check(
                "a longblob, b int",
                "(repeat('q', 16777100), 1)",
                "(repeat('r', 16777215), 2)",
                "(repeat('s', 40000000), 3)",
                "('small', 4)");
    }

    private static void check(String columns, String... rows) throws InterruptedException {
        server.execute("drop table if exists t.v");
        server.execute("create table t.v (id int auto_increment primary key, " + columns + ")");
        try (MySqlConnection connection = AdminLogin.open(server)) {
            String start = connection.query("select @@gtid_executed g").get(0).get("g");
            for (String row : rows) {
                connection.execute("insert ignore into t.v values (null, " + row.substring(row.indexOf('(') + 1));
            }
            connection.execute("create table t.done (id int)");
            connection.execute("drop table t.done");
            Streamed streamed = streamed(start);
            List<String> loaded = loaded(connection, streamed.table);
            assertThat(loaded).hasSize(rows.length).isEqualTo(streamed.rows);
        }
    }

    private static List<String> loaded(MySqlConnection connection, MySqlTable table) throws InterruptedException {
        return DecodedRows.read(
                connection,
                table,
                "select * from t.v where id >= ? order by id",
                List.of(1L),
                Calls::new,
                Calls::toString);
    }

    private static Streamed streamed(String start) throws InterruptedException {
        Streamed streamed = new Streamed();
        try (MySqlConnection connection = AdminLogin.open(server);
                BinlogReader reader = new BinlogReader(streamed)) {
            BinlogStream stream = connection.dump(new DumpRequest(start, null, 0, 4711, 1000));
            while (!streamed.done) {
                reader.accept(stream.next());
            }
        }
        return streamed;
    }

    /** Collects the inserted rows until a statement drops the table {@code done}. */
    private static final class Streamed extends BinlogObserver {
        private final List<String> rows = new ArrayList<>();
        private MySqlTable table;
        private boolean done;

        @Override
        public RowDecoder table(TableMap map) {
            table = map.table();
            return RowDecoder.of(map, table);
        }

        @Override
        public void rows(RowsEvent event) {
            while (event.next()) {
                Calls calls = new Calls();
                event.after(calls);
                rows.add(calls.toString());
            }
        }

        @Override
        public void query(QueryEvent query) {
            done |= query.text().regionMatches(true, 0, "drop table", 0, 10);
        }
    }

    /** Writes down every call. */
    private static final class Calls implements RowWriter {
        private final StringBuilder text = new StringBuilder();

        private void add(int column, String call) {
            text.append(column).append(' ').append(call).append('\n');
        }

        @Override
        public boolean wants(int column) {
            return true;
        }

        @Override
        public void nullValue(int column) {
            add(column, "null");
        }

        @Override
        public void booleanValue(int column, boolean value) {
            add(column, "boolean " + value);
        }

        @Override
        public void longValue(int column, long value) {
            add(column, "long " + value);
        }

        @Override
        public void unsignedLongValue(int column, long bits) {
            add(column, "unsigned " + Long.toUnsignedString(bits));
        }

        @Override
        public void floatValue(int column, float value) {
            add(column, "float " + value);
        }

        @Override
        public void doubleValue(int column, double value) {
            add(column, "double " + value);
        }

        @Override
        public void decimalText(int column, byte[] ascii, int offset, int length) {
            add(column, "decimal " + new String(ascii, offset, length, StandardCharsets.US_ASCII));
        }

        @Override
        public void utf8(int column, byte[] bytes, int offset, int length) {
            add(column, "text " + new String(bytes, offset, length, StandardCharsets.UTF_8));
        }

        @Override
        public void bytes(int column, byte[] bytes, int offset, int length) {
            String hex = length > 100_000
                    ? length + " bytes, hash "
                            + new String(bytes, offset, length, StandardCharsets.ISO_8859_1).hashCode()
                    : HexFormat.of().formatHex(bytes, offset, offset + length);
            add(column, "bytes " + hex);
        }

        @Override
        public void date(int column, int year, int month, int day) {
            add(column, "date " + year + " " + month + " " + day);
        }

        @Override
        public void time(int column, boolean negative, int hours, int minutes, int seconds, int micros) {
            add(column, "time " + negative + " " + hours + " " + minutes + " " + seconds + " " + micros);
        }

        @Override
        public void dateTime(int column, int year, int month, int day, int hour, int minute, int second, int micros) {
            add(column, "datetime " + List.of(year, month, day, hour, minute, second, micros));
        }

        @Override
        public String toString() {
            return text.toString();
        }
    }
}
