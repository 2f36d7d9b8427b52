/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.core.expression;

/** An expression that cannot be read or evaluated. The message says what and where, for a person. */
public final class ExpressionException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ExpressionException(String message) {
        super(message, null, false, false);
    }
}
