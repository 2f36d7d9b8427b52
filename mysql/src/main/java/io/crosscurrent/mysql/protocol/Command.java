/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.protocol;

/** The commands this client sends. */
enum Command {
    QUIT(0x01),
    QUERY(0x03),
    BINLOG_DUMP(0x12),
    REGISTER_REPLICA(0x15),
    STATEMENT_PREPARE(0x16),
    STATEMENT_EXECUTE(0x17),
    STATEMENT_CLOSE(0x19),
    BINLOG_DUMP_GTID(0x1E);

    private final int code;

    Command(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }
}
