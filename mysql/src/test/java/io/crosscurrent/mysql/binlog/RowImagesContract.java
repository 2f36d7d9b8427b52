/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.binlog;

import static org.assertj.core.api.Assertions.assertThat;

import io.crosscurrent.core.table.TableId;
import io.crosscurrent.mysql.schema.Catalogue;
import io.crosscurrent.mysql.schema.MySqlTable;
import io.crosscurrent.testing.MySqlServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the log says of a row equals what a SELECT prints, for every type. Run for servers and metadata settings. */
interface RowImagesContract {
    MySqlServer server();

    /** Whether the table maps have names. */
    boolean full();

    /** Creates a table of that definition and content, and compares log, catalogue and SELECT. */
    default void sameInLogAndSelect(String database, String columns, String... rows) {
        TableId id = new TableId(database, "t");
        String[] statements = new String[5 + rows.length];
        statements[0] = "SET NAMES utf8mb4";
        statements[1] = "SET sql_mode = '', time_zone = '+00:00'";
        statements[2] = "DROP DATABASE IF EXISTS " + database;
        statements[3] = "CREATE DATABASE " + database;
        statements[4] = "CREATE TABLE " + database + ".t (" + columns + ")";
        for (int i = 0; i < rows.length; i++) {
            statements[5 + i] = "INSERT INTO " + database + ".t VALUES (" + rows[i] + ")";
        }
        server().execute(statements);
        Map<TableId, MySqlTable> catalogue = new Catalogue(server()::query).read(List.of(id));
        MySqlTable known = catalogue.get(id);
        Journal journal =
                new Journal(map -> !map.id().equals(id) ? null : full() && map.selfContained() ? map.table() : known);
        LogFile.readAll(server(), journal);
        List<List<String>> inLog = journal.inserted.get(id);
        List<List<String>> inSelect = PrintedTable.rows(server(), known);
        for (int row = 0; row < inSelect.size(); row++) {
            for (int column = 0; column < known.columns().size(); column++) {
                assertThat(inLog.get(row).get(column))
                        .as("row %d, %s", row + 1, known.columns().get(column))
                        .isEqualTo(inSelect.get(row).get(column));
            }
        }
        assertThat(inLog).hasSameSizeAs(inSelect);
        if (full() && journal.decoders.get(id).map().selfContained()) {
            MySqlTable fromLog = journal.decoders.get(id).table();
            assertThat(fromLog)
                    .isEqualTo(MySqlTable.of(id, known.columns(), known.table().primaryKey(), ""));
        }
    }

    @Test
    default void integers() {
        sameInLogAndSelect(
                "integers",
                "i int primary key, y year, a tinyint, b tinyint unsigned, c smallint, d smallint unsigned zerofill, e mediumint,"
                        + " f mediumint unsigned, g int, h int unsigned, k bigint, l bigint unsigned, m bool, n serial",
                "1, 2024, -128, 255, -32768, 65535, -8388608, 16777215, -2147483648, 4294967295, -9223372036854775808, 18446744073709551615, true, 1",
                "2, 1901, 127, 0, 32767, 0, 8388607, 0, 2147483647, 0, 9223372036854775807, 9223372036854775808, false, 9",
                "3, 0, null, null, null, null, null, null, null, null, null, null, null, 10",
                "4, 2155, -1, 128, -1, 32768, -1, 8388608, -1, 2147483648, -1, 1, 2, 11");
    }

    @Test
    default void decimalsAndFloats() {
        sameInLogAndSelect(
                "decimals",
                "i int primary key, a decimal(10,2), b decimal(65,30), c decimal(65,0), d decimal(1,1), e decimal(9,9), f decimal(18,9),"
                        + " g float, h double, k decimal(20,3) unsigned, l fixed(5,4), m float unsigned, n float(7,3)",
                "1, -81, 12345678901234567890123456789012345.123456789012345678901234567890, 99999999999999999999999999999999999999999999999999999999999999999,"
                        + " 0.9, -0.123456789, 123456789.987654321, 1.1, 2.2250738585072014e-308, 12345678901234567.999, 1.2345, 3.4e38, 1234.567",
                "2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0",
                "3, -99999999.99, -1e-30, -1, -0.1, 0.000000001, -0.000000001, 16777217, 1.7976931348623157e308, 0.001, -1.5, 1e-38, -0.001",
                "4, -0.00, -0.1, 1000000000, -0.0, -0.9, -1000000000, -1.17549e-38, -0e0, 1000000000, 0.0001, 0.1, 9999.999",
                "5, null, null, null, null, null, null, null, null, null, null, null, null");
    }

