/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.protocol;

import io.crosscurrent.mysql.protocol.MySqlConnection.ResultColumn;
import io.crosscurrent.mysql.protocol.MySqlConnection.RowHandler;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A statement in the binary protocol: prepared, executed once, its rows passed on from the network buffer, closed.
 *
 * @see <a href="https://dev.mysql.com/doc/dev/mysql-server/latest/page_protocol_com_stmt_execute.html">COM_STMT_EXECUTE</a>
 */
final class PreparedStatement {
    private static final int TYPE_NULL = 6;
    private static final int TYPE_LONGLONG = 8;
    private static final int UNSIGNED = 0x8000;
    private static final int TYPE_LONG_BLOB = 251;
    private static final int TYPE_VAR_STRING = 253;
    private static final String DOING = "prepared SELECT";

    private final Transport transport;
    private final boolean deprecateEof;
    private final ServerErrors errors;
    private boolean complete = true;

    PreparedStatement(Transport transport, boolean deprecateEof, ServerErrors errors) {
        this.transport = transport;
        this.deprecateEof = deprecateEof;
        this.errors = errors;
    }

    void stream(String sql, List<Object> parameters, RowHandler handler) throws IOException, InterruptedException {
        parameters.forEach(PreparedStatement::type);
        long statement = prepare(sql, parameters.size());
        try {
            execute(statement, parameters);
            ResultSet rows = results();
            List<ResultColumn> columns = begin(rows);
            handler.columns(columns);
            PacketInput in = transport.in;
            while (next(rows)) {
                handler.row(in.buffer, in.offset, in.length);
            }
        } finally {
            if (complete) {
                close(statement);
            }
        }
    }

    /** Whether the server has answered in full, so that it takes the next command. */
    boolean complete() {
        return complete;
    }

    private List<ResultColumn> begin(ResultSet rows) throws IOException {
        try {
            return rows.begin(DOING);
        } catch (MySqlException e) {
            complete = true;
            throw e;
        }
    }

    private boolean next(ResultSet rows) throws IOException {
        try {
            complete = !rows.next(DOING);
            return !complete;
        } catch (MySqlException e) {
            complete = true;
            throw e;
        }
    }

    private void close(long statement) throws IOException {
        transport.out.command(Command.STATEMENT_CLOSE).int4(statement).send();
    }

    private ResultSet results() {
        return new ResultSet(transport.in, deprecateEof, errors);
    }

    /** Answer: 0x00, statement id (4 bytes), columns (2), parameters (2); then the definitions of both. */
    private long prepare(String sql, int given) throws IOException {
        complete = false;
        transport.out.command(Command.STATEMENT_PREPARE).text(sql).send();
        transport.in.next();
        PacketFields fields = PacketFields.of(transport.in);
        if (fields.peek() == 0xFF) {
            complete = true;
            throw errors.read(fields, DOING);
        }
        long statement = fields.skip(1).int4();
        int columns = fields.int2();
        int parameters = fields.int2();
        ResultSet definitions = results();
        definitions.columns(parameters);
        definitions.columns(columns);
        if (parameters != given) {
            close(statement);
            complete = true;
            throw new IllegalArgumentException("the statement has " + parameters + " parameters, given are " + given);
        }
        return statement;
    }

    private void execute(long statement, List<Object> parameters) throws IOException {
        int noCursor = 0;
        int iterations = 1;
        PacketOutput out = transport
                .out
                .command(Command.STATEMENT_EXECUTE)
                .int4(statement)
                .int1(noCursor)
                .int4(iterations);
        if (!parameters.isEmpty()) {
            byte[] nulls = new byte[(parameters.size() + 7) / 8];
            for (int i = 0; i < parameters.size(); i++) {
                if (parameters.get(i) == null) {
                    nulls[i / 8] |= (byte) (1 << i % 8);
                }
            }
            int typesFollow = 1;
            out.bytes(nulls).int1(typesFollow);
            parameters.forEach(parameter -> out.int2(type(parameter)));
            parameters.forEach(parameter -> write(out, parameter));
        }
        out.send();
    }

    private static int type(Object parameter) {
        if (parameter == null) {
            return TYPE_NULL;
        }
        if (parameter instanceof String) {
            return TYPE_VAR_STRING;
        }
        if (parameter instanceof byte[]) {
            return TYPE_LONG_BLOB;
        }
        if (parameter instanceof Long || parameter instanceof Integer) {
            return TYPE_LONGLONG;
        }
        if (parameter instanceof BigInteger number && number.signum() >= 0 && number.bitLength() <= 64) {
            return TYPE_LONGLONG | UNSIGNED;
        }
        throw new IllegalArgumentException(
                "a parameter is a " + parameter.getClass().getName()
                        + "; strings, longs, unsigned numbers of 64 bits, byte arrays and null are possible");
    }

    private static void write(PacketOutput out, Object parameter) {
        if (parameter instanceof String text) {
            out.lengthEncoded(text.getBytes(StandardCharsets.UTF_8));
        } else if (parameter instanceof byte[] bytes) {
            out.lengthEncoded(bytes);
        } else if (parameter instanceof Number number) {
            out.int8(number.longValue());
        }
    }
}
