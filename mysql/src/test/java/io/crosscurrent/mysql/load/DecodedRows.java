/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.load;

import io.crosscurrent.core.row.RowWriter;
import io.crosscurrent.mysql.protocol.MySqlConnection;
import io.crosscurrent.mysql.protocol.MySqlConnection.ResultColumn;
import io.crosscurrent.mysql.protocol.MySqlConnection.RowHandler;
import io.crosscurrent.mysql.schema.MySqlTable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** The rows of a statement as the load decodes them. */
final class DecodedRows {
    private DecodedRows() {}

    /**
     * @param writer gives what takes the values of a row, asked for each row
     * @param row what is kept of a writer that has the values
     */
    static <W extends RowWriter, R> List<R> read(
            MySqlConnection connection,
            MySqlTable table,
            String statement,
            List<Object> parameters,
            Supplier<W> writer,
            Function<W, R> row)
            throws InterruptedException {
        List<R> rows = new ArrayList<>();
        connection.stream(statement, parameters, new RowHandler() {
            private BinaryRowDecoder decoder;

            @Override
            public void columns(List<ResultColumn> columns) {
                decoder = new BinaryRowDecoder(table, columns);
            }

            @Override
            public void row(byte[] buffer, int offset, int length) {
                W values = writer.get();
                decoder.decode(buffer, offset, length, values);
                rows.add(row.apply(values));
            }
        });
        return rows;
    }
}
