/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.mysql.AdminLogin;
import io.crosscurrent.mysql.protocol.MySqlConnection.ResultColumn;
import io.crosscurrent.mysql.protocol.MySqlConnection.RowHandler;
import io.crosscurrent.testing.MySqlServer;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class StreamIT {
    /** Some 50 MB: more than the buffers between server and client hold. */
    private static final String MANY_ROWS =
            "select a.id, repeat('x', 500) t from t.numbers a, t.numbers b, t.numbers c";

    private static MySqlServer server;

    @BeforeAll
    static void startServer() {
        server = MySqlServer.start(MySqlServer.Options.full());
        server.execute(
                "create database t",
                "create table t.numbers (id int primary key)",
                "insert into t.numbers with recursive n (i) as (select 1 union all select i + 1 from n where i < 46)"
                        + " select i from n");
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    private static MySqlConnection open() {
        return AdminLogin.open(server);
    }

    /** Counts rows; acts at the hundredth. */
    private static final class Counter implements RowHandler {
        private final Action atHundred;
        private int rows;
        private List<ResultColumn> columns;

        private interface Action {
            void run() throws InterruptedException;
        }

        Counter(Action atHundred) {
            this.atHundred = atHundred;
        }

        @Override
        public void columns(List<ResultColumn> described) {
            columns = described;
        }

        @Override
        public void row(byte[] buffer, int offset, int length) throws InterruptedException {
            if (++rows == 100) {
                atHundred.run();
            }
        }
    }

    private static int openStatements() {
        return Integer.parseInt(server.query("show global status like 'Prepared_stmt_count'")
                .get(0)
                .get("Value"));
    }

    @Test
    void passesParametersOfEveryKindAndClosesTheStatement() throws InterruptedException {
        try (MySqlConnection connection = open()) {
            Counter counter = new Counter(() -> {});
            byte[][] last = new byte[1][];
            connection.stream(
                    "select ? a, ? b, ? c, ? d from t.numbers where id <= ?",
                    Arrays.asList("ü", Long.MIN_VALUE, new byte[] {0, 1}, null, 3L),
                    new RowHandler() {
                        @Override
                        public void columns(List<ResultColumn> columns) {
                            counter.columns(columns);
                        }

                        @Override
                        public void row(byte[] buffer, int offset, int length) throws InterruptedException {
                            counter.row(buffer, offset, length);
                            last[0] = Arrays.copyOfRange(buffer, offset, offset + length);
                        }
                    });
            assertThat(counter.rows).isEqualTo(3);
            assertThat(counter.columns).extracting(ResultColumn::name).containsExactly("a", "b", "c", "d");
            assertThat(last[0]).containsExactly(0, 0b100000, 2, 0xC3, 0xBC, 0, 0, 0, 0, 0, 0, 0, 0x80, 2, 0, 1);
            assertThat(connection.query("select 1 one")).hasSize(1);
            assertThat(openStatements()).isZero();
        }
    }

    @Test
    void aRefusedStatementLeavesTheConnectionUsable() throws InterruptedException {
        try (MySqlConnection connection = open()) {
            assertThatThrownBy(() -> connection.stream("select nonsense", List.of(), new Counter(() -> {})))
                    .isInstanceOf(MySqlException.class);
            assertThatThrownBy(() -> connection.stream(
                            "select id, (select id from t.numbers where id > ?) x from t.numbers",
                            List.of(0L),
                            new Counter(() -> {})))
                    .isInstanceOf(MySqlException.class)
                    .hasMessageContaining("1242");
            Counter counter = new Counter(() -> {});
            connection.stream("select id from t.numbers", List.of(), counter);
            assertThat(counter.rows).isEqualTo(46);
            assertThat(openStatements()).isZero();
        }
    }

    @Test
    void anExceptionOfTheHandlerEndsTheConnection() {
        MySqlConnection connection = open();
        assertThatThrownBy(() -> connection.stream(MANY_ROWS, List.of(), new Counter(() -> {
                    throw new IllegalStateException("enough");
                })))
                .hasMessage("enough");
        CrosscurrentException failure =
                catchThrowableOfType(CrosscurrentException.class, () -> connection.query("select 1"));
        assertThat(failure.code()).isEqualTo("source.closed");
    }

    @Test
    void endsWhenClosedInterruptedOrKilled() {
        MySqlConnection closed = open();
        assertThat(catchThrowableOfType(
                                CrosscurrentException.class,
                                () -> closed.stream(MANY_ROWS, List.of(), new Counter(closed::close)))
                        .code())
                .isEqualTo("source.closed");

        MySqlConnection interrupted = open();
        assertThatThrownBy(() -> interrupted.stream(MANY_ROWS, List.of(), new Counter(() -> Thread.currentThread()
                        .interrupt())))
                .isInstanceOf(InterruptedException.class);

        MySqlConnection killed = open();
        CrosscurrentException failure = catchThrowableOfType(
                CrosscurrentException.class,
                () -> killed.stream(MANY_ROWS, List.of(), new Counter(() -> server.execute("kill " + killed.id()))));
        assertThat(failure.code()).isIn("source.connection_lost", "source.timeout");
    }

    @Test
    void refusesACommandWhileRowsAreStreaming() {
        try (MySqlConnection connection = open()) {
            assertThatThrownBy(() ->
                            connection.stream(MANY_ROWS, List.of(), new Counter(() -> connection.query("select 1"))))
                    .isInstanceOf(IllegalStateException.class);
        }
    }
}
