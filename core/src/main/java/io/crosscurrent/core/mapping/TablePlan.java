/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.core.mapping;

import io.crosscurrent.core.encoding.MessageSettings;
import io.crosscurrent.core.encoding.RowLayout;
import io.crosscurrent.core.registry.RegistryRecord.CapturedColumn;
import io.crosscurrent.core.table.Column;
import io.crosscurrent.core.table.ColumnType;
import io.crosscurrent.core.table.Table;
import io.crosscurrent.core.table.TableId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What to do with the rows of one version of one table: compiled once by {@link TableMappings#plan}, only run per row.
 * Immutable and safe for use by several threads.
 */
public final class TablePlan {
    /** The attribute that holds all columns under {@code map-record-to-document}. */
    public static final String DOCUMENT = "_doc";

    private final TableShape shape;
    private final Table table;
    private final MessageSettings settings;
    private final String topic;
    private final PartitionKey key;
    private final boolean document;
    private final List<Integer> columns;
    private final List<AttributeMapping> attributes;
    private final RowFilter filter;
    private final RowLayout layout;

    /** @param columns indexes of the columns written to {@code data}, ascending */
    TablePlan(
            TableShape shape,
            MessageSettings settings,
            String topic,
            PartitionKey key,
            boolean document,
            List<Integer> columns,
            List<AttributeMapping> attributes,
            RowFilter filter) {
        this.shape = Objects.requireNonNull(shape);
        this.table = shape.table();
        this.settings = Objects.requireNonNull(settings);
        this.topic = Objects.requireNonNull(topic);
        this.key = Objects.requireNonNull(key);
        this.document = document;
        this.columns = List.copyOf(columns);
        this.attributes = List.copyOf(attributes);
        this.filter = Objects.requireNonNull(filter);
        this.layout = RowLayout.compile(this);
    }

    /** The table this plan was compiled for. */
    public Table table() {
        return table;
    }

    /** What the table is called in messages. */
    public TableId target() {
        return shape.target();
    }

    /** What a source column is called in messages. */
    public String columnName(int index) {
        return shape.names().get(index);
    }

    /** Members of {@code data} that are added, converted or masked; written behind the columns. */
    public List<ComputedColumn> computed() {
        return shape.computed();
    }

    /** How the value of a source column is hidden, or null. */
    public Mask mask(int index) {
        return shape.masks().get(index);
    }

    /** Whether old values stand inside of {@code data} under names of their own. */
    public boolean beforeInside() {
        return shape.before() != null;
    }

    /** Name of the member with the old value of a column that is called so; only with {@link #beforeInside}. */
    public String beforeName(String name) {
        return shape.before().prefix() + name + shape.before().suffix();
    }

    /** Which columns have old values: {@code pk-only}, {@code non-lob} or {@code all}; only with {@link #beforeInside}. */
    public String beforeFilter() {
        return shape.before().filter();
    }

    /** How messages look; the plan is only right for these settings. */
    public MessageSettings settings() {
        return settings;
    }

    /** Where its records go. */
    public String topic() {
        return topic;
    }

    /** Whether the Kafka key is the primary key of the table, so that equal keys are equal rows. */
    public boolean keyedByPrimaryKey() {
        return key instanceof PartitionKey.PrimaryKey;
    }

    /** What the Kafka key is made of. */
    public PartitionKey key() {
        return key;
    }

    /** Whether the columns stand inside {@value #DOCUMENT}. */
    public boolean document() {
        return document;
    }

    /** Indexes of the source columns written to {@code data}, ascending. */
    public List<Integer> columns() {
        return columns;
    }

    /** Attributes made from columns, in the order of the mapping; written behind the columns. */
    public List<AttributeMapping> attributes() {
        return attributes;
    }

    /** Which rows are taken; {@link RowFilter#ALL} when all are. */
    public RowFilter filter() {
        return filter;
    }

    /** The compiled bytes; for the encoder. */
    public RowLayout layout() {
        return layout;
    }

    /** The members of {@code data} by their names there, for the registry. */
    public List<CapturedColumn> capturedColumns() {
        List<CapturedColumn> captured = new ArrayList<>();
        if (document) {
            captured.add(new CapturedColumn(DOCUMENT, ColumnType.JSON, 0, 0, 0, false));
        } else {
            for (int index : columns) {
                Column column = table.columns().get(index);
                captured.add(new CapturedColumn(
                        columnName(index),
                        column.type(),
                        column.length(),
                        column.precision(),
                        column.scale(),
                        column.nullable()));
            }
        }
        if (!document) {
            for (ComputedColumn each : computed()) {
                Column column = each.column();
                captured.add(new CapturedColumn(
                        column.name(),
                        column.type(),
                        column.length(),
                        column.precision(),
                        column.scale(),
                        column.nullable()));
            }
            if (beforeInside()) {
                List.copyOf(captured).stream()
                        .map(column -> new CapturedColumn(
                                beforeName(column.name()),
                                column.type(),
                                column.length(),
                                column.precision(),
                                column.scale(),
                                true))
                        .forEach(captured::add);
            }
        }
        for (AttributeMapping attribute : attributes) {
            ColumnType type = attribute.isScalar() ? ColumnType.STRING : ColumnType.JSON;
            captured.add(new CapturedColumn(attribute.name(), type, 0, 0, 0, true));
        }
        return captured;
    }

    /** Names of the primary key columns in {@code data}, in key order; empty when one of them is not there. */
    public List<String> capturedKey() {
        boolean there = table.primaryKey().stream()
                .allMatch(
                        index -> columns.contains(index) || computed().stream().anyMatch(each -> each.of() == index));
        return document || !there ? List.of() : keyNames();
    }

    /** Names of the primary key columns as messages have them, in key order. */
    public List<String> keyNames() {
        return table.primaryKey().stream().map(this::columnName).toList();
    }
}
