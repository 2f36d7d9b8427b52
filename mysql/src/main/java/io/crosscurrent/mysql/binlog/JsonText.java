/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.binlog;

import java.util.Base64;
import java.util.Map;

/**
 * MySQL's binary JSON as the text that the server prints for it, in a reused buffer. One thread at a time.
 *
 * <p>A value is a type byte and a body. Containers begin with count and size of 2 (small) or 4 (large) bytes, little endian;
 * then key entries (offset 2 or 4, length 2), then value entries (type 1, offset or inlined value 2 or 4); offsets count from
 * the start of the container.
 *
 * @see <a href="https://dev.mysql.com/doc/dev/mysql-server/latest/json__binary_8h.html">json_binary.h</a>
 */
final class JsonText {
    static final int SMALL_OBJECT = 0;
    static final int LARGE_OBJECT = 1;
    static final int SMALL_ARRAY = 2;
    static final int LARGE_ARRAY = 3;
    static final int LITERAL = 4;
    private static final int INT16 = 5;
    private static final int UINT16 = 6;
    private static final int INT32 = 7;
    private static final int UINT32 = 8;
    private static final int INT64 = 9;
    private static final int UINT64 = 10;
    private static final int DOUBLE = 11;
    private static final int STRING = 12;
    private static final int OPAQUE = 15;
    private static final int BASE64_LINE = 76;

    private final TextBuffer out = new TextBuffer();
    private byte[] b;

    /** The text, valid until the next {@link #read}. */
    byte[] bytes() {
        return out.bytes();
    }

    int length() {
        return out.length();
    }

    /** Reads the value of a JSON column. A value of no bytes is what the server takes for JSON null. */
    void read(byte[] bytes, int offset, int length) {
        b = bytes;
        out.clear();
        if (length == 0) {
            out.ascii("null");
            return;
        }
        value(bytes[offset] & 0xff, offset + 1);
        b = null;
    }

    /** Writes a document that was taken apart. */
    void read(JsonNode document) {
        out.clear();
        node(document);
        b = null;
    }

    private void node(JsonNode node) {
        if (node instanceof JsonNode.Scalar scalar) {
            b = scalar.bytes();
            value(scalar.type(), scalar.at());
        } else if (node instanceof JsonNode.Items items) {
            String separator = "[";
            for (JsonNode element : items.elements()) {
                out.ascii(separator);
                node(element);
                separator = ", ";
            }
            out.ascii(items.elements().isEmpty() ? "[]" : "]");
        } else if (node instanceof JsonNode.Members members) {
            String separator = "{";
            for (Map.Entry<byte[], JsonNode> member : members.values().entrySet()) {
                out.ascii(separator);
                out.quoted(member.getKey(), 0, member.getKey().length);
                out.ascii(": ");
                node(member.getValue());
                separator = ", ";
            }
            out.ascii(members.values().isEmpty() ? "{}" : "}");
        } else {
            throw new AssertionError(node);
        }
    }

    private void value(int type, int at) {
        switch (type) {
            case SMALL_OBJECT -> container(at, 2, true);
            case LARGE_OBJECT -> container(at, 4, true);
            case SMALL_ARRAY -> container(at, 2, false);
            case LARGE_ARRAY -> container(at, 4, false);
            case LITERAL -> literal(b[at]);
            case INT16 -> out.number((short) Octets.le2(b, at));
            case UINT16 -> out.number(Octets.le2(b, at));
            case INT32 -> out.number(Octets.le4(b, at));
            case UINT32 -> out.number(Octets.le4Unsigned(b, at));
            case INT64 -> out.number(Octets.le8(b, at));
            case UINT64 -> out.unsigned(Octets.le8(b, at));
            case DOUBLE -> JsonDouble.append(Double.longBitsToDouble(Octets.le8(b, at)), out);
            case STRING -> {
                int length = length(at);
                out.quoted(b, at + lengthBytes(at), length);
            }
            case OPAQUE -> opaque(b[at] & 0xff, at + 1);
            default -> throw new IllegalStateException("a JSON value has the unknown type " + type);
        }
    }

    private void literal(int code) {
        switch (code) {
            case 0 -> out.ascii("null");
            case 1 -> out.ascii("true");
            case 2 -> out.ascii("false");
            default -> throw new IllegalStateException("a JSON value has the unknown literal " + code);
        }
    }

