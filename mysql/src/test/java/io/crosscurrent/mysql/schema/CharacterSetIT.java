/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.crosscurrent.testing.MySqlServer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every character of every character set becomes the UTF-8 that MySQL 8.0.33 makes of it. */
class CharacterSetIT {
    private static MySqlServer server;

    @BeforeAll
    static void start() {
        server = MySqlServer.start(MySqlServer.Options.full());
        server.execute(
                "CREATE DATABASE c",
                "CREATE TABLE c.p (n int primary key, u varchar(1) character set utf8mb4)",
                "SET cte_max_recursion_depth = 200000",
                "INSERT INTO c.p SELECT n, CASE WHEN n BETWEEN 55296 AND 57343 THEN NULL ELSE CONVERT(CONVERT(UNHEX(LPAD(HEX(n), 8, '0')) USING utf32) USING utf8mb4) END"
                        + " FROM (WITH RECURSIVE r AS (SELECT 1 n UNION ALL SELECT n + 1 FROM r WHERE n < 140000) SELECT n FROM r) AS numbers");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "armscii8", "ascii", "big5", "cp1250", "cp1251", "cp1256", "cp1257", "cp850", "cp852", "cp866", "cp932",
                        "dec8", "eucjpms", "euckr", "gb18030",
                "gb2312", "gbk", "geostd8", "greek", "hebrew", "hp8", "keybcs2", "koi8r", "koi8u", "latin1", "latin2",
                        "latin5", "latin7", "macce", "macroman",
                "sjis", "swe7", "tis620", "ucs2", "ujis", "utf16", "utf16le", "utf32", "utf8mb3", "utf8mb4"
            })
    void charactersBecomeTheSameUtf8(String name) {
        List<Map<String, String>> rows =
                server.query("SELECT HEX(CONVERT(u USING " + name + ")) AS s, HEX(CONVERT(CONVERT(u USING " + name
                        + ") USING utf8mb4)) AS t FROM c.p WHERE u IS NOT NULL");
        CharacterSet charset = CharacterSet.of(name);
        List<String> differences = new ArrayList<>();
        byte[] target = new byte[64];
        for (Map<String, String> row : rows) {
            byte[] stored = HexFormat.of().parseHex(row.get("s"));
            int end = charset.toUtf8(stored, 0, stored.length, target, 0);
            String utf8 = HexFormat.of().withUpperCase().formatHex(target, 0, end);
            boolean direct =
                    charset.isUtf8(stored, 0, stored.length) && !row.get("s").equals(row.get("t"));
            if (!utf8.equals(row.get("t")) || direct) {
                differences.add(row + " but " + utf8);
            }
        }
        assertThat(rows).hasSizeGreaterThan(100_000);
        assertThat(differences).isEmpty();
    }
}
