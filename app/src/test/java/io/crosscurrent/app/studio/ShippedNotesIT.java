/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.app.studio;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every note that comes with the program, run from top to bottom on the demo: its rows are those that MySQL itself gives,
 * also after MySQL has changed, and its clean-up leaves nothing. The tests change different rows, so their order does not
 * matter; none updates or deletes lines of orders, whose history is summed up.
 */
@ExtendWith(SharedDemo.class)
class ShippedNotesIT {
    private static final Map<String, String> AS_SHIPPED = Map.of();
    private static final String ORDERS_BY_STATUS = "SELECT status, COUNT(*) FROM orders GROUP BY status";

    private static DemoProcess demo;
    private static StudioClient studio;

    @BeforeAll
    static void open() throws Exception {
        demo = SharedDemo.demo();
        studio = new StudioClient(demo.another());
    }

    private static void eventually(ThrowingRunnable assertion) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(120))
                .pollInterval(Duration.ofMillis(200))
                .untilAsserted(assertion);
    }

    /** The cell comes to show what MySQL answers, in whatever order. */
    private static void shows(String note, String cell, String sql) {
        eventually(() -> assertThat(studio.rows(note, cell))
                .as("cell %s of %s", cell, note)
                .containsExactlyInAnyOrderElementsOf(demo.query(sql)));
    }

    private static void cleanedUp(String note, Map<String, String> parameters) {
        studio.stop(note);
        studio.cleanUp(note, parameters);
        eventually(() ->
                assertThat(studio.names(note)).as("tables and views of " + note).isEmpty());
        eventually(() -> assertThat(studio.runningJobs())
                .as("jobs of " + note)
                .noneMatch(job -> job.startsWith("studio/" + note + "/")));
    }

    @Test
    void everyNoteIsTestedHere() {
        assertThat(new TreeSet<>(studio.shippedNotes()))
                .containsExactly(
                        "cleanup-cdc-streaming",
                        "data-lake",
                        "data-quality",
                        "enrichment",
                        "enrichment-lookup",
                        "enrichment-temporal",
                        "revenue-per-product-line",
                        "revenue-windows",
                        "setup-cdc-streaming",
                        "strangler-fig",
                        "test-cdc-streaming",
                        "top-customers");
    }

    @Test
    void theWalkthroughIsSetUpShownAndTakenAway() throws Exception {
        // Given
        Properties login = demo.login();
        List<String> topics = studio.topics();
        Map<String, String> parameters = Map.of(
                "pipeline", "shipped",
                "port", login.getProperty("port"),
                "user", login.getProperty("user"),
                "mysqlPassword", login.getProperty("password"));
        Map<String, String> mistyped = new HashMap<>(parameters);
        mistyped.put("mysqlPassword", "wrong");
        // When
        String failure = studio.failure("setup-cdc-streaming", "test", mistyped);
        // Then: it says why, and after a clean-up of what there is it can be done again
        assertThat(failure).contains("Access denied", login.getProperty("user"));
        studio.runAll("cleanup-cdc-streaming", parameters);
        // When
        studio.runAll("setup-cdc-streaming", parameters);
        // Then
        eventually(() -> assertThat(studio.topics()).contains("shipped"));
        theTestNoteFollowsMySql("'set up'");
        // When
        studio.runAll("cleanup-cdc-streaming", parameters);
        // Then
        eventually(() -> assertThat(studio.topics()).containsExactlyInAnyOrderElementsOf(topics));
        assertThat(studio.get("pipelines").toString()).doesNotContain("shipped-source", "shipped-target");
        theTestNoteFollowsMySql("'taken away'");
    }

    private static void theTestNoteFollowsMySql(String comment) throws Exception {
        String orders = "SELECT orderNumber, orderDate, status, comments, customerNumber FROM orders"
                + " WHERE orderNumber BETWEEN 10100 AND 10110";
        studio.runAll("test-cdc-streaming", AS_SHIPPED);
        shows("test-cdc-streaming", "c2", "SHOW TABLES");
        shows("test-cdc-streaming", "c4", orders);
        shows("test-cdc-streaming", "c5", ORDERS_BY_STATUS);
        demo.sql("UPDATE orders SET status = 'Disputed', comments = " + comment + " WHERE orderNumber = 10104");
        shows("test-cdc-streaming", "c4", orders);
        shows("test-cdc-streaming", "c5", ORDERS_BY_STATUS);
        studio.stop("test-cdc-streaming");
    }

    @Test
    void topCustomersAreThoseOfMySql() throws Exception {
        String best =
                "SELECT customerName, country, SUM(amount) AS paid FROM payments JOIN customers USING (customerNumber)"
                        + " GROUP BY customerNumber, customerName, country ORDER BY paid DESC LIMIT 10";
        studio.runAll("top-customers", AS_SHIPPED);
        shows("top-customers", "c2", best);
        demo.sql("INSERT INTO payments SELECT MIN(customerNumber), 'CC-1', '2026-11-01', 999999.99 FROM customers");
        shows("top-customers", "c2", best);
        cleanedUp("top-customers", AS_SHIPPED);
    }

    @Test
    void revenueIsThatOfMySql() throws Exception {
        String line = "SELECT productLine, SUM(quantityOrdered * priceEach), COUNT(DISTINCT orderNumber)"
                + " FROM orderdetails JOIN products USING (productCode) GROUP BY productLine";
        String month =
                "SELECT DATE_FORMAT(orderDate, '%Y-%m'), productLine, SUM(quantityOrdered * priceEach) FROM orders"
                        + " JOIN orderdetails USING (orderNumber) JOIN products USING (productCode) GROUP BY 1, 2";
        studio.runAll("revenue-per-product-line", AS_SHIPPED);
        shows("revenue-per-product-line", "c2", line);
        shows("revenue-per-product-line", "c3", month);
        demo.sql(newLine(10120));
        shows("revenue-per-product-line", "c2", line);
        shows("revenue-per-product-line", "c3", month);
        cleanedUp("revenue-per-product-line", AS_SHIPPED);
    }

    /** A line that an order does not have yet. */
    private static String newLine(int order) {
        return "INSERT INTO orderdetails SELECT " + order + ", MIN(productCode), 7, 12345.67, 99 FROM products"
                + " WHERE productCode NOT IN (SELECT productCode FROM orderdetails WHERE orderNumber = " + order + ")";
    }

    @Test
    void windowsHoldTheRevenueOfMySqlAndCloseInAQuietDatabase() throws Exception {
        studio.runAll("revenue-windows", AS_SHIPPED);
        windowsHoldTheRevenue();
        demo.sql(newLine(10121));
        windowsHoldTheRevenue();
        cleanedUp("revenue-windows", AS_SHIPPED);
    }

    private static void windowsHoldTheRevenue() {
        eventually(() -> {
            Map<String, java.math.BigDecimal> revenue = new HashMap<>();
            demo.query("SELECT productLine, SUM(quantityOrdered * priceEach) FROM orderdetails"
                            + " JOIN products USING (productCode) GROUP BY productLine")
                    .forEach(row -> revenue.put(row.get(0), new java.math.BigDecimal(row.get(1))));
            assertThat(summed(studio.rows("revenue-windows", "c5")))
                    .as("each line is in one window")
                    .isEqualTo(revenue);
            revenue.replaceAll((line, sum) -> sum.multiply(java.math.BigDecimal.valueOf(3)));
            assertThat(summed(studio.rows("revenue-windows", "c6")))
                    .as("each line is in three windows")
                    .isEqualTo(revenue);
        });
        eventually(() -> {
            // of a window that grows its last state, which is its largest
            Map<String, List<String>> last = new HashMap<>();
            studio.rows("revenue-windows", "c7")
                    .forEach(row -> last.merge(
                            row.get(0) + row.get(2), row, (a, b) -> amount(a).compareTo(amount(b)) > 0 ? a : b));
            assertThat(summed(new ArrayList<>(last.values())))
                    .as("a window that grows")
                    .isEqualTo(summed(studio.rows("revenue-windows", "c5")));
        });
    }

    private static java.math.BigDecimal amount(List<String> window) {
        return new java.math.BigDecimal(window.get(3));
    }

    /** Revenue of rows {@code window_start, window_end, productLine, revenue}, by product line. */
    private static Map<String, java.math.BigDecimal> summed(List<List<String>> windows) {
        return windows.stream()
                .collect(Collectors.toMap(
                        row -> row.get(2), ShippedNotesIT::amount, java.math.BigDecimal::add, HashMap::new));
    }

    @Test
    void whatBreaksARuleIsWhatBreaksItInMySql() throws Exception {
        Map<String, String> rules = new LinkedHashMap<>();
        rules.put(
                "c2",
                "SELECT orderNumber, orderDate, shippedDate, status FROM orders"
                        + " WHERE shippedDate < orderDate OR status = 'Shipped' AND shippedDate IS NULL");
        rules.put(
                "c3",
                "SELECT d.orderNumber, d.productCode FROM orderdetails d LEFT JOIN orders o USING (orderNumber)"
                        + " WHERE o.orderNumber IS NULL");
        rules.put(
                "c4",
                "SELECT orderNumber, productCode, priceEach, buyPrice FROM orderdetails"
                        + " JOIN products USING (productCode) WHERE priceEach < buyPrice");
        rules.put(
                "c5",
                "SELECT customerName, city, COUNT(*) FROM customers GROUP BY customerName, city HAVING COUNT(*) > 1");
        rules.put(
                "c7",
                "SELECT COUNT(*), SUM(state IS NULL), SUM(state = ''), SUM(postalCode IS NULL),"
                        + " SUM(salesRepEmployeeNumber IS NULL) FROM customers");
        studio.runAll("data-quality", AS_SHIPPED);
        rules.forEach((cell, sql) -> shows("data-quality", cell, sql));
        demo.sql(
                "UPDATE orders SET shippedDate = '2001-01-01' WHERE orderNumber = 10131",
                "UPDATE orders SET shippedDate = NULL, status = 'Shipped' WHERE orderNumber = 10132",
                "DELETE FROM orders WHERE orderNumber = 10133",
                "UPDATE products SET buyPrice = 99999.99 WHERE productCode = (SELECT productCode FROM orderdetails LIMIT 1)",
                "INSERT INTO customers SELECT 9001, customerName, contactLastName, contactFirstName, phone, addressLine1,"
                        + " NULL, city, '', NULL, country, NULL, NULL FROM customers ORDER BY customerNumber LIMIT 1");
        rules.forEach((cell, sql) -> shows("data-quality", cell, sql));
        assertThat(studio.rows("data-quality", "c2")).hasSize(2);
        cleanedUp("data-quality", AS_SHIPPED);
    }

    @Test
    void joinsShowTheNamesOfMySql() throws Exception {
        String names = "SELECT orderNumber, status, customerName, c.city, lastName FROM orders o"
                + " JOIN customers c USING (customerNumber)"
                + " LEFT JOIN employees e ON e.employeeNumber = c.salesRepEmployeeNumber";
        String regions = "SELECT CASE WHEN country IN ('USA', 'Canada') THEN 'America'"
                + " WHEN country IN ('Australia', 'New Zealand') THEN 'Pacific'"
                + " WHEN country IN ('Norway', 'Sweden', 'Finland', 'Denmark') THEN 'North'"
                + " WHEN country IN ('UK', 'Ireland', 'France', 'Spain') THEN 'West' ELSE 'elsewhere' END AS region,"
                + " COUNT(*) FROM orders JOIN customers USING (customerNumber) GROUP BY region";
        studio.runAll("enrichment", AS_SHIPPED);
        shows("enrichment", "c2", names);
        shows("enrichment", "c5", regions);
        int customer = customerOf(10140);
        demo.sql("UPDATE customers SET customerName = 'Æther & Söhne', country = 'Canada' WHERE customerNumber = "
                + customer);
        shows("enrichment", "c2", names);
        shows("enrichment", "c5", regions);
        cleanedUp("enrichment", AS_SHIPPED);
    }

    private static int customerOf(int order) throws SQLException, IOException {
        return Integer.parseInt(demo.query("SELECT customerNumber FROM orders WHERE orderNumber = " + order)
                .get(0)
                .get(0));
    }

    @Test
    void aLookupAsksMySqlWhenAnOrderChanges() throws Exception {
        // Given
        String note = "enrichment-lookup";
        Function<List<String>, String> order = row -> row.get(0);
        studio.runAll(note, AS_SHIPPED);
        eventually(() -> assertThat(last(studio.rows(note, "c3"), order)).containsAllEntriesOf(limits()));
        shows(
                note,
                "c6",
                "SELECT productLine, SUM(quantityOrdered) FROM orderdetails JOIN products USING (productCode)"
                        + " GROUP BY productLine");
        // When
        Map<String, List<String>> asked = last(studio.rows(note, "c3"), order);
        demo.sql(
                "UPDATE customers SET creditLimit = 1234.56 WHERE customerNumber = " + customerOf(10150),
                "UPDATE orders SET comments = 'look again' WHERE orderNumber = 10150",
                newLine(10151));
        // Then
        eventually(() ->
                assertThat(last(studio.rows(note, "c3"), order).get("10150")).isEqualTo(limits().get("10150")));
        assertThat(limits().get("10150")).endsWith("1234.56");
        Map<String, List<String>> others = last(studio.rows(note, "c3"), order);
        asked.keySet().stream().filter(each -> !each.equals("10150")).forEach(each -> assertThat(others.get(each))
                .isEqualTo(asked.get(each)));
        shows(
                note,
                "c6",
                "SELECT productLine, SUM(quantityOrdered) FROM orderdetails JOIN products USING (productCode)"
                        + " GROUP BY productLine");
        cleanedUp(note, AS_SHIPPED);
    }

    /** Rows {@code orderNumber, status, customerName, creditLimit} of MySQL, by order. */
    private static Map<String, List<String>> limits() throws SQLException, IOException {
        return last(
                demo.query("SELECT orderNumber, status, customerName, creditLimit FROM orders"
                        + " JOIN customers USING (customerNumber)"),
                row -> row.get(0));
    }

    /** The last row of each order, without the second column when it says how the order changed. */
    private static Map<String, List<String>> last(List<List<String>> rows, Function<List<String>, String> key) {
        Map<String, List<String>> last = new HashMap<>();
        for (List<String> row : rows) {
            List<String> values = new ArrayList<>(row);
            if (row.size() > 4) {
                values.remove(1);
            }
            last.put(key.apply(row), values);
        }
        return last;
    }

    @Test
    void anOrderKeepsTheCustomerOfItsTime() throws Exception {
        // Given
        String note = "enrichment-temporal";
        int customer = customerOf(10160);
        String orders = "SELECT orderNumber, status, customerName, creditLimit FROM orders"
                + " JOIN customers USING (customerNumber) WHERE customerNumber = " + customer;
        studio.runAll(note, AS_SHIPPED);
        eventually(() -> assertThat(asOfThen(note)).containsAll(demo.query(orders)));
        List<List<String>> before = asOfThen(note);
        String name = demo.query(orders).get(0).get(2);
        // When
        demo.sql(
                "UPDATE customers SET customerName = 'Renamed' WHERE customerNumber = " + customer,
                "UPDATE orders SET status = 'On Hold' WHERE orderNumber = 10160");
        // Then
        List<String> now = demo.query(orders + " AND orderNumber = 10160").get(0);
        assertThat(now).contains("Renamed", "On Hold");
        eventually(() -> assertThat(asOfThen(note)).contains(now));
        assertThat(asOfThen(note)).containsAll(before);
        assertThat(before)
                .anyMatch(row -> row.get(0).equals("10160") && row.get(2).equals(name));
        cleanedUp(note, AS_SHIPPED);
    }

    /** Rows without how and when. */
    private static List<List<String>> asOfThen(String note) {
        return studio.rows(note, "c5").stream()
                .map(row -> List.of(row.get(0), row.get(2), row.get(4), row.get(5)))
                .toList();
    }

    @Test
    void theNewServiceHasWhatTheOldDatabaseHas() throws Exception {
        // Given
        String note = "strangler-fig";
        String old =
                "SELECT orderNumber, customerName, city, country, IF(shippedDate IS NULL, 'open', 'gone') AS state,"
                        + " shippedDate FROM orders JOIN customers USING (customerNumber)";
        // When
        studio.runAll(note, AS_SHIPPED);
        // Then
        theServiceHas(old);
        // When
        demo.sql(
                "UPDATE orders SET shippedDate = NULL WHERE orderNumber = 10170",
                "DELETE FROM orders WHERE orderNumber = 10171",
                "UPDATE customers SET city = 'Þorlákshöfn' WHERE customerNumber = " + customerOf(10172));
        // Then
        theServiceHas(old);
        studio.run(note, "c7", AS_SHIPPED);
        shows(note, "c7", "SELECT state, COUNT(*) FROM shipping.shipments GROUP BY state");
        // When
        cleanedUp(note, AS_SHIPPED);
        // Then
        assertThat(studio.runningJobs()).doesNotContain("strangler-fig");
        eventually(() -> assertThat(studio.topics()).doesNotContain("shipping.shipments"));
        eventually(
                () -> assertThat(demo.query("SHOW DATABASES LIKE 'shipping'")).isEmpty());
    }

    private static void theServiceHas(String old) {
        eventually(() -> assertThat(demo.query(
                        "SELECT orderNumber, customerName, city, country, state, shippedDate FROM shipping.shipments"))
                .containsExactlyInAnyOrderElementsOf(demo.query(old)));
        shows("strangler-fig", "c6", old + " WHERE shippedDate IS NULL");
    }

    @Test
    void theLakeHoldsEveryChangeAndTheTableAsItIs(@TempDir Path folder) throws Exception {
        // Given
        String note = "data-lake";
        Map<String, String> parameters = Map.of("folder", folder.toString());
        // When
        studio.runAll(note, parameters);
        // Then
        eventuallyInTheLake(parameters);
        // When
        demo.sql(
                "UPDATE orders SET status = 'Resolved' WHERE orderNumber = 10180",
                "DELETE FROM orders WHERE orderNumber = 10181");
        // Then
        eventuallyInTheLake(parameters);
        assertThat(files(folder)).isNotEmpty();
        assertThat(Files.readString(files(folder).get(0))).contains("\"orderNumber\":10100");
        cleanedUp(note, parameters);
        eventually(() -> assertThat(files(folder)).isEmpty());
    }

    /** The files are written anew until they have what was captured; the capture itself takes a moment. */
    private static void eventuallyInTheLake(Map<String, String> parameters) {
        eventually(() -> {
            studio.run("data-lake", "c3", parameters);
            studio.run("data-lake", "c6", parameters);
            assertThat(studio.rows("data-lake", "c6"))
                    .containsExactlyInAnyOrderElementsOf(demo.query(ORDERS_BY_STATUS));
        });
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }
}