    private void container(int start, int width, boolean object) {
        int count = (int) Octets.le(b, start, width);
        int keys = start + 2 * width;
        int values = object ? keys + count * (width + 2) : keys;
        out.put(object ? '{' : '[');
        for (int i = 0; i < count; i++) {
            if (i > 0) {
                out.put(',');
                out.put(' ');
            }
            if (object) {
                int key = keys + i * (width + 2);
                out.quoted(b, start + (int) Octets.le(b, key, width), Octets.le2(b, key + width));
                out.put(':');
                out.put(' ');
            }
            int entry = values + i * (1 + width);
            int type = b[entry] & 0xff;
            value(type, inlined(type, width) ? entry + 1 : start + (int) Octets.le(b, entry + 1, width));
        }
        out.put(object ? '}' : ']');
    }

    /** Whether the entry of a value in a container with offsets of {@code width} bytes holds the value itself. */
    static boolean inlined(int type, int width) {
        return switch (type) {
            case LITERAL, INT16, UINT16 -> true;
            case INT32, UINT32 -> width == 4;
            default -> false;
        };
    }

    /** What is not JSON by itself: field type 1, length, bytes. */
    private void opaque(int fieldType, int at) {
        int length = length(at);
        int start = at + lengthBytes(at);
        switch (fieldType) {
            case ColumnFormat.DECIMAL -> {
                int precision = b[start] & 0xff;
                int scale = b[start + 1] & 0xff;
                out.reserve(Decimals.MAX_TEXT);
                out.length(Decimals.text(b, start + 2, precision, scale, out.bytes(), out.length()));
            }
            case ColumnFormat.DATE -> dateTime(Octets.le8(b, start), false);
            case ColumnFormat.DATETIME_OLD, ColumnFormat.TIMESTAMP_OLD -> dateTime(Octets.le8(b, start), true);
            case ColumnFormat.TIME_OLD -> time(Octets.le8(b, start));
            default -> {
                out.ascii("\"base64:type");
                out.number(fieldType);
                out.put(':');
                base64(start, length);
                out.put('"');
            }
        }
    }

    /** The server breaks lines after 76 characters, and escapes the break. */
    private void base64(int start, int length) {
        byte[] encoded = Base64.getEncoder().encode(java.util.Arrays.copyOfRange(b, start, start + length));
        for (int i = 0; i < encoded.length; i += BASE64_LINE) {
            if (i > 0) {
                out.ascii("\\n");
            }
            out.raw(encoded, i, Math.min(BASE64_LINE, encoded.length - i));
        }
    }

    /** Packed: year * 13 + month, day 5 bits, hour 5, minute 6, second 6, micros 24. */
    private void dateTime(long packed, boolean withTime) {
        long magnitude = Math.abs(packed);
        int whole = (int) (magnitude >> 24 & 0x1_ffff);
        int months = (int) (magnitude >> 46);
        out.put('"');
        out.padded(months / 13, 4);
        out.put('-');
        out.padded(months % 13, 2);
        out.put('-');
        out.padded((int) (magnitude >> 41) & 31, 2);
        if (withTime) {
            out.put(' ');
            clock(whole >> 12 & 31, whole, magnitude);
        }
        out.put('"');
    }

    /** Packed: hour 10 bits, minute 6, second 6, micros 24; negative as a whole. */
    private void time(long packed) {
        long magnitude = Math.abs(packed);
        int whole = (int) (magnitude >> 24);
        out.put('"');
        if (packed < 0) {
            out.put('-');
        }
        clock(whole >> 12 & 1023, whole, magnitude);
        out.put('"');
    }

    private void clock(int hours, int whole, long magnitude) {
        out.padded(hours, hours > 99 ? 3 : 2);
        out.put(':');
        out.padded(whole >> 6 & 63, 2);
        out.put(':');
        out.padded(whole & 63, 2);
        out.put('.');
        out.padded((int) (magnitude & 0xff_ffff), 6);
    }

    /** Seven bits a byte, lowest first; the highest bit says that more follow. */
    private int length(int at) {
        int value = 0;
        for (int i = 0; ; i++) {
            value |= (b[at + i] & 0x7f) << 7 * i;
            if (b[at + i] >= 0) {
                return value;
            }
        }
    }

    private int lengthBytes(int at) {
        int bytes = 1;
        while (b[at + bytes - 1] < 0) {
            bytes++;
        }
        return bytes;
    }
}
