/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.core.encoding;

import static io.crosscurrent.core.encoding.Encoding.column;
import static io.crosscurrent.core.encoding.Encoding.table;
import static io.crosscurrent.core.encoding.Encoding.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.crosscurrent.core.encoding.RowEncoder.Outcome;
import io.crosscurrent.core.row.RowWriter;
import io.crosscurrent.core.table.Column;
import io.crosscurrent.core.table.ColumnType;
import io.crosscurrent.core.table.Table;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Filters by operator and type, and rows that cross the edge of one. */
class DmsJsonFilterTest {
    private static final Table ORDERS = table(
            "id",
            column("id", ColumnType.INT32),
            column("status", ColumnType.STRING),
            column("total", ColumnType.DECIMAL),
            column("day", ColumnType.DATE),
            new Column("at", ColumnType.DATETIME, 0, 3, 0, true),
            column("rate", ColumnType.DOUBLE),
            column("paid", ColumnType.BOOLEAN));

    private static Consumer<RowWriter> order(int id, String status) {
        return row -> {
            row.longValue(0, id);
            if (row.wants(1)) {
                if (status == null) {
                    row.nullValue(1);
                } else {
                    text(row, 1, status);
                }
            }
            if (row.wants(2)) {
                byte[] total = "-81.50".getBytes(StandardCharsets.US_ASCII);
                row.decimalText(2, total, 0, total.length);
            }
            if (row.wants(3)) {
                row.date(3, 2003, 1, 6);
            }
            if (row.wants(4)) {
                row.dateTime(4, 2003, 1, 6, 12, 30, 0, 250_000);
            }
            if (row.wants(5)) {
                row.doubleValue(5, 0.25);
            }
            if (row.wants(6)) {
                row.booleanValue(6, true);
            }
        };
    }

    private static Encoding filtered(String... filters) {
        return new Encoding(ORDERS)
                .rule("{'rule-type':'selection','rule-id':'1','rule-name':'f','rule-action':'include',"
                        + "'object-locator':{'schema-name':'salesdb','table-name':'orders'},'filters':["
                        + String.join(",", filters) + "]}");
    }

    private static String filter(String column, String... conditions) {
        return "{'filter-type':'source','column-name':'" + column + "','filter-conditions':["
                + String.join(",", conditions) + "]}";
    }

    private static String condition(String operator, String value) {
        return "{'filter-operator':'" + operator + "','value':'" + value + "'}";
    }

    private static String range(String operator, String start, String end) {
        return "{'filter-operator':'" + operator + "','start-value':'" + start + "','end-value':'" + end + "'}";
    }

    @ParameterizedTest
    @CsvSource({
        "lte, 99, false", "lte, 100, true", "lte, 100.5, true", "ste, 99, false", "ste, 100, true", "gte, 101, false",
        "gte, 100, true", "gte, -5, true", "gte, 1e1, true", "eq, 100, true", "eq, 100.0, true", "eq, 0100, true",
        "eq, 10, false", "noteq, 100, false", "noteq, 99, true"
    })
    void comparesNumbers(String operator, String value, boolean taken) {
        assertTaken(filtered(filter("id", condition(operator, value))), taken);
    }

    @ParameterizedTest
    @CsvSource({
        "between, 100, 110, true",
        "between, 90, 100, true",
        "between, 101, 110, false",
        "notbetween, 100, 110, false",
        "notbetween, 90, 99, true",
        "notbetween, 101, 110, true"
    })
    void comparesRangesWithBothEnds(String operator, String start, String end, boolean taken) {
        assertTaken(filtered(filter("id", range(operator, start, end))), taken);
    }

