/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.bench.contestant;

import com.fasterxml.jackson.databind.JsonNode;
import io.crosscurrent.bench.RowIdentity;
import io.crosscurrent.bench.RowIdentity.Kind;

/** How a product writes a change as JSON. */
public enum RecordShape {
    /** {@code {"data":{...},"metadata":{"operation":"insert",...}}}. */
    DMS {
        @Override
        public long identity(JsonNode value) {
            return switch (value.path("metadata").path("operation").asText()) {
                case "load", "insert" -> row(value.path("data"), Kind.WRITTEN);
                case "update" -> row(value.path("data"), Kind.UPDATED);
                case "delete" -> row(value.path("data"), Kind.DELETED);
                default -> NO_ROW;
            };
        }
    },
    /** {@code {"before":...,"after":...,"op":"c"}}. */
    DEBEZIUM {
        @Override
        public long identity(JsonNode value) {
            return switch (value.path("op").asText()) {
                case "c", "r" -> row(value.path("after"), Kind.WRITTEN);
                case "u" -> row(value.path("after"), Kind.UPDATED);
                case "d" -> row(value.path("before"), Kind.DELETED);
                default -> NO_ROW;
            };
        }
    },
    /** {@code {"type":"insert","data":{...}}}. */
    MAXWELL {
        @Override
        public long identity(JsonNode value) {
            return switch (value.path("type").asText()) {
                case "insert", "bootstrap-insert" -> row(value.path("data"), Kind.WRITTEN);
                case "update" -> row(value.path("data"), Kind.UPDATED);
                case "delete" -> row(value.path("data"), Kind.DELETED);
                default -> NO_ROW;
            };
        }
    };

    /** Of a record that tells of no row. */
    public static final long NO_ROW = -1;

    /** The {@link RowIdentity} of the change, or {@link #NO_ROW}. */
    public abstract long identity(JsonNode value);

    private static long row(JsonNode data, Kind kind) {
        if (!data.path("id").isIntegralNumber() || !data.path("revision").isIntegralNumber()) {
            throw new IllegalArgumentException("a row without id and revision: " + data);
        }
        return RowIdentity.of(data.path("id").asLong(), data.path("revision").asInt(), kind);
    }
}
