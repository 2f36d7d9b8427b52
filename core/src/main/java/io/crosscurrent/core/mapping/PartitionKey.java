/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.core.mapping;

import java.util.Objects;

/** What the Kafka key of a table's data records is made of. */
public sealed interface PartitionKey {
    /** {@code metadata.partition-key-type}. */
    String type();

    /** {@code schema.table}: all records of the table stay in one order. */
    record SchemaTable() implements PartitionKey {
        @Override
        public String type() {
            return "schema-table";
        }
    }

    /**
     * The primary key columns in key order, joined by {@code .}; behind {@code schema.table.} with
     * {@code PartitionIncludeSchemaTable}.
     */
    record PrimaryKey() implements PartitionKey {
        @Override
        public String type() {
            return "primary-key";
        }
    }

    /** The transaction id; loaded rows have none and are keyed by schema and table. */
    record TransactionId() implements PartitionKey {
        @Override
        public String type() {
            return "transaction-id";
        }
    }

    /** The same key for every record. */
    record Constant(String value) implements PartitionKey {
        public Constant {
            Objects.requireNonNull(value);
        }

        @Override
        public String type() {
            return "constant";
        }
    }

    /** Text made from columns. */
    record Attribute(ValueTemplate template) implements PartitionKey {
        public Attribute {
            Objects.requireNonNull(template);
        }

        @Override
        public String type() {
            return "attribute-name";
        }
    }
}