    @ParameterizedTest
    @CsvSource({
        "status, eq, Shipped, true",
        "status, eq, shipped, false",
        "status, lte, Ship, false",
        "status, gte, Ship, true",
        "total, eq, -81.5, true",
        "total, lte, -81.49, true",
        "total, gte, -81.49, false",
        "total, lte, 0, true",
        "total, gte, -100, true",
        "day, gte, 2003-01-06, true",
        "day, lte, 2003-01-05, false",
        "at, eq, 2003-01-06 12:30:00.25, true",
        "at, gte, 2003-01-06 12:30:00, true",
        "at, lte, 2003-01-06 12:30:00, false",
        "at, gte, 2003-01-06, true",
        "rate, eq, 0.25, true",
        "rate, gte, 1e3, false",
        "paid, eq, true, true",
        "paid, eq, 1, true",
        "paid, eq, 0, false"
    })
    void comparesEveryType(String column, String operator, String value, boolean taken) {
        assertTaken(filtered(filter(column, condition(operator, value))), taken);
    }

    private static void assertTaken(Encoding encoding, boolean taken) {
        assertThat(encoding.load(order(100, "Shipped"))).isEqualTo(taken ? Outcome.WRITTEN : Outcome.FILTERED);
        assertThat(encoding.written).hasSize(taken ? 1 : 0);
    }

    @Test
    void nullMeetsOnlyTheNullOperator() {
        assertThat(filtered(filter("status", "{'filter-operator':'null'}")).load(order(1, null)))
                .isEqualTo(Outcome.WRITTEN);
        assertThat(filtered(filter("status", "{'filter-operator':'null'}")).load(order(1, "x")))
                .isEqualTo(Outcome.FILTERED);
        assertThat(filtered(filter("status", "{'filter-operator':'notnull'}")).load(order(1, null)))
                .isEqualTo(Outcome.FILTERED);
        assertThat(filtered(filter("status", "{'filter-operator':'notnull'}")).load(order(1, "x")))
                .isEqualTo(Outcome.WRITTEN);
        assertThat(filtered(filter("status", condition("noteq", "x"))).load(order(1, null)))
                .isEqualTo(Outcome.FILTERED);
    }

    @Test
    void conditionsAreAlternativesAndFiltersMustAllHold() {
        Encoding encoding = filtered(
                filter("id", condition("gte", "10200"), range("between", "10100", "10110")),
                filter("status", condition("noteq", "Cancelled")));
        assertThat(encoding.load(order(10300, "x"))).isEqualTo(Outcome.WRITTEN);
        assertThat(encoding.load(order(10105, "x"))).isEqualTo(Outcome.WRITTEN);
        assertThat(encoding.load(order(10111, "x"))).isEqualTo(Outcome.FILTERED);
        assertThat(encoding.load(order(10105, "Cancelled"))).isEqualTo(Outcome.FILTERED);
    }

    @Test
    void anUpdateOverTheEdgeIsSplitAndEachHalfIsFilteredByItself() {
        Encoding encoding = filtered(filter("status", condition("eq", "open")));
        assertThat(encoding.update(order(1, "open"), order(1, "closed"))).isEqualTo(Outcome.SPLIT);
        assertThat(encoding.update(order(1, "closed"), order(1, "open"))).isEqualTo(Outcome.SPLIT);
        assertThat(encoding.written).isEmpty();
        assertThat(encoding.delete(order(1, "open"))).isEqualTo(Outcome.WRITTEN);
        assertThat(encoding.insert(order(1, "closed"))).isEqualTo(Outcome.FILTERED);
        assertThat(encoding.update(order(1, "closed"), order(2, "closed"))).isEqualTo(Outcome.FILTERED);
        assertThat(encoding.update(order(1, "open"), order(1, "open"))).isEqualTo(Outcome.WRITTEN);
    }

    @Test
    void aFilterOnAColumnThatIsNotInDataWorks() {
        Encoding encoding = filtered(filter("status", condition("eq", "open")));
        encoding.rule("{'rule-type':'object-mapping','rule-id':'2','rule-name':'m',"
                + "'rule-action':'map-record-to-record','object-locator':{'schema-name':'salesdb',"
                + "'table-name':'orders'},'mapping-parameters':{'exclude-columns':['status']}}");
        assertThat(encoding.load(order(1, "open"))).isEqualTo(Outcome.WRITTEN);
        assertThat(encoding.load(order(1, "shut"))).isEqualTo(Outcome.FILTERED);
        assertThat(encoding.last().json().get("data").has("status")).isFalse();
    }
}