    @Test
    default void times() {
        sameInLogAndSelect(
                "times",
                "i int primary key, a date, b time, c time(1), d time(2), e time(3), f time(4), g time(5), h time(6), k datetime, l datetime(1),"
                        + " m datetime(3), n datetime(6), o timestamp null, p timestamp(2) null, q timestamp(5) null, r timestamp(6) null",
                "1, '1000-01-01', '838:59:59', '-838:59:59.0', '-00:00:00.01', '-00:00:01.001', '-12:34:56.7891', '-00:00:00.00001', '-838:59:58.999999',"
                        + " '1000-01-01 00:00:00', '9999-12-31 23:59:59.9', '0001-01-01 00:00:00.001', '9999-12-31 23:59:59.999999',"
                        + " '1970-01-01 00:00:01', '2038-01-19 03:14:07.99', '2000-02-29 12:00:00.12345', '2038-01-19 03:14:07.999999'",
                "2, '0000-00-00', '00:00:00', '-00:00:00.9', '00:00:00.99', '838:59:59.000', '-100:00:00', '-00:00:59.99999', '-00:00:00.000001',"
                        + " '0000-00-00 00:00:00', '1582-10-10 01:02:03.4', '2000-01-00 00:00:00', '0000-00-00 00:00:00',"
                        + " '0000-00-00 00:00:00', '0000-00-00 00:00:00', '1999-12-31 23:59:59', '1972-02-29 00:00:00.5'",
                "3, '2020-00-00', '-00:00:01', '00:00:00.1', '-01:00:00.5', '-00:00:00.999', '00:00:00.0001', '23:59:59.99999', '00:00:00.000001',"
                        + " '2000-00-00 00:00:00', '0001-01-01 00:00:00', '2024-02-29 23:59:59.999', '0000-01-01 00:00:00.1',"
                        + " '2024-12-31 23:59:59', '2001-03-01 00:00:00', '2100-03-01 00:00:00', '1970-01-01 00:00:01.000001'",
                "4, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null");
    }

    @Test
    default void bytesAndBits() {
        sameInLogAndSelect(
                "bytesandbits",
                "i int primary key, a bit(1), b bit(2), c bit(9), d bit(64), e binary(5), f varbinary(300), g tinyblob, h blob, k mediumblob,"
                        + " l longblob, m binary(255), n geometry, o point, p binary(1), q varbinary(4)",
                "1, 1, b'10', b'100000001', 18446744073709551615, x'0100', x'00', x'0000', x'ff', repeat(x'00ff', 40000), x'20', 'a',"
                        + " ST_GeomFromText('POINT(1 2)', 4326), ST_GeomFromText('POINT(3 4)'), x'00', x'61002000'",
                "2, 0, 0, 0, 0, '', '', '', '', '', '', '', ST_GeomFromText('POLYGON((0 0,1 0,1 1,0 0))'), null, '', ''",
                "3, 1, 3, 511, 1, x'6162636465', repeat('x', 300), repeat('y', 255), repeat('z', 65535), x'00', x'00', repeat(x'ff', 255),"
                        + " null, ST_GeomFromText('POINT(-1 0.5)'), 'x', '    '",
                "4, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null");
    }

    @Test
    default void textInItsCharacterSets() {
        String word = "_utf8mb4'Grüße – naïve €'";
        sameInLogAndSelect(
                "texts",
                "i int primary key, a char(20), b varchar(20) character set latin1, c char(20) character set utf8mb3, d text character set ucs2,"
                        + " e varchar(20) character set utf16, f text character set utf32, g varchar(20) character set utf16le,"
                        + " h char(30) character set cp1250, k tinytext character set latin2, l mediumtext, m longtext character set ascii,"
                        + " n varchar(20) character set koi8r, o varchar(30) character set gbk, p char(30) character set sjis,"
                        + " q varchar(30) character set big5, r varchar(30) character set ujis, s varchar(30) character set euckr,"
                        + " t varchar(30) character set gb18030, u varchar(30) character set cp932, v varchar(30) character set eucjpms,"
                        + " w varchar(30) character set gb2312, x varchar(200) collate utf8mb4_bin",
                "1" + (", " + word).repeat(22),
                "2" + ", ''".repeat(22),
                "3" + ", _utf8mb4'  spaces  '".repeat(22),
                "4, _utf8mb4'𝄞😀', x'80818d8f909d9f', '日本', '日本語', _utf8mb4'😀日', _utf8mb4'😀', _utf8mb4'😀x', 'Žluťoučký kůň', 'ěščřž',"
                        + " repeat('long', 30000), 'plain', 'Привет', '中文字符', '日本語ﾃｽﾄ表', '中文字', '日本語表ﾃ', '한국어',"
                        + " _utf8mb4'中文😀', '髙日本①～', '髙日本①～', '中文', _utf8mb4'\\\\ \\' \" \\0 \\n'",
                "5" + ", null".repeat(22));
    }

