/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.stream;

import io.crosscurrent.core.source.ChangeSink.State;
import io.crosscurrent.core.table.TableId;
import io.crosscurrent.mysql.schema.MySqlTable;
import io.crosscurrent.mysql.schema.MySqlTableCodec;
import java.util.Map;

/** A table version as a state, so that a resumed task knows the schema that was valid at its position. */
final class SchemaState {
    private SchemaState() {}

    static String key(TableId id) {
        return "schema/" + id;
    }

    static State of(MySqlTable table) {
        return new State(key(table.id()), Map.of("table", MySqlTableCodec.write(table)));
    }

    /** There is no version: the table is gone, or its columns could not be followed. */
    static State without(TableId id, String reason) {
        return new State(key(id), Map.of("reason", reason));
    }

    /** Null when there is no version. */
    static MySqlTable read(Map<String, Object> values) {
        return values != null && values.get("table") instanceof String text ? MySqlTableCodec.read(text) : null;
    }

    /** Why there is none; "" when there is or was never one. */
    static String reason(Map<String, Object> values) {
        return values != null && values.get("reason") instanceof String text ? text : "";
    }
}
