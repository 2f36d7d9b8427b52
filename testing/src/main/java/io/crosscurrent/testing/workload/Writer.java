/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.testing.workload;

import io.crosscurrent.testing.history.Change;
import io.crosscurrent.testing.history.History;
import io.crosscurrent.testing.history.RowEvent;
import io.crosscurrent.testing.shape.Mark;
import java.sql.SQLException;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** One session that commits transactions, rolls some back, and goes on when the database was away. Runs in its thread. */
final class Writer {
    /** Deadlock, and waiting for a lock in vain: the server asks to try another time. */
    private static final Set<Integer> TRY_AGAIN = Set.of(1213, 1205);

    private final WriterState state;
    private final Session session;
    private final Random random;
    private final History history;
    private final WorkTable ledger;
    private final RowMoves rows;
    private final BulkMoves bulk;
    private final WorkloadOptions options;

    Writer(
            WriterState state,
            Session session,
            Random random,
            History history,
            WorkTable ledger,
            WorkloadOptions options) {
        this.state = state;
        this.session = session;
        this.random = random;
        this.history = history;
        this.ledger = ledger;
        this.options = options;
        this.rows = new RowMoves(state, session, random, options.rows() / options.writers());
        this.bulk = new BulkMoves(state, session, random, options.largeRows());
    }

    /** What a transaction consists of. */
    interface Body {
        void fill(Draft draft) throws SQLException;
    }

    /** Makes one random transaction. */
    void transaction() throws SQLException, InterruptedException {
        if (options.largeRows() > 0 && random.nextInt(options.largeEvery()) == 0) {
            boolean kept = random.nextInt(8) != 0;
            transact(bulk::move, kept);
        } else {
            boolean kept = random.nextInt(15) != 0;
            transact(this::small, kept);
        }
    }

    /** One to four changes, sometimes twenty, sometimes with a part in the middle that is taken back. */
    private void small(Draft draft) throws SQLException {
        moves(draft, 1 + random.nextInt(random.nextInt(10) == 0 ? 20 : 4));
        if (random.nextInt(8) == 0) {
            session.execute("savepoint halfway");
            Draft.Mark mark = draft.mark();
            moves(draft, 1 + random.nextInt(3));
            session.execute("rollback to savepoint halfway");
            draft.backTo(mark);
            moves(draft, random.nextInt(3));
        }
    }

    private void moves(Draft draft, int count) throws SQLException {
        for (int i = 0; i < count; i++) {
            rows.move(draft);
        }
    }

    /** Runs a transaction and tells the history how it ended. @param kept whether it is to be committed */
    void transact(Body body, boolean kept) throws SQLException, InterruptedException {
        Draft draft = new Draft(state.nextTransaction(), state.writer());
        boolean committed = false;
        boolean asked = false;
        try {
            session.execute("begin");
            body.fill(draft);
            enter(draft);
            if (kept) {
                asked = true;
                session.execute("commit");
                committed = true;
            } else {
                session.execute("rollback");
            }
        } catch (SQLException e) {
            renewAfter(e, session);
            committed = asked && entered(draft);
        }
        if (committed) {
            history.committed(draft.id(), state.writer(), List.copyOf(draft.changes()));
        } else {
            draft.rollBack();
        }
        history.rolledBack(draft.undone());
    }

    /** The row of the ledger that says whether the transaction was committed. */
    private void enter(Draft draft) throws SQLException {
        draft.nextStatement();
        session.execute("insert into " + ledger.sql() + " (id, version, mark) values (" + draft.id() + ", " + draft.id()
                + ", '" + Mark.of(draft.id()) + "')");
        draft.noted(new Change(
                ledger.row(draft.id()),
                new RowEvent("insert", draft.id()),
                draft.id(),
                draft.statement(),
                ledger.shape()));
    }

    private boolean entered(Draft draft) throws SQLException, InterruptedException {
        while (true) {
            try {
                return !session.query("select id from " + ledger.sql() + " where id = " + draft.id())
                        .isEmpty();
            } catch (SQLException e) {
                renewAfter(e, session);
            }
        }
    }

    /** Goes on after a failure that is none of ours: the server went away, or asks to try again. */
    static void renewAfter(SQLException e, Session session) throws SQLException, InterruptedException {
        boolean lost = e.getSQLState() != null && e.getSQLState().startsWith("08")
                || e instanceof java.sql.SQLNonTransientConnectionException
                || e instanceof java.sql.SQLTransientConnectionException;
        if (!lost && !TRY_AGAIN.contains(e.getErrorCode())) {
            throw e;
        }
        session.renew();
    }
}