    /** The default metadata tell the character sets of texts, and those of labels not. */
    @Test
    default void labelsBesideTexts() {
        sameInLogAndSelect(
                "labelsandtexts",
                "i int primary key, a varchar(20), b enum('new','öffentlich') character set latin1, c varchar(9) character set latin1,"
                        + " d set('x','y','z'), e text character set utf16",
                "1, 'é', 'öffentlich', 'ü', 'x,z', '漢'",
                "2, null, null, null, null, null");
    }

    @Test
    default void enumsAndSets() {
        StringBuilder many = new StringBuilder();
        StringBuilder set = new StringBuilder();
        for (int i = 0; i < 300; i++) {
            many.append(i == 0 ? "" : ",").append("'m").append(i).append("'");
        }
        for (int i = 0; i < 64; i++) {
            set.append(i == 0 ? "" : ",").append("'s").append(i).append("'");
        }
        sameInLogAndSelect(
                "labels",
                "i int primary key, a enum('a','b,c','it''s','ü',''), b enum(" + many
                        + "), c set('x','y','é') character set latin1, d set(" + set
                        + "), e enum('back\\\\slash','日本') character set sjis, f set('1','2','3','4','5','6','7','8','9'), g enum('z') character set binary",
                "1, 'b,c', 'm0', 'x,é', 's0,s63', '日本', '1,9', 'z'",
                "2, 'invalid', 'm299', '', '', 'back\\\\slash', '', 'z'",
                "3, 'it''s', 'm255', 'y', 's31,s32', null, '8,9', null",
                "4, 'ü', 'm256', 'x,y,é', 18446744073709551615, '日本', 511, 'z'",
                "5, '', null, null, null, null, null, null");
    }

    @Test
    default void jsonDocuments() {
        StringBuilder large = new StringBuilder("{");
        for (int i = 0; i < 3000; i++) {
            large.append(i == 0 ? "" : ",")
                    .append("\"key")
                    .append(i)
                    .append("\": [")
                    .append(i)
                    .append(", \"some text to make it large\", 70000]");
        }
        sameInLogAndSelect(
                "documents",
                "i int primary key, j json",
                "1, '{}'",
                "2, '[]'",
                "3, '{\"b\": 1, \"a\": [1, 2.5, -3, null, true, false], \"\": {\"deep\": {\"er\": []}}}'",
                "4, '[1.0, 100000000000000000000, 1e15, 1e16, 123456789012345.6, 0.0001, 1e-14, 1e-15, 1.5e300, -0.0, 0.1, 5e-324, 1.7976931348623157e308, 9007199254740993.0]'",
                "5, '[0, 32767, -32768, 65535, 65536, 2147483647, -2147483648, 4294967295, 4294967296, 9223372036854775807, -9223372036854775808, 18446744073709551615]'",
                "6, '\"a \\\\\" b \\\\\\\\ / \\\\b\\\\f\\\\n\\\\r\\\\t \\\\u0001\\\\u001f\\\\u007f é 😀\\\\u2028 \\\\u0000\"'",
                "7, json_array(cast(1.50 as decimal(10,2)), cast(-0.001 as decimal(65,30)), cast('2015-01-15 23:24:25.12' as datetime(2)), cast('2015-01-15' as date),"
                        + " cast('-123:24:25.000001' as time(6)), cast('00:00:01' as time), timestamp('2020-02-02 02:02:02'))",
                "8, json_array(x'000102', b'101', cast('abc' as binary), year(now()) * 0)",
                "9, 'null'",
                "10, null",
                "11, 'true'",
                "12, '\"text\"'",
                "13, '3.14'",
                "14, '" + large + "}'",
                "15, json_array(repeat('x', 300), repeat('y', 70000), cast(repeat('z', 57) as binary))",
                "16, '" + "[".repeat(99) + "1" + "]".repeat(99) + "'",
                "17, ST_AsGeoJSON(ST_GeomFromText('POINT(1.5 2)'))",
                "18, json_array(1e20, 1e0, 123e0, 2e-7, 1/3, pi(), 1e100, 12345678901234567e0, 1e22, 4.35e0, 1.1e0 * 1.1e0)",
                "19, '18446744073709551615'");
    }
}
