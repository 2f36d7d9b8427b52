/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.testing.workload;

import io.crosscurrent.testing.history.RowId;
import io.crosscurrent.testing.shape.KeyKind;
import io.crosscurrent.testing.shape.TableShape;
import io.crosscurrent.testing.shape.TableShape.Column;
import io.crosscurrent.testing.shape.ValueKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * A table as its writers know it. Each writer has rows of its own in it, by number; only a table of one writer changes its
 * name or columns, so nothing here is shared between threads but what is fixed.
 */
final class WorkTable {
    /** Numbers of a writer's rows begin at its multiple of this. */
    static final long NUMBERS = 10_000_000;

    private final String database;
    private final KeyKind key;
    private final Map<Integer, NavigableMap<Long, Long>> rows = new HashMap<>();
    private volatile List<TableShape> shapes;
    private volatile String name;
    private int nextIdentity;

    WorkTable(String database, String name, KeyKind key, List<ValueKind> kinds, int firstWriter, int writers) {
        this.database = database;
        this.name = name;
        this.key = key;
        List<Column> columns = new ArrayList<>();
        for (ValueKind kind : kinds) {
            columns.add(column(kind));
        }
        this.shapes = List.of(new TableShape(key, columns));
        for (int writer = firstWriter; writer < firstWriter + writers; writer++) {
            rows.put(writer, new TreeMap<>());
        }
    }

    /** A column that no table has yet; some have names that need quotes. */
    Column column(ValueKind kind) {
        int identity = nextIdentity++;
        return new Column(identity, columnName(identity, kind), kind);
    }

    private static String columnName(int identity, ValueKind kind) {
        String plain = "c" + identity + "_" + kind.name().toLowerCase(java.util.Locale.ROOT);
        return identity % 4 == 3 ? plain + " größe %" : plain;
    }

    String name() {
        return name;
    }

    void rename(String newName) {
        name = newName;
    }

    /** {@code schema.table}, as messages name it. */
    String id() {
        return id(name);
    }

    /** A table of the same database, as messages name it. */
    String id(String other) {
        return database + "." + other;
    }

    String sql() {
        return sql(name);
    }

    /** A table of the same database, quoted. */
    String sql(String other) {
        return "`" + database + "`.`" + other + "`";
    }

    KeyKind key() {
        return key;
    }

    TableShape shape() {
        return shapes.get(shapes.size() - 1);
    }

    List<TableShape> shapes() {
        return shapes;
    }

    void reshape(List<Column> columns) {
        List<TableShape> longer = new ArrayList<>(shapes);
        longer.add(new TableShape(key, columns));
        shapes = List.copyOf(longer);
    }

    /** Number to version of a writer's rows. */
    NavigableMap<Long, Long> rows(int writer) {
        return rows.get(writer);
    }

    Map<Integer, NavigableMap<Long, Long>> rows() {
        return rows;
    }

    RowId row(long number) {
        return new RowId(id(), key.text(number));
    }

    String createSql() {
        StringBuilder sql = new StringBuilder("create table " + sql() + " (" + key.definition()
                + ", version bigint not null, mark varchar(12) character set latin1 not null");
        for (Column column : shape().columns()) {
            sql.append(", ").append(definition(column));
        }
        return sql.append(", primary key (")
                .append(String.join(", ", key.columns()))
                .append("))")
                .toString();
    }

    static String definition(Column column) {
        return quoted(column) + " " + column.kind().type();
    }

    static String quoted(Column column) {
        return "`" + column.name() + "`";
    }
}
