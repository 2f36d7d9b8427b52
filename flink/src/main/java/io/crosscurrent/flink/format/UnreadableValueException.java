/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.flink.format;

/** A value does not fit the type of its column. The message is the reason alone; the reader adds column and value. */
final class UnreadableValueException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnreadableValueException(String reason) {
        super(reason, null, false, false);
    }
}
