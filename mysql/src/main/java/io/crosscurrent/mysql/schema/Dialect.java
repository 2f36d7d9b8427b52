/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.schema;

/** Whose SQL the statements of a log are: the same words mean different columns. */
public enum Dialect {
    MYSQL,
    MARIADB;

    /** @param serverVersion as the server names it in its greeting */
    public static Dialect of(String serverVersion) {
        return serverVersion.contains("MariaDB") ? MARIADB : MYSQL;
    }
}
