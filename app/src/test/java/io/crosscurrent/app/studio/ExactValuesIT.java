/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.app.studio;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Each type of MySQL from its table to a cell of the page, compared with what MySQL itself prints. */
@ExtendWith(SharedDemo.class)
class ExactValuesIT {
    private static final String AS_PRINTED = "CAST(%s AS CHAR)";
    private static final String BYTES = "LOWER(CONCAT('0x', HEX(%s)))";

    /** Definition of each column; how the page shows it, asked of MySQL; its values: largest, smallest, empty or none. */
    private static final Map<String, List<String>> COLUMNS = new LinkedHashMap<>();

    static {
        column("TINYINT", AS_PRINTED, "127", "-128", "0");
        column("TINYINT UNSIGNED", AS_PRINTED, "255", "0", "0");
        column("SMALLINT UNSIGNED", AS_PRINTED, "65535", "0", "0");
        column("MEDIUMINT", AS_PRINTED, "8388607", "-8388608", "0");
        column("INT UNSIGNED", AS_PRINTED, "4294967295", "0", "0");
        column("BIGINT", AS_PRINTED, "9223372036854775807", "-9223372036854775808", "9007199254740993");
        column("BIGINT UNSIGNED", AS_PRINTED, "18446744073709551615", "9007199254740993", "0");
        column("DECIMAL(5, 2)", AS_PRINTED, "999.99", "-0.10", "0");
        column(
                "DECIMAL(38, 10)",
                AS_PRINTED,
                "9999999999999999999999999999.9999999999",
                "-0.0000000001",
                "12345678901234567890.1");
        column(
                "DECIMAL(65, 30)",
                AS_PRINTED,
                "99999999999999999999999999999999999.999999999999999999999999999999",
                "-0.000000000000000000000000000001",
                "0");
        column("FLOAT", AS_PRINTED, "1.5", "-0.25", "0.1");
        column("DOUBLE", AS_PRINTED, "0.1", "-123456.789", "2.5");
        column("DATE", AS_PRINTED, "'9999-12-31'", "'1000-01-01'", "'2024-02-29'");
        column("TIME(6)", AS_PRINTED, "'838:59:59.000000'", "'-838:59:59.000000'", "'00:00:00.000001'");
        column("TIME", AS_PRINTED, "'23:59:59'", "'-00:00:01'", "'00:00:00'");
        column("DATETIME", AS_PRINTED, "'9999-12-31 23:59:59'", "'1000-01-01 00:00:00'", "'2026-11-01 12:00:00'");
        column(
                "DATETIME(6)",
                AS_PRINTED,
                "'9999-12-31 23:59:59.999999'",
                "'1000-01-01 00:00:00.000001'",
                "'2026-11-01 12:00:00'");
        column(
                "TIMESTAMP(3)",
                AS_PRINTED,
                "'2038-01-18 03:14:07.999'",
                "'1970-01-02 00:00:01.001'",
                "'2026-07-01 12:00:00'");
        column("YEAR", AS_PRINTED, "2155", "1901", "2026");
        column("CHAR(5)", AS_PRINTED, "'abc'", "'null'", "''");
        column("VARCHAR(100)", AS_PRINTED, "'Þór 𝄞 漢字 \"q\" \\\\ '''", "'NULL'", "''");
        column("TEXT", AS_PRINTED, "'<b>bold</b> & more'", "' blanks '", "''");
        column("ENUM('a', 'b c')", AS_PRINTED, "'b c'", "'a'", "'a'");
        column("SET('x', 'y')", AS_PRINTED, "'x,y'", "'x'", "''");
        column("JSON", AS_PRINTED, "'{\"a\": [1, 2.50, null, \"ü\"]}'", "'\"\"'", "'null'");
        column("BIT(1)", "CASE %s WHEN 1 THEN 'true' WHEN 0 THEN 'false' END", "1", "0", "0");
        column("BIT(10)", "LOWER(CONCAT('0x', LPAD(HEX(%s), 4, '0')))", "1023", "1", "0");
        column("BINARY(3)", BYTES, "x'ff00fe'", "x'000000'", "x'610000'");
        column("VARBINARY(10)", BYTES, "x'00ff'", "x'00'", "''");
        column("BLOB", BYTES, "x'c328a0'", "x'0a0d09'", "''");
    }

