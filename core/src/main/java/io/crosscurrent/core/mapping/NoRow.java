/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.core.mapping;

import io.crosscurrent.core.expression.ExpressionRow;

/** For expressions that speak of no row: names of tables and columns. */
enum NoRow implements ExpressionRow {
    INSTANCE;

    @Override
    public Object column(int index) {
        return null;
    }

    @Override
    public String operation() {
        return "INSERT";
    }

    @Override
    public String streamPosition() {
        return "";
    }

    @Override
    public long commitMicros() {
        return 0;
    }

    @Override
    public long recordId() {
        return 0;
    }

    @Override
    public boolean loaded() {
        return true;
    }
}
