/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.protocol;

/**
 * Capability flags of both sides; what is used is what both have.
 *
 * @see <a href="https://dev.mysql.com/doc/dev/mysql-server/latest/group__group__cs__capabilities__flags.html">Capabilities</a>
 */
final class Capability {
    static final long LONG_PASSWORD = 1;
    static final long LONG_FLAG = 1 << 2;
    static final long COMPRESS = 1 << 5;
    static final long PROTOCOL_41 = 1 << 9;
    static final long SSL = 1 << 11;
    static final long TRANSACTIONS = 1 << 13;
    static final long SECURE_CONNECTION = 1 << 15;
    static final long MULTI_RESULTS = 1 << 17;
    static final long PS_MULTI_RESULTS = 1 << 18;
    static final long PLUGIN_AUTH = 1 << 19;
    static final long CONNECT_ATTRIBUTES = 1 << 20;
    static final long PLUGIN_AUTH_LENENC = 1 << 21;
    static final long DEPRECATE_EOF = 1 << 24;
    static final long ZSTD_COMPRESSION = 1 << 26;

    /** Asked for whenever the server has it. */
    static final long WANTED = LONG_PASSWORD
            | LONG_FLAG
            | PROTOCOL_41
            | TRANSACTIONS
            | SECURE_CONNECTION
            | MULTI_RESULTS
            | PS_MULTI_RESULTS
            | PLUGIN_AUTH
            | CONNECT_ATTRIBUTES
            | PLUGIN_AUTH_LENENC
            | DEPRECATE_EOF;

    private Capability() {}
}
