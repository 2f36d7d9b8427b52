/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.stream;

import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.core.measure.Troubles;
import io.crosscurrent.core.source.SourceSettings;
import io.crosscurrent.mysql.protocol.MySqlConnection;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs in with the password that is valid now. When the server refuses a login that it took before, its secret is being
 * rotated: it is read anew until it has changed, for two minutes. A login that never was taken fails at once, unless its
 * secret has changed since it was read. Thread safe.
 */
final class CurrentLogin implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CurrentLogin.class);
    private static final String REFUSED = "source.access_denied";
    private static final long LIMIT_MILLIS = 120_000;
    private static final long FIRST_PAUSE_MILLIS = 1_000;
    /** Then the same password is tried again, in case it is the server that lags; seldom, as servers lock accounts. */
    private static final long LONGEST_PAUSE_MILLIS = 32_000;

    private final Supplier<SourceSettings> current;
    private final Troubles troubles;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile SourceSettings settings;
    private volatile boolean takenBefore;

    /**
     * @param current reads the settings anew, with what the secrets now are
     * @param troubles where a refusal is told while it may pass
     */
    CurrentLogin(SourceSettings settings, Supplier<SourceSettings> current, Troubles troubles) {
        this.settings = settings;
        this.current = current;
        this.troubles = troubles;
    }

    SourceSettings settings() {
        return settings;
    }

    /** The server has taken this login at some time. */
    void takenBefore() {
        takenBefore = true;
    }

    MySqlConnection open() {
        SourceSettings used = settings;
        try {
            return open(used);
        } catch (CrosscurrentException e) {
            if (!e.code().equals(REFUSED)) {
                throw e;
            }
            try {
                return openRenewed(used, e);
            } finally {
                troubles.goesOn(e);
            }
        }
    }

    private MySqlConnection open(SourceSettings used) {
        MySqlConnection connection = MySqlConnection.open(used);
        takenBefore = true;
        return connection;
    }

    private MySqlConnection openRenewed(SourceSettings used, CrosscurrentException refusal) {
        SourceSettings refused = used;
        CrosscurrentException failure = refusal;
        long begin = System.nanoTime();
        long pauseMillis = FIRST_PAUSE_MILLIS;
        while (true) {
            if (renew(refused) || pauseMillis == LONGEST_PAUSE_MILLIS) {
                refused = settings;
                try {
                    return open(refused);
                } catch (CrosscurrentException e) {
                    if (!e.code().equals(REFUSED)) {
                        throw e;
                    }
                    failure = e;
                }
            }
            if (!takenBefore || System.nanoTime() - begin > TimeUnit.MILLISECONDS.toNanos(LIMIT_MILLIS)) {
                throw failure;
            }
            troubles.waits(refusal, failure);
            LOG.warn("{} Its secret is read again in {} ms.", failure.getMessage(), pauseMillis);
            pause(pauseMillis);
            pauseMillis = Math.min(LONGEST_PAUSE_MILLIS, pauseMillis * 2);
        }
    }

    /** Whether there are other settings by now than the refused ones. */
    private synchronized boolean renew(SourceSettings refused) {
        if (settings.equals(refused)) {
            try {
                settings = current.get();
            } catch (RuntimeException e) {
                // The refusal stays what the task fails with if this goes on.
                LOG.warn("The secret of {} cannot be read again: {}", refused, e.getMessage());
            }
        }
        return !settings.equals(refused);
    }

    private void pause(long millis) {
        boolean ended;
        try {
            ended = closed.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            ended = true;
        }
        if (ended) {
            throw new CrosscurrentException(
                    "source.closed", "The source " + settings + " is being closed.", "Start the task again.");
        }
    }

    /** Ends waiting. From any thread; idempotent. */
    @Override
    public void close() {
        closed.countDown();
    }
}
