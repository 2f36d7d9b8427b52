/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.core.mapping;

import io.crosscurrent.core.encoding.MessageSettings;
import io.crosscurrent.core.encoding.RowLayout;
import io.crosscurrent.core.registry.RegistryRecord.CapturedColumn;
import io.crosscurrent.core.table.Column;
import io.crosscurrent.core.table.ColumnType;
import io.crosscurrent.core.table.Table;
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
            Table table,
            MessageSettings settings,
            String topic,
            PartitionKey key,
            boolean document,
            List<Integer> columns,
            List<AttributeMapping> attributes,
            RowFilter filter) {
        this.table = Objects.requireNonNull(table);
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
                        column.name(),
                        column.type(),
                        column.length(),
                        column.precision(),
                        column.scale(),
                        column.nullable()));
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
        if (document || !columns.containsAll(table.primaryKey())) {
            return List.of();
        }
        return table.primaryKey().stream()
                .map(index -> table.columns().get(index).name())
                .toList();
    }
}
