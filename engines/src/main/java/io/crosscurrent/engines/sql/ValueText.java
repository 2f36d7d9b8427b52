/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.engines.sql;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.crosscurrent.engines.sql.SqlEngine.ResultColumn;
import io.crosscurrent.engines.sql.SqlEngine.Row;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.apache.flink.table.catalog.Column;
import org.apache.flink.table.catalog.ResolvedSchema;
import org.apache.flink.table.data.ArrayData;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.MapData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.DecimalType;
import org.apache.flink.table.types.logical.DistinctType;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.MapType;
import org.apache.flink.table.types.logical.MultisetType;
import org.apache.flink.table.types.logical.utils.LogicalTypeChecks;

/**
 * Rows as exact text: decimals with their scale, integers with all digits, {@code 2003-01-06 10:00:00.123} with as many
 * digits as the type has, bytes as {@code 0x0aff}, intervals as {@code +1 00:00:00.000}, nested values as JSON. A
 * TIMESTAMP_LTZ shows the local time of the zone given.
 */
final class ValueText {
    private final List<LogicalType> types;
    private final List<RowData.FieldGetter> getters = new ArrayList<>();
    private final ZoneId zone;

    ValueText(ResolvedSchema schema, ZoneId zone) {
        this.zone = zone;
        this.types = schema.getColumns().stream()
                .map(column -> column.getDataType().getLogicalType())
                .toList();
        for (int i = 0; i < types.size(); i++) {
            getters.add(RowData.createFieldGetter(types.get(i), i));
        }
    }

    static List<ResultColumn> columns(ResolvedSchema schema) {
        return schema.getColumns().stream()
                .map((Column column) -> new ResultColumn(
                        column.getName(),
                        // not that it is a time attribute, which says nothing about its values
                        column.getDataType()
                                .getLogicalType()
                                .copy(true)
                                .asSummaryString()
                                .replaceFirst(" \\*(ROW|PROC)TIME\\*", "")))
                .toList();
    }

    Row row(RowData data) {
        List<String> values = new ArrayList<>(types.size());
        for (int i = 0; i < types.size(); i++) {
            Object value = getters.get(i).getFieldOrNull(data);
            values.add(value == null ? null : text(types.get(i), value));
        }
        return new Row(data.getRowKind().shortString(), values);
    }

    private String text(LogicalType type, Object value) {
        return switch (type.getTypeRoot()) {
            case DECIMAL ->
                ((DecimalData) value)
                        .toBigDecimal()
                        .setScale(((DecimalType) type).getScale(), RoundingMode.UNNECESSARY)
                        .toPlainString();
            case DATE -> LocalDate.ofEpochDay((Integer) value).toString();
            case TIME_WITHOUT_TIME_ZONE ->
                format("HH:mm:ss", LogicalTypeChecks.getPrecision(type))
                        .format(LocalTime.ofNanoOfDay((Integer) value * 1_000_000L));
            case TIMESTAMP_WITHOUT_TIME_ZONE, TIMESTAMP_WITH_TIME_ZONE ->
                format("uuuu-MM-dd HH:mm:ss", LogicalTypeChecks.getPrecision(type))
                        .format(((TimestampData) value).toLocalDateTime());
            case TIMESTAMP_WITH_LOCAL_TIME_ZONE ->
                format("uuuu-MM-dd HH:mm:ss", LogicalTypeChecks.getPrecision(type))
                        .format(((TimestampData) value).toInstant().atZone(zone).toLocalDateTime());
            case INTERVAL_YEAR_MONTH -> yearsAndMonths((Integer) value);
            case INTERVAL_DAY_TIME -> daysAndTime((Long) value);
            case BINARY, VARBINARY -> "0x" + HexFormat.of().formatHex((byte[]) value);
            case DISTINCT_TYPE -> text(((DistinctType) type).getSourceType(), value);
            case ARRAY, MAP, MULTISET, ROW, STRUCTURED_TYPE -> json(type, value);
            case CHAR,
                    VARCHAR,
                    BOOLEAN,
                    TINYINT,
                    SMALLINT,
                    INTEGER,
                    BIGINT,
                    FLOAT,
                    DOUBLE,
                    NULL,
                    RAW,
                    SYMBOL,
                    UNRESOLVED,
                    DESCRIPTOR,
                    VARIANT,
                    BITMAP -> value.toString();
        };
    }

