/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.protocol;

import io.crosscurrent.mysql.protocol.MySqlConnection.ResultColumn;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reads what the text and the binary result sets have in common: columns before the rows, the end after them. */
final class ResultSet {
    private static final int OK = 0x00;
    private static final int END = 0xFE;
    private static final int ERROR = 0xFF;
    private static final int LOCAL_INFILE = 0xFB;
    private static final int MORE_RESULTS = 0x0008;

    private final PacketInput in;
    private final boolean deprecateEof;
    private final ServerErrors errors;
    private int status;

    ResultSet(PacketInput in, boolean deprecateEof, ServerErrors errors) {
        this.in = in;
        this.deprecateEof = deprecateEof;
        this.errors = errors;
    }

    /** Reads up to the first row. @return the columns; none when the statement has no result set */
    List<ResultColumn> begin(String doing) throws IOException {
        in.next();
        PacketFields fields = PacketFields.of(in);
        int first = fields.peek();
        if (first == ERROR) {
            throw errors.read(fields, doing);
        }
        if (first == OK) {
            end(fields, false);
            return List.of();
        }
        if (first == LOCAL_INFILE) {
            throw new IOException("the server asks for a local file, which this client never sends");
        }
        return columns(Math.toIntExact(fields.lengthEncoded()));
    }

    /** Reads that many column definitions, and the packet that older servers send after them. */
    List<ResultColumn> columns(int count) throws IOException {
        List<ResultColumn> columns = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            in.next();
            columns.add(column(PacketFields.of(in)));
        }
        if (!deprecateEof && count > 0) {
            in.next();
        }
        return columns;
    }

    /** Layout: catalogue, schema, table, original table, name, original name (texts), 0x0C, then fixed fields. */
    private static ResultColumn column(PacketFields in) throws IOException {
        for (int i = 0; i < 4; i++) {
            in.lengthEncodedText();
        }
        String name = in.lengthEncodedText();
        in.lengthEncodedText();
        in.lengthEncoded();
        int charset = in.int2();
        long length = in.int4();
        int type = in.int1();
        int flags = in.int2();
        return new ResultColumn(name, type, charset, flags, length, in.int1());
    }

    /** Reads the next packet. @return false at the end of the rows */
    boolean next(String doing) throws IOException {
        in.next();
        int first = in.length == 0 ? -1 : in.buffer[in.offset] & 0xFF;
        if (first == ERROR) {
            throw errors.read(PacketFields.of(in), doing);
        }
        // A longer packet that begins so is a row: 0xFE also announces a first value of 16 MiB or more.
        if (first == END && in.length < PacketInput.FULL_PART) {
            end(PacketFields.of(in), !deprecateEof);
            return false;
        }
        return true;
    }

    /** Whether another result set follows the one just ended. */
    boolean more() {
        return (status & MORE_RESULTS) != 0;
    }

    /** OK: header, affected rows, insert id, status, warnings. EOF, of older servers: header, warnings, status. */
    private void end(PacketFields in, boolean eof) throws IOException {
        in.skip(1);
        if (eof) {
            in.skip(2);
        } else {
            in.lengthEncoded();
            in.lengthEncoded();
        }
        status = in.int2();
    }
}
