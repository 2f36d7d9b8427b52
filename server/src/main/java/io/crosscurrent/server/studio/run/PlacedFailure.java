/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.studio.run;

import io.crosscurrent.core.failure.CrosscurrentException;

/** A cell cannot run, and it is known where it is wrong. */
final class PlacedFailure extends CrosscurrentException {
    private static final long serialVersionUID = 1L;
    final int line;
    final int column;

    /** @param line from 1; @param column from 1 */
    PlacedFailure(String message, String remedy, int line, int column) {
        super("studio.cell_malformed", message, remedy);
        this.line = line;
        this.column = column;
    }
}