    private static DateTimeFormatter format(String pattern, int fractionDigits) {
        DateTimeFormatterBuilder builder = new DateTimeFormatterBuilder().appendPattern(pattern);
        if (fractionDigits > 0) {
            builder.appendPattern("." + "S".repeat(fractionDigits));
        }
        return builder.toFormatter();
    }

    private static String yearsAndMonths(int months) {
        return "%s%d-%02d".formatted(months < 0 ? "-" : "+", Math.abs(months) / 12, Math.abs(months) % 12);
    }

    private static String daysAndTime(long millis) {
        Duration size = Duration.ofMillis(millis).abs();
        return "%s%d %02d:%02d:%02d.%03d"
                .formatted(
                        millis < 0 ? "-" : "+",
                        size.toDays(),
                        size.toHoursPart(),
                        size.toMinutesPart(),
                        size.toSecondsPart(),
                        size.toMillisPart());
    }

    private String json(LogicalType type, Object value) {
        StringBuilder out = new StringBuilder();
        json(out, type, value);
        return out.toString();
    }

    private void json(StringBuilder out, LogicalType type, Object value) {
        if (value == null) {
            out.append("null");
            return;
        }
        switch (type.getTypeRoot()) {
            case ARRAY -> array(out, ((ArrayType) type).getElementType(), (ArrayData) value);
            case MAP -> map(out, ((MapType) type).getKeyType(), ((MapType) type).getValueType(), (MapData) value);
            case MULTISET -> map(out, ((MultisetType) type).getElementType(), new IntType(), (MapData) value);
            case ROW, STRUCTURED_TYPE -> nested(out, type, (RowData) value);
            case DISTINCT_TYPE -> json(out, ((DistinctType) type).getSourceType(), value);
            case BOOLEAN, TINYINT, SMALLINT, INTEGER, BIGINT, DECIMAL -> out.append(text(type, value));
            case FLOAT, DOUBLE -> {
                boolean finite = Double.isFinite(((Number) value).doubleValue());
                quoted(out, value.toString(), !finite);
            }
            default -> quoted(out, text(type, value), true);
        }
    }

    private void array(StringBuilder out, LogicalType elementType, ArrayData array) {
        ArrayData.ElementGetter getter = ArrayData.createElementGetter(elementType);
        out.append('[');
        for (int i = 0; i < array.size(); i++) {
            out.append(i == 0 ? "" : ",");
            json(out, elementType, getter.getElementOrNull(array, i));
        }
        out.append(']');
    }

    private void map(StringBuilder out, LogicalType keyType, LogicalType valueType, MapData map) {
        ArrayData.ElementGetter keys = ArrayData.createElementGetter(keyType);
        ArrayData.ElementGetter values = ArrayData.createElementGetter(valueType);
        out.append('{');
        for (int i = 0; i < map.size(); i++) {
            Object key = keys.getElementOrNull(map.keyArray(), i);
            out.append(i == 0 ? "" : ",");
            quoted(out, key == null ? "null" : text(keyType, key), true);
            out.append(':');
            json(out, valueType, values.getElementOrNull(map.valueArray(), i));
        }
        out.append('}');
    }

    private void nested(StringBuilder out, LogicalType type, RowData row) {
        List<String> names = LogicalTypeChecks.getFieldNames(type);
        List<LogicalType> fields = LogicalTypeChecks.getFieldTypes(type);
        out.append('{');
        for (int i = 0; i < fields.size(); i++) {
            out.append(i == 0 ? "" : ",");
            quoted(out, names.get(i), true);
            out.append(':');
            json(out, fields.get(i), RowData.createFieldGetter(fields.get(i), i).getFieldOrNull(row));
        }
        out.append('}');
    }

    private static void quoted(StringBuilder out, String text, boolean quotes) {
        String mark = quotes ? "\"" : "";
        out.append(mark);
        JsonStringEncoder.getInstance().quoteAsString(text, out);
        out.append(mark);
    }

    /** The zone of the session option {@code table.local-time-zone}. */
    static ZoneId zone(String option) {
        return option == null || option.isBlank() || option.equals("default")
                ? ZoneId.systemDefault()
                : ZoneId.of(option, ZoneId.SHORT_IDS);
    }
}
