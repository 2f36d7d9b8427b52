/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.studio.command;

import io.crosscurrent.core.failure.CrosscurrentException;

/** A command that could not be read or was refused, and where in the cell it stands. */
public final class CommandFailure extends CrosscurrentException {
    private static final long serialVersionUID = 1L;

    private final int line;
    private final int column;

    CommandFailure(Place place, String code, String message, String remedy, Throwable cause) {
        super(code, "Line " + place.line() + ", column " + place.column() + ": " + message, remedy, cause);
        this.line = place.line();
        this.column = place.column();
    }

    /** Line of the cell, from 1. */
    public int line() {
        return line;
    }

    /** Column of the line, from 1. */
    public int column() {
        return column;
    }
}
