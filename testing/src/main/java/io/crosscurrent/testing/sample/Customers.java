/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.testing.sample;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Who buys: 122 customers, numbered from 103 to 496, 22 of them without anybody who looks after them. */
record Customers(SampleTable table) {
    private static final int CUSTOMERS = 122;
    private static final int WITHOUT_SALES_PERSON = 22;

    static Customers create(Dice dice, Staff staff) {
        List<Integer> numbers = numbers(dice);
        List<Integer> alone = dice.shuffled(
                        numbers.stream().filter(n -> n != 181 && n != 363).toList())
                .subList(0, WITHOUT_SALES_PERSON);
        List<List<Object>> rows = new ArrayList<>();
        for (Integer number : numbers) {
            boolean lookedAfter = !alone.contains(number);
            rows.add(row(dice, number, lookedAfter ? dice.pick(staff.salesPeople()) : null));
        }
        return new Customers(table(rows));
    }

    /** Those that order: the ones looked after. */
    List<Integer> buyers() {
        return table.rows().stream()
                .filter(row -> row.get(11) != null)
                .map(row -> (Integer) row.get(0))
                .toList();
    }

    private static List<Integer> numbers(Dice dice) {
        Set<Integer> numbers = new TreeSet<>(List.of(103, 181, 363, 496));
        while (numbers.size() < CUSTOMERS) {
            numbers.add(dice.between(104, 495));
        }
        return List.copyOf(numbers);
    }

    private static List<Object> row(Dice dice, int number, Integer salesPerson) {
        List<String> place = dice.pick(Words.PLACES);
        String lastName = dice.pick(Words.LAST_NAMES);
        String state = place.get(1);
        return Arrays.asList(
                number,
                "%s %s".formatted(dice.chance(40) ? place.get(0) : lastName, dice.pick(Words.FIRMS)),
                lastName,
                dice.pick(Words.FIRST_NAMES),
                "+%s 555 %s".formatted(dice.digits(2), dice.digits(5)),
                "%d %s".formatted(dice.between(1, 180), dice.pick(Words.STREETS)),
                dice.chance(18) ? "Level " + dice.between(1, 9) : null,
                place.get(0),
                state.isEmpty() ? null : state,
                dice.chance(94) ? dice.digits(5) : null,
                place.get(2),
                salesPerson,
                salesPerson == null
                        ? BigDecimal.valueOf(0, 2)
                        : BigDecimal.valueOf(dice.between(110, 2270) * 10_000L, 2));
    }

    private static SampleTable table(List<List<Object>> rows) {
        return new SampleTable(
                "customers",
                List.of(
                        "customerNumber",
                        "customerName",
                        "contactLastName",
                        "contactFirstName",
                        "phone",
                        "addressLine1",
                        "addressLine2",
                        "city",
                        "state",
                        "postalCode",
                        "country",
                        "salesRepEmployeeNumber",
                        "creditLimit"),
                """
                  customerNumber int NOT NULL,
                  customerName varchar(50) NOT NULL,
                  contactLastName varchar(50) NOT NULL,
                  contactFirstName varchar(50) NOT NULL,
                  phone varchar(50) NOT NULL,
                  addressLine1 varchar(50) NOT NULL,
                  addressLine2 varchar(50) DEFAULT NULL,
                  city varchar(50) NOT NULL,
                  state varchar(50) DEFAULT NULL,
                  postalCode varchar(15) DEFAULT NULL,
                  country varchar(50) NOT NULL,
                  salesRepEmployeeNumber int DEFAULT NULL,
                  creditLimit decimal(10,2) DEFAULT NULL,
                  PRIMARY KEY (customerNumber),
                  CONSTRAINT customers_sales FOREIGN KEY (salesRepEmployeeNumber) REFERENCES employees (employeeNumber)""",
                rows);
    }
}
