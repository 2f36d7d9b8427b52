/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.core.encoding;

import io.crosscurrent.core.expression.ExpressionRow;
import io.crosscurrent.core.row.Operation;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** The captured columns of one image as values of expressions. Reused from row to row; for one thread. */
final class CapturedRow implements ExpressionRow {
    private final boolean hexPrefix;
    private final boolean largeIntegers;
    private RowLayout layout;
    private CapturedText text;
    private Operation operation;
    private Transaction transaction;
    private long nowMicros;

    CapturedRow(boolean hexPrefix, boolean largeIntegers) {
        this.hexPrefix = hexPrefix;
        this.largeIntegers = largeIntegers;
    }

    /** @param change null for a loaded row */
    CapturedRow of(RowLayout rows, CapturedText image, Operation what, Transaction change, long micros) {
        layout = rows;
        text = image;
        operation = what;
        transaction = change;
        nowMicros = micros;
        return this;
    }

    boolean hexPrefix() {
        return hexPrefix;
    }

    boolean largeIntegers() {
        return largeIntegers;
    }

    boolean lacks(int slot) {
        return text.lacks(slot);
    }

    @Override
    public Object column(int index) {
        if (text.isNull(index)) {
            return null;
        }
        String value = new String(text.array(), text.offset(index), text.length(index), StandardCharsets.UTF_8);
        if (layout.maskedText[index]) {
            return value;
        }
        return switch (layout.types[index]) {
            case BOOLEAN -> value.equals("true") ? 1L : 0L;
            case INT8, INT16, INT32, INT64, UINT8, UINT16, UINT32 -> Long.valueOf(value);
            case UINT64 -> value.length() <= 18 ? (Object) Long.valueOf(value) : new BigDecimal(value);
            case DECIMAL -> new BigDecimal(value);
            case FLOAT, DOUBLE -> Double.valueOf(value);
            case BYTES, BLOB -> HexFormat.of().parseHex(hexPrefix ? value.substring(2) : value);
            case STRING, TEXT, JSON, DATE, TIME, DATETIME, TIMESTAMP -> value;
        };
    }

    @Override
    public String operation() {
        return loaded() ? "INSERT" : operation.name();
    }

    @Override
    public String streamPosition() {
        return loaded() || transaction.streamPosition == null ? "" : transaction.streamPosition;
    }

    @Override
    public long commitMicros() {
        return loaded() ? nowMicros : transaction.commitMicros;
    }

    @Override
    public long recordId() {
        return loaded() ? 0 : transaction.recordId;
    }

    @Override
    public boolean loaded() {
        return operation == Operation.LOAD;
    }
}
