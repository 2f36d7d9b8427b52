/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.protocol;

import io.crosscurrent.core.failure.CrosscurrentException;

/** An error the MySQL server answered with. The message holds its number, SQLSTATE, text and the server's address. */
public final class MySqlException extends CrosscurrentException {
    private static final long serialVersionUID = 1L;
    private final int errorNumber;
    private final String sqlState;

    MySqlException(String code, String message, String remedy, int errorNumber, String sqlState) {
        super(code, message, remedy);
        this.errorNumber = errorNumber;
        this.sqlState = sqlState;
    }

    /** MySQL's number, for example 1045. */
    public int errorNumber() {
        return errorNumber;
    }

    /** Five characters. */
    public String sqlState() {
        return sqlState;
    }
}
