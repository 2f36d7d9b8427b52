/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.testing.sample;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** What was sold between January 2003 and May 2005: 326 orders with 2,996 lines, and 273 payments. */
record OrderBook(SampleTable orders, SampleTable details, SampleTable payments) {
    private static final int ORDERS = 326;
    private static final int FIRST_NUMBER = 10_100;
    private static final int LINES = 2_996;
    private static final int MOST_LINES = 18;
    private static final int PAYMENTS = 273;
    private static final int WITH_COMMENTS = 80;
    private static final LocalDate FIRST_DAY = LocalDate.of(2003, 1, 6);
    private static final LocalDate LAST_DAY = LocalDate.of(2005, 5, 31);

    static OrderBook create(Dice dice, Catalogue catalogue, Customers customers) {
        List<List<Object>> orders = orders(dice, customers.buyers());
        return new OrderBook(
                orderTable(orders),
                detailTable(details(dice, catalogue)),
                paymentTable(payments(dice, customers.buyers())));
    }

    private static List<List<Object>> orders(Dice dice, List<Integer> buyers) {
        List<String> statuses = statuses(dice);
        Set<Integer> commented = new HashSet<>(
                dice.shuffled(IntStream.range(3, ORDERS).boxed().toList()).subList(0, WITH_COMMENTS));
        int cancelledAfterShipping = 2;
        List<List<Object>> rows = new ArrayList<>();
        for (int i = 0; i < ORDERS; i++) {
            String status = statuses.get(i);
            LocalDate ordered = FIRST_DAY.plusDays(ChronoUnit.DAYS.between(FIRST_DAY, LAST_DAY) * i / (ORDERS - 1));
            LocalDate required = ordered.plusDays(dice.between(6, 12));
            LocalDate shipped = ordered.plusDays(dice.between(1, 6));
            if (status.equals("Cancelled")) {
                shipped = cancelledAfterShipping-- > 0 ? shipped : null;
            } else if (status.equals("In Process") || status.equals("On Hold")) {
                shipped = null;
            }
            String comments = commented.contains(i) ? dice.pick(Words.REMARKS) : null;
            rows.add(order(FIRST_NUMBER + i, ordered, required, shipped, status, comments, dice.pick(buyers)));
        }
        rows.set(0, order(10_100, FIRST_DAY, day(13), day(10), "Shipped", null, 363));
        rows.set(2, order(10_102, day(10), day(18), day(14), "Shipped", null, 181));
        LocalDate between = LocalDate.of(2003, 1, 9);
        rows.set(1, order(10_101, between, day(18), day(11), "Shipped", null, (Integer)
                rows.get(1).get(6)));
        return rows;
    }

    /** The first three are shipped; what is still open stands towards the end. */
    private static List<String> statuses(Dice dice) {
        List<String> settled = new ArrayList<>();
        add(settled, "Shipped", 300);
        add(settled, "Cancelled", 6);
        add(settled, "Resolved", 4);
        add(settled, "Disputed", 3);
        List<String> statuses = new ArrayList<>(List.of("Shipped", "Shipped", "Shipped"));
        statuses.addAll(dice.shuffled(settled));
        List<String> open = new ArrayList<>();
        add(open, "In Process", 6);
        add(open, "On Hold", 4);
        statuses.addAll(dice.shuffled(open));
        return statuses;
    }

    private static void add(List<String> statuses, String status, int count) {
        for (int i = 0; i < count; i++) {
            statuses.add(status);
        }
    }

    private static LocalDate day(int ofJanuary) {
        return LocalDate.of(2003, 1, ofJanuary);
    }

    private static List<Object> order(Object... values) {
        return Arrays.asList(values);
    }