    private static void column(String type, String shown, String... values) {
        List<String> column = new ArrayList<>(List.of(type, shown));
        column.addAll(List.of(values));
        COLUMNS.put("c" + COLUMNS.size(), column);
    }

    @Test
    void aValueOfThePageIsTheValueOfMySql() throws Exception {
        // Given
        DemoProcess demo = SharedDemo.demo();
        String definitions = COLUMNS.entrySet().stream()
                .map(column -> column.getKey() + " " + column.getValue().get(0) + " NULL")
                .collect(Collectors.joining(", "));
        demo.sql("CREATE DATABASE exact", "CREATE TABLE exact.every (id INT PRIMARY KEY, " + definitions + ")");
        demo.sql(row(1, 2), row(2, 3), row(3, 4), "INSERT INTO exact.every (id) VALUES (4)");
        Properties login = demo.login();
        Map<String, String> parameters = Map.of(
                "pipeline", "exact",
                "schema", "exact",
                "port", login.getProperty("port"),
                "user", login.getProperty("user"),
                "mysqlPassword", login.getProperty("password"));
        StudioClient studio = new StudioClient(demo.another());
        studio.runAll("setup-cdc-streaming", parameters);
        String note = studio.post(
                        "notes/import",
                        Map.of(
                                "format",
                                "crosscurrent-note",
                                "version",
                                1,
                                "title",
                                "Exact",
                                "cells",
                                List.of(Map.of("id", "c1", "kind", "sql", "text", "SELECT * FROM `exact`.`every`"))))
                .path("id")
                .asText();
        // When
        Page page = SharedDemo.browser().page(9000, 900, ColorScheme.LIGHT);
        page.navigate(demo.another().toString());
        page.navigate(SharedDemo.root() + "/studio/#/notes/" + note);
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Run all"))
                .click();
        // a note is narrow, and only columns in sight need to be drawn
        page.locator(".note").evaluate("note => note.style.maxWidth = 'none'");
        // Then: as loaded
        shows(page, demo);
        // When
        demo.sql("DELETE FROM exact.every", row(4, 2), row(3, 3), row(2, 4), "INSERT INTO exact.every (id) VALUES (1)");
        // Then: as changed
        shows(page, demo);
        page.context().close();
        studio.stop(note);
        studio.runAll("cleanup-cdc-streaming", parameters);
        demo.sql("DROP DATABASE exact");
        SharedDemo.browser().assertNoTrouble();
    }

    private static String row(int id, int value) {
        return COLUMNS.values().stream()
                .map(column -> column.get(value))
                .collect(Collectors.joining(", ", "INSERT INTO exact.every VALUES (" + id + ", ", ")"));
    }

    private static void shows(Page page, DemoProcess demo) throws Exception {
        String printed = COLUMNS.entrySet().stream()
                .map(column -> column.getValue().get(1).formatted(column.getKey()))
                .collect(Collectors.joining(", ", "SELECT CAST(id AS CHAR), ", " FROM exact.every ORDER BY id"));
        List<String> types = new ArrayList<>(List.of("id"));
        COLUMNS.values().forEach(column -> types.add(column.get(0)));
        List<Map<String, String>> expected =
                demo.query(printed).stream().map(row -> named(types, row)).toList();
        Locator rows = page.locator("#cell-c1 .live-body .live-row:not([hidden]):not(.gone)");
        Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            List<Map<String, String>> shown = new ArrayList<>();
            for (Locator row : rows.all()) {
                List<String> values = new ArrayList<>();
                for (Object cell : (List<?>) row.evaluate("row => [...row.querySelectorAll('.live-cell')].map(cell =>"
                        + " cell.classList.contains('null') ? null : cell.textContent)")) {
                    values.add((String) cell);
                }
                shown.add(named(types, values));
            }
            assertThat(shown).containsExactlyInAnyOrderElementsOf(expected);
        });
    }

    private static Map<String, String> named(List<String> types, List<String> values) {
        assertThat(values).hasSameSizeAs(types);
        Map<String, String> named = new LinkedHashMap<>();
        for (int i = 0; i < types.size(); i++) {
            named.put(types.get(i), values.get(i));
        }
        return named;
    }
}
