/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.studio.command;

import io.crosscurrent.core.failure.CrosscurrentException;

/** A command that could not be read or was refused, and where in the cell it stands. */
public final class CommandFailure extends CrosscurrentException {
    private static final long serialVersionUID = 1L;

    private final String said;
    private final int line;
    private final int column;

    CommandFailure(Place place, String code, String message, String remedy, Throwable cause) {
        super(code, "Line " + place.line() + ", column " + place.column() + ": " + message, remedy, cause);
        this.said = message;
        this.line = place.line();
        this.column = place.column();
    }

    /** The same, at another place: that of the text as it was typed. */
    public CommandFailure at(int newLine, int newColumn) {
        return new CommandFailure(new Place(newLine, newColumn), code(), said, remedy(), getCause());
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