    private static List<List<Object>> details(Dice dice, Catalogue catalogue) {
        int[] counts = lineCounts(dice);
        List<String> codes = catalogue.codes();
        List<Integer> indexes = IntStream.range(0, codes.size()).boxed().toList();
        List<List<Object>> rows = new ArrayList<>(LINES);
        for (int i = 0; i < ORDERS; i++) {
            List<Integer> products = dice.shuffled(indexes).subList(0, counts[i]);
            for (int line = 0; line < products.size(); line++) {
                int product = products.get(line);
                rows.add(List.of(
                        FIRST_NUMBER + i,
                        codes.get(product),
                        dice.between(15, 55),
                        dice.percentOf(catalogue.price(product), 80, 100),
                        line + 1));
            }
        }
        return rows;
    }

    /** Between 1 and {@value #MOST_LINES} for each order; four for 10100, two for 10102; {@value #LINES} together. */
    private static int[] lineCounts(Dice dice) {
        int[] counts = new int[ORDERS];
        int sum = 0;
        for (int i = 0; i < ORDERS; i++) {
            counts[i] = i == 0 ? 4 : i == 2 ? 2 : dice.between(1, MOST_LINES);
            sum += counts[i];
        }
        while (sum != LINES) {
            int order = dice.between(3, ORDERS - 1);
            int step = sum < LINES ? 1 : -1;
            if (counts[order] + step >= 1 && counts[order] + step <= MOST_LINES) {
                counts[order] += step;
                sum += step;
            }
        }
        return counts;
    }

    private static List<List<Object>> payments(Dice dice, List<Integer> buyers) {
        List<List<Object>> rows = new ArrayList<>();
        for (int i = 0; i < PAYMENTS; i++) {
            BigDecimal amount = dice.amount(600, 120_000);
            LocalDate paid = FIRST_DAY.plusDays(dice.between(5, 870));
            rows.add(List.of(
                    buyers.get(i % buyers.size()),
                    "%s%06d".formatted(dice.letters(2), 100_003 + i * 977),
                    paid,
                    amount));
        }
        return rows;
    }

    private static SampleTable orderTable(List<List<Object>> rows) {
        return new SampleTable(
                "orders",
                List.of(
                        "orderNumber",
                        "orderDate",
                        "requiredDate",
                        "shippedDate",
                        "status",
                        "comments",
                        "customerNumber"),
                """
                  orderNumber int NOT NULL,
                  orderDate date NOT NULL,
                  requiredDate date NOT NULL,
                  shippedDate date DEFAULT NULL,
                  status varchar(15) NOT NULL,
                  comments text,
                  customerNumber int NOT NULL,
                  PRIMARY KEY (orderNumber),
                  CONSTRAINT orders_customer FOREIGN KEY (customerNumber) REFERENCES customers (customerNumber)""",
                rows);
    }

    private static SampleTable detailTable(List<List<Object>> rows) {
        return new SampleTable(
                "orderdetails",
                List.of("orderNumber", "productCode", "quantityOrdered", "priceEach", "orderLineNumber"),
                """
                  orderNumber int NOT NULL,
                  productCode varchar(15) NOT NULL,
                  quantityOrdered int NOT NULL,
                  priceEach decimal(10,2) NOT NULL,
                  orderLineNumber smallint NOT NULL,
                  PRIMARY KEY (orderNumber, productCode),
                  CONSTRAINT orderdetails_product FOREIGN KEY (productCode) REFERENCES products (productCode)""",
                rows);
    }

    private static SampleTable paymentTable(List<List<Object>> rows) {
        return new SampleTable(
                "payments",
                List.of("customerNumber", "checkNumber", "paymentDate", "amount"),
                """
                  customerNumber int NOT NULL,
                  checkNumber varchar(50) NOT NULL,
                  paymentDate date NOT NULL,
                  amount decimal(10,2) NOT NULL,
                  PRIMARY KEY (customerNumber, checkNumber),
                  CONSTRAINT payments_customer FOREIGN KEY (customerNumber) REFERENCES customers (customerNumber)""",
                rows);
    }
}
