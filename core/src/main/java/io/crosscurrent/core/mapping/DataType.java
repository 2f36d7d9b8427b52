/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.core.mapping;

import io.crosscurrent.core.expression.Expression;
import io.crosscurrent.core.table.Column;
import io.crosscurrent.core.table.ColumnType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A {@code data-type} of a transformation rule: what values are made into. Nothing is cut or rounded away in silence, except
 * the digits behind the scale of a numeric, which are rounded half up as asked for.
 *
 * @param length most characters or bytes, 0 for any
 * @param precision digits of a numeric, 0 for any
 * @param scale digits behind its point, -1 for as many as there are
 */
record DataType(ColumnType type, int length, int precision, int scale) {
    private static final Map<String, ColumnType> TYPES = Map.ofEntries(
            Map.entry("boolean", ColumnType.BOOLEAN),
            Map.entry("int1", ColumnType.INT8),
            Map.entry("int2", ColumnType.INT16),
            Map.entry("int4", ColumnType.INT32),
            Map.entry("int8", ColumnType.INT64),
            Map.entry("uint1", ColumnType.UINT8),
            Map.entry("uint2", ColumnType.UINT16),
            Map.entry("uint4", ColumnType.UINT32),
            Map.entry("uint8", ColumnType.UINT64),
            Map.entry("numeric", ColumnType.DECIMAL),
            Map.entry("real4", ColumnType.FLOAT),
            Map.entry("real8", ColumnType.DOUBLE),
            Map.entry("string", ColumnType.STRING),
            Map.entry("wstring", ColumnType.STRING),
            Map.entry("clob", ColumnType.TEXT),
            Map.entry("nclob", ColumnType.TEXT),
            Map.entry("bytes", ColumnType.BYTES),
            Map.entry("blob", ColumnType.BLOB),
            Map.entry("date", ColumnType.DATE),
            Map.entry("time", ColumnType.TIME),
            Map.entry("datetime", ColumnType.DATETIME));
    private static final Pattern DATE = Pattern.compile("(\\d{4})[-:](\\d\\d)[-:](\\d\\d)(?:[ T](.*))?");

    /** @return null after an error, or when there is none */
    static DataType read(RuleReader rule) {
        RuleReader type = rule.object("data-type");
        if (type == null) {
            return null;
        }
        type.onlyMembers(java.util.Set.of("type", "length", "precision", "scale"));
        String name = type.required("type");
        ColumnType known = TYPES.get(name);
        if (known == null) {
            if (!name.isEmpty()) {
                type.error(
                        "mapping.unknown_data_type",
                        "type",
                        "\"" + name + "\" is no type that values can be made into.",
                        "Use " + String.join(", ", new TreeSet<>(TYPES.keySet())) + ".");
            }
            return null;
        }
        String scale = type.text("scale");
        return new DataType(
                known,
                type.integer("length", 1),
                type.integer("precision", 1),
                scale == null || scale.isBlank() ? -1 : type.integer("scale", 0));
    }

    /** The name the service has for the type of a column, as it stands in {@code data-type} of a locator. */
    static String nameOf(Column column) {
        return switch (column.type()) {
            case BOOLEAN -> "boolean";
            case INT8 -> "int1";
            case INT16 -> "int2";
            case INT32 -> "int4";
            case INT64 -> "int8";
            case UINT8 -> "uint1";
            case UINT16 -> "uint2";
            case UINT32 -> "uint4";
            case UINT64 -> "uint8";
            case DECIMAL -> "numeric";
            case FLOAT -> "real4";
            case DOUBLE -> "real8";
            case STRING -> "wstring";
            case TEXT -> "nclob";
            case JSON -> "clob";
            case BYTES -> "bytes";
            case BLOB -> "blob";
            case DATE -> "date";
            case TIME -> "time";
            case DATETIME, TIMESTAMP -> "datetime";
        };
    }

    Column column(String name) {
        return new Column(name, type, length, precision, Math.max(0, scale), true);
    }

    /** @throws IllegalArgumentException saying why the value is none of the type */
    Object convert(Object value) {
        if (value == null) {
            return null;
        }
        return switch (type) {
            case BOOLEAN -> flag(value);
            case INT8, INT16, INT32, INT64, UINT8, UINT16, UINT32, UINT64 -> whole(value);
            case DECIMAL -> decimal(value);
            case FLOAT -> (double) number(value).floatValue();
            case DOUBLE -> number(value).doubleValue();
            case BYTES, BLOB -> bytes(value);
            case DATE -> date(value);
            case TIME -> time(value);
            case DATETIME, TIMESTAMP -> dateTime(value);
            case STRING, TEXT, JSON -> text(value);
        };
    }

