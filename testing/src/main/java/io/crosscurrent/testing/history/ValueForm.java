/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.testing.history;

import io.crosscurrent.testing.shape.ValueKind;

/** How a product writes a value. Stateless. */
public interface ValueForm {
    /**
     * A value as the server prints it.
     *
     * @param seen what the message has; never null
     * @return text as {@link ValueKind#text} gives it
     * @throws IllegalArgumentException when no value of the kind is written like that
     */
    String text(ValueKind kind, SeenValue seen);

    /** Whether this text is the very text of the source, or may be another spelling of an equal JSON document. */
    default boolean spellsDocumentsAsTheSource() {
        return true;
    }
}
