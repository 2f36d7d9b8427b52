/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.testing.sample;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Who sells: seven offices with 23 people. */
record Staff(SampleTable offices, SampleTable employees) {
    private static final int EMPLOYEES = 23;
    private static final int MANAGERS = 6;
    private static final List<List<Object>> OFFICES = List.of(
            office("1", "Halifax", "+1 902 555 0110", "12 Ropewalk", "Loft 3", "NS", "Canada", "B3J 1A1", "NA"),
            office("2", "Portland", "+1 207 555 0120", "400 Commercial Street", null, "ME", "USA", "04101", "NA"),
            office("3", "Savannah", "+1 912 555 0130", "7 Factors Lane", "Suite 210", "GA", "USA", "31401", "NA"),
            office("4", "Göteborg", "+46 31 555 014", "Packhusplatsen 2", null, null, "Sweden", "411 13", "EMEA"),
            office(
                    "5",
                    "Yokohama",
                    "+81 45 555 0150",
                    "3-1 Kaigan-dori",
                    null,
                    "Kanagawa",
                    "Japan",
                    "231-0002",
                    "Japan"),
            office("6", "Hobart", "+61 3 5550 0160", "21 Salamanca Quay", "Floor 2", null, "Australia", "7000", "APAC"),
            office("7", "Bristol", "+44 117 555 0170", "1 Narrow Quay", null, null, "UK", "BS1 4QA", "EMEA"));

    static Staff create(Dice dice) {
        List<List<Object>> employees = new ArrayList<>();
        List<String> lastNames = dice.shuffled(Words.LAST_NAMES);
        for (int i = 0; i < EMPLOYEES; i++) {
            String firstName = dice.pick(Words.FIRST_NAMES);
            String lastName = lastNames.get(i);
            employees.add(Arrays.asList(
                    1002 + i * 17,
                    lastName,
                    firstName,
                    "x" + dice.digits(i % 3 == 0 ? 3 : 4),
                    email(firstName, lastName),
                    String.valueOf(i < MANAGERS ? 1 : 1 + i % OFFICES.size()),
                    chief(dice, employees, i),
                    title(i)));
        }
        return new Staff(officeTable(), employeeTable(employees));
    }

    /** Numbers of those who look after customers. */
    List<Integer> salesPeople() {
        return employees.rows().stream()
                .skip(MANAGERS)
                .map(row -> (Integer) row.get(0))
                .toList();
    }

    private static Integer chief(Dice dice, List<List<Object>> before, int index) {
        if (index == 0) {
            return null;
        }
        int chief = index < MANAGERS ? (index < 3 ? 0 : dice.between(1, 2)) : dice.between(3, MANAGERS - 1);
        return (Integer) before.get(chief).get(0);
    }

    private static String title(int index) {
        return switch (index) {
            case 0 -> "Managing Director";
            case 1 -> "Head of Sales";
            case 2 -> "Head of Workshop";
            case 3 -> "Sales Manager (Americas)";
            case 4 -> "Sales Manager (Europe)";
            case 5 -> "Sales Manager (Pacific)";
            default -> "Sales";
        };
    }

    private static String email(String firstName, String lastName) {
        String name = (firstName.charAt(0) + lastName).toLowerCase(Locale.ROOT);
        return name.replaceAll("[^a-z]", "") + "@modelharbour.example";
    }

    private static List<Object> office(Object... values) {
        return Arrays.asList(values);
    }

    private static SampleTable officeTable() {
        return new SampleTable(
                "offices",
                List.of(
                        "officeCode",
                        "city",
                        "phone",
                        "addressLine1",
                        "addressLine2",
                        "state",
                        "country",
                        "postalCode",
                        "territory"),
                """
                  officeCode varchar(10) NOT NULL,
                  city varchar(50) NOT NULL,
                  phone varchar(50) NOT NULL,
                  addressLine1 varchar(50) NOT NULL,
                  addressLine2 varchar(50) DEFAULT NULL,
                  state varchar(50) DEFAULT NULL,
                  country varchar(50) NOT NULL,
                  postalCode varchar(15) NOT NULL,
                  territory varchar(10) NOT NULL,
                  PRIMARY KEY (officeCode)""",
                OFFICES);
    }

    private static SampleTable employeeTable(List<List<Object>> rows) {
        return new SampleTable(
                "employees",
                List.of(
                        "employeeNumber",
                        "lastName",
                        "firstName",
                        "extension",
                        "email",
                        "officeCode",
                        "reportsTo",
                        "jobTitle"),
                """
                  employeeNumber int NOT NULL,
                  lastName varchar(50) NOT NULL,
                  firstName varchar(50) NOT NULL,
                  extension varchar(10) NOT NULL,
                  email varchar(100) NOT NULL,
                  officeCode varchar(10) NOT NULL,
                  reportsTo int DEFAULT NULL,
                  jobTitle varchar(50) NOT NULL,
                  PRIMARY KEY (employeeNumber),
                  CONSTRAINT employees_chief FOREIGN KEY (reportsTo) REFERENCES employees (employeeNumber),
                  CONSTRAINT employees_office FOREIGN KEY (officeCode) REFERENCES offices (officeCode)""",
                rows);
    }
}