    private static BigDecimal number(Object value) {
        try {
            return value instanceof BigDecimal decimal
                    ? decimal
                    : new BigDecimal(Expression.text(value).trim());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("it is no number");
        }
    }

    private static Object flag(Object value) {
        String text = Expression.text(value).trim();
        if (text.equals("1") || text.equalsIgnoreCase("true")) {
            return Boolean.TRUE;
        }
        if (text.equals("0") || text.equalsIgnoreCase("false")) {
            return Boolean.FALSE;
        }
        throw new IllegalArgumentException("it is neither true nor false");
    }

    private Object whole(Object value) {
        BigDecimal number = number(value).stripTrailingZeros();
        if (number.scale() > 0) {
            throw new IllegalArgumentException("it is no whole number");
        }
        int bits =
                switch (type) {
                    case INT8, UINT8 -> 8;
                    case INT16, UINT16 -> 16;
                    case INT32, UINT32 -> 32;
                    default -> 64;
                };
        boolean signed = type.name().startsWith("INT");
        BigDecimal limit = BigDecimal.valueOf(2).pow(signed ? bits - 1 : bits);
        boolean fits = number.compareTo(limit) < 0 && number.compareTo(signed ? limit.negate() : BigDecimal.ZERO) >= 0;
        if (!fits) {
            throw new IllegalArgumentException(
                    "it does not fit into " + type.name().toLowerCase(java.util.Locale.ROOT));
        }
        return number.setScale(0);
    }

    private Object decimal(Object value) {
        BigDecimal number = number(value);
        BigDecimal scaled = scale < 0 ? number : number.setScale(scale, RoundingMode.HALF_UP);
        if (precision > 0 && scaled.precision() > Math.max(precision, scaled.scale())) {
            throw new IllegalArgumentException("it has more than " + precision + " digits");
        }
        return scaled;
    }

    private Object text(Object value) {
        String text = Expression.text(value);
        if (length > 0 && text.codePointCount(0, text.length()) > length) {
            throw new IllegalArgumentException("it has more than " + length + " characters");
        }
        return text;
    }

    private Object bytes(Object value) {
        byte[] bytes = value instanceof byte[] raw
                ? raw
                : Expression.text(value).startsWith("0x")
                        ? HexFormat.of().parseHex(Expression.text(value).substring(2))
                        : Expression.text(value).getBytes(StandardCharsets.UTF_8);
        if (length > 0 && bytes.length > length) {
            throw new IllegalArgumentException("it has more than " + length + " bytes");
        }
        return bytes;
    }

    private static Object date(Object value) {
        Matcher matcher = DATE.matcher(Expression.text(value).trim());
        boolean whole = matcher.matches()
                && (matcher.group(4) == null || matcher.group(4).matches("00:00(:00(\\.0+)?)?Z?"));
        if (!whole) {
            throw new IllegalArgumentException("it is no date YYYY-MM-DD");
        }
        return checked(() -> LocalDate.of(part(matcher, 1), part(matcher, 2), part(matcher, 3))
                .toString());
    }

    private static int part(Matcher matcher, int group) {
        return Integer.parseInt(matcher.group(group));
    }

    private static Object time(Object value) {
        String text = Expression.text(value).trim();
        return checked(() -> {
            LocalTime.parse(text);
            return text;
        });
    }

    private static Object dateTime(Object value) {
        Matcher matcher = DATE.matcher(Expression.text(value).trim());
        if (!matcher.matches()) {
            throw new IllegalArgumentException("it is no time YYYY-MM-DD HH:MM:SS");
        }
        String clock = matcher.group(4) == null ? "00:00:00" : matcher.group(4).replaceFirst("Z$", "");
        String text = matcher.group(1) + "-" + matcher.group(2) + "-" + matcher.group(3) + "T" + clock;
        return checked(() -> {
            LocalDateTime.parse(text);
            return text + "Z";
        });
    }

    private static Object checked(java.util.function.Supplier<Object> value) {
        try {
            return value.get();
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("it is no date or time there is", e);
        }
    }
}
