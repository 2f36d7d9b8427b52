/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.core.table;

import java.util.Objects;

/** The name of a source table, in the spelling of the source. For MySQL the schema is the database. */
public record TableId(String schema, String name) implements Comparable<TableId> {
    public TableId {
        Objects.requireNonNull(schema);
        Objects.requireNonNull(name);
    }

    /** Spelled out, as {@link #equals}: what a record gets by itself is slow until it is compiled, and every start asks it often. */
    @Override
    public int hashCode() {
        return 31 * schema.hashCode() + name.hashCode();
    }

    @Override
    public boolean equals(Object other) {
        return this == other || other instanceof TableId id && schema.equals(id.schema) && name.equals(id.name);
    }

    @Override
    public int compareTo(TableId other) {
        int bySchema = schema.compareTo(other.schema);
        return bySchema != 0 ? bySchema : name.compareTo(other.name);
    }

    /** {@code schema.name}, for people and for topics; not quoted. */
    @Override
    public String toString() {
        return schema + "." + name;
    }
}
