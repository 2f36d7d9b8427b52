/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.testing.sample;

import java.util.ArrayList;
import java.util.List;

/**
 * The database {@value #SCHEMA}: eight tables, 3,864 rows, identical on every machine. Immutable.
 *
 * <p>Orders 10100 and 10102 are those of the walk-through: both shipped in January 2003, without comments. Order details
 * have no foreign key to orders, so that an order can be deleted by itself; a key with ON DELETE CASCADE would not do,
 * since cascaded deletes never reach the binary log.
 */
public final class SampleDatabase {
    public static final String SCHEMA = "salesdb";

    private static final int ROWS_PER_STATEMENT = 500;
    private static final long SEED = 20_030_106L;

    private final List<SampleTable> tables;

    private SampleDatabase(List<SampleTable> tables) {
        this.tables = List.copyOf(tables);
    }

    /** Makes all rows; takes some 50 ms. */
    public static SampleDatabase create() {
        Dice dice = new Dice(SEED);
        Catalogue catalogue = Catalogue.create(dice);
        Staff staff = Staff.create(dice);
        Customers customers = Customers.create(dice, staff);
        OrderBook orders = OrderBook.create(dice, catalogue, customers);
        return new SampleDatabase(List.of(
                catalogue.productLines(),
                catalogue.products(),
                staff.offices(),
                staff.employees(),
                customers.table(),
                orders.payments(),
                orders.orders(),
                orders.details()));
    }

    /** In an order in which foreign keys are satisfied. */
    public List<SampleTable> tables() {
        return tables;
    }

    public SampleTable table(String name) {
        return tables.stream()
                .filter(table -> table.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the sample has no table " + name));
    }

    /** Drops the schema if it is there, makes it anew and fills it. One statement each, without semicolon. */
    public List<String> statements() {
        List<String> statements = new ArrayList<>();
        statements.add("DROP DATABASE IF EXISTS " + SCHEMA);
        statements.add("CREATE DATABASE %s CHARACTER SET latin1".formatted(SCHEMA));
        for (SampleTable table : tables) {
            statements.add(table.createStatement(SCHEMA));
        }
        for (SampleTable table : tables) {
            statements.addAll(table.insertStatements(SCHEMA, ROWS_PER_STATEMENT));
        }
        return statements;
    }

    /** Brings orders 10100 and 10102 back to what they were, and changes nothing else. */
    public List<String> restoreStatements() {
        SampleTable orders = table("orders");
        List<Object> second = orders.rows().get(2);
        return List.of(
                "UPDATE %s.orders SET comments = NULL WHERE orderNumber = 10100".formatted(SCHEMA),
                orders.insertIfMissing(SCHEMA, second));
    }
}
