/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.core.row;

/** What happened to a row. The names, in lower case, are the values of {@code metadata.operation}. */
public enum Operation {
    LOAD,
    INSERT,
    UPDATE,
    DELETE
}
