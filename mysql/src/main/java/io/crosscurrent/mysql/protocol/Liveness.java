/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.protocol;

import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.core.source.SourceSettings;
import java.io.IOException;
import java.net.SocketTimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells a server that is still at work from one that is gone. A statement may be silent for hours, behind a lock for
 * example, so silence alone says nothing: another connection asks what the server does with ours. A server that is gone is
 * noticed after {@link #SILENCE_MS} plus {@link #LIMIT_MS}. One thread; {@link #close} from any.
 */
final class Liveness implements PatientInput.Patience, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Liveness.class);
    /** Silence after which the server is asked. */
    static final int SILENCE_MS = 4_000;
    /** How long it may take to answer: the time for each of connection, login and question. */
    static final int LIMIT_MS = 4_000;

    private final SourceSettings settings;
    private final long connectionId;
    private final long limitMs;
    private boolean answeredBefore;
    private volatile WireConnection probe;
    private volatile boolean closed;

    /** @param limitMs longest silence of a server that is at work; 0: none */
    Liveness(SourceSettings settings, long connectionId, long limitMs) {
        this.settings = settings;
        this.connectionId = connectionId;
        this.limitMs = limitMs;
    }

    @Override
    public void silent(SocketTimeoutException silence, int times) throws IOException {
        long silentMs = (long) SILENCE_MS * times;
        if (limitMs > 0 && silentMs >= limitMs) {
            throw silence;
        }
        String doing;
        try (WireConnection asking = WireConnection.probe(settings)) {
            probe = asking;
            if (closed) {
                throw silence;
            }
            doing = asking.query("SHOW PROCESSLIST").stream()
                    .filter(row -> Long.toString(connectionId).equals(row.get("Id")))
                    .map(row -> row.get("Command"))
                    .findFirst()
                    .orElse("");
        } catch (MySqlException e) {
            // It answers, if with a refusal: it is there.
            LOG.debug("{} does not say what connection {} does: {}", settings, connectionId, e.getMessage());
            return;
        } catch (CrosscurrentException e) {
            throw new IOException(
                    "silent for " + silentMs + " ms, and on another connection too: " + e.getMessage(), e);
        } finally {
            probe = null;
        }
        judge(doing, times == 1, silentMs);
    }

    /**
     * A thread that sleeps has answered, or never got the question; the answer may be under way the first time. One that is
     * not there may be behind a proxy: then TCP's own probes have to notice.
     */
    private void judge(String doing, boolean first, long silentMs) throws IOException {
        boolean answered = doing.equals("Sleep");
        if (answered && answeredBefore && !first) {
            throw new IOException("silent for " + silentMs + " ms, while the server has nothing to do for it");
        }
        answeredBefore = answered;
    }

    /** Ends a question that is being asked. */
    @Override
    public void close() {
        closed = true;
        WireConnection asking = probe;
        if (asking != null) {
            asking.close();
        }
    }
}
