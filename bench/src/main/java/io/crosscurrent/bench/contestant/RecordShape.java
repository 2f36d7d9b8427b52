/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.bench.contestant;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.crosscurrent.bench.RowIdentity;
import io.crosscurrent.bench.RowIdentity.Kind;
import java.io.IOException;

/** How a product writes a change as JSON. */
public enum RecordShape {
    /** {@code {"data":{...},"metadata":{"operation":"insert",...}}}. */
    DMS {
        @Override
        long identity(Parts parts) {
            return switch (parts.operation) {
                case "load", "insert" -> parts.row(Place.DATA, Kind.WRITTEN);
                case "update" -> parts.row(Place.DATA, Kind.UPDATED);
                case "delete" -> parts.row(Place.DATA, Kind.DELETED);
                default -> NO_ROW;
            };
        }
    },
    /** {@code {"before":...,"after":...,"op":"c"}}. */
    DEBEZIUM {
        @Override
        long identity(Parts parts) {
            return switch (parts.operation) {
                case "c", "r" -> parts.row(Place.AFTER, Kind.WRITTEN);
                case "u" -> parts.row(Place.AFTER, Kind.UPDATED);
                case "d" -> parts.row(Place.BEFORE, Kind.DELETED);
                default -> NO_ROW;
            };
        }
    },
    /** {@code {"type":"insert","data":{...}}}. */
    MAXWELL {
        @Override
        long identity(Parts parts) {
            return switch (parts.operation) {
                case "insert", "bootstrap-insert" -> parts.row(Place.DATA, Kind.WRITTEN);
                case "update" -> parts.row(Place.DATA, Kind.UPDATED);
                case "delete" -> parts.row(Place.DATA, Kind.DELETED);
                default -> NO_ROW;
            };
        }
    },
    /** {@code {"row_kind":"+I","id":...}}: columns beside the kind. */
    FLINK {
        @Override
        long identity(Parts parts) {
            return switch (parts.operation) {
                case "+I" -> parts.row(Place.ROOT, Kind.WRITTEN);
                case "+U" -> parts.row(Place.ROOT, Kind.UPDATED);
                case "-D" -> parts.row(Place.ROOT, Kind.DELETED);
                default -> NO_ROW;
            };
        }
    };

    /** Of a record that tells of no row. */
    public static final long NO_ROW = -1;

    private static final JsonFactory JSON = new JsonFactory();

    /** Where a column can stand. */
    private enum Place {
        ROOT,
        DATA,
        BEFORE,
        AFTER,
        METADATA,
        ELSEWHERE
    }

    /** What of a record tells which change it is of. */
    private static final class Parts {
        private static final long ABSENT = Long.MIN_VALUE;

        private final long[] ids = new long[Place.values().length];
        private final long[] revisions = new long[Place.values().length];
        private String operation = "";

        Parts() {
            java.util.Arrays.fill(ids, ABSENT);
            java.util.Arrays.fill(revisions, ABSENT);
        }

        long row(Place place, Kind kind) {
            if (ids[place.ordinal()] == ABSENT || revisions[place.ordinal()] == ABSENT) {
                throw new IllegalArgumentException("a row without id and revision: " + operation);
            }
            return RowIdentity.of(ids[place.ordinal()], Math.toIntExact(revisions[place.ordinal()]), kind);
        }
    }

    /** The {@link RowIdentity} of the change, or {@link #NO_ROW}. */
    public long identity(byte[] value) throws IOException {
        Parts parts = new Parts();
        try (JsonParser parser = JSON.createParser(value)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return NO_ROW;
            }
            fields(parser, Place.ROOT, parts);
        }
        return identity(parts);
    }

    abstract long identity(Parts parts);

    private static void fields(JsonParser parser, Place place, Parts parts) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken token = parser.nextToken();
            if (token == JsonToken.START_OBJECT && place == Place.ROOT) {
                fields(parser, place(name), parts);
            } else if (token.isStructStart()) {
                parser.skipChildren();
            } else if (token == JsonToken.VALUE_NUMBER_INT) {
                number(name, parser, place, parts);
            } else if (token == JsonToken.VALUE_STRING && operation(name, place)) {
                parts.operation = parser.getText();
            }
        }
    }

    private static void number(String name, JsonParser parser, Place place, Parts parts) throws IOException {
        if (name.equals("id")) {
            parts.ids[place.ordinal()] = parser.getLongValue();
        } else if (name.equals("revision")) {
            parts.revisions[place.ordinal()] = parser.getLongValue();
        }
    }

    private static boolean operation(String name, Place place) {
        return switch (place) {
            case ROOT -> name.equals("op") || name.equals("type") || name.equals("row_kind");
            case METADATA -> name.equals("operation");
            case DATA, BEFORE, AFTER, ELSEWHERE -> false;
        };
    }

    private static Place place(String name) {
        return switch (name) {
            case "data" -> Place.DATA;
            case "before" -> Place.BEFORE;
            case "after" -> Place.AFTER;
            case "metadata" -> Place.METADATA;
            default -> Place.ELSEWHERE;
        };
    }
}
