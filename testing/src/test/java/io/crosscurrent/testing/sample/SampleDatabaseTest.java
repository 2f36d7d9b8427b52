/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.testing.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SampleDatabaseTest {
    private final SampleDatabase sample = SampleDatabase.create();

    @Test
    void hasEightTablesOfTheKnownSizes() {
        assertThat(sample.tables().stream().collect(Collectors.toMap(SampleTable::name, t -> t.rows()
                        .size())))
                .isEqualTo(Map.of(
                        "productlines", 7,
                        "products", 110,
                        "offices", 7,
                        "employees", 23,
                        "customers", 122,
                        "payments", 273,
                        "orders", 326,
                        "orderdetails", 2996));
    }

    @Test
    void ordersOfTheWalkThroughAreAsDescribed() {
        List<List<Object>> orders = sample.table("orders").rows();

        assertThat(orders.get(0)).isEqualTo(order(10100, "2003-01-06", "2003-01-13", "2003-01-10", 363));
        assertThat(orders.get(2)).isEqualTo(order(10102, "2003-01-10", "2003-01-18", "2003-01-14", 181));
        assertThat(detailLines(10100)).isEqualTo(4);
        assertThat(detailLines(10102)).isEqualTo(2);
    }

    @Test
    void statusesAndNullsOfOrdersAreCounted() {
        SampleTable orders = sample.table("orders");

        assertThat(values(orders, "status").collect(Collectors.groupingBy(Function.identity(), Collectors.counting())))
                .isEqualTo(Map.of(
                        "Shipped", 303L,
                        "Cancelled", 6L,
                        "In Process", 6L,
                        "Resolved", 4L,
                        "On Hold", 4L,
                        "Disputed", 3L));
        assertThat(values(orders, "comments").filter(Objects::isNull)).hasSize(246);
        assertThat(values(orders, "shippedDate").filter(Objects::isNull)).hasSize(14);
        assertThat(values(orders, "orderDate").map(LocalDate.class::cast))
                .isSorted()
                .startsWith(LocalDate.of(2003, 1, 6))
                .endsWith(LocalDate.of(2005, 5, 31));
    }

    @Test
    void customersRunFrom103To496AndSomeHaveNoSalesPerson() {
        SampleTable customers = sample.table("customers");

        assertThat(values(customers, "customerNumber")).startsWith(103).endsWith(496);
        assertThat(values(customers, "salesRepEmployeeNumber").filter(Objects::isNull))
                .hasSize(22);
    }

    @Test
    void everyKeyIsUniqueAndEveryReferenceIsThere() {
        assertThat(values(sample.table("products"), "productCode")).doesNotHaveDuplicates();
        assertThat(sample.table("orderdetails").rows().stream().map(row -> row.subList(0, 2)))
                .doesNotHaveDuplicates();
        assertThat(sample.table("payments").rows().stream().map(row -> row.subList(0, 2)))
                .doesNotHaveDuplicates();
        assertThat(values(sample.table("customers"), "customerNumber").toList())
                .containsAll(values(sample.table("orders"), "customerNumber").toList());
    }

    @Test
    void isTheSameEveryTimeAndFitsIntoLatin1() {
        assertThat(SampleDatabase.create().statements()).isEqualTo(sample.statements());
        assertThat(sample.statements())
                .allMatch(sql -> StandardCharsets.ISO_8859_1.newEncoder().canEncode(sql));
    }

    private long detailLines(int order) {
        return values(sample.table("orderdetails"), "orderNumber")
                .filter(number -> number.equals(order))
                .count();
    }

    private static Stream<Object> values(SampleTable table, String column) {
        return table.rows().stream().map(row -> table.value(row, column));
    }

    private static List<Object> order(int number, String ordered, String required, String shipped, int customer) {
        return Arrays.asList(
                number,
                LocalDate.parse(ordered),
                LocalDate.parse(required),
                LocalDate.parse(shipped),
                "Shipped",
                null,
                customer);
    }
}
