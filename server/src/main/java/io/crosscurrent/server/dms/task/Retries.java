/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.dms.task;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * When a task whose source or target is out of reach is started again: {@code RecoverableErrorCount},
 * {@code RecoverableErrorInterval} and their throttling, of {@code ErrorBehavior}. Kept in memory; a restart of the
 * platform begins anew.
 */
final class Retries {
    enum Decision {
        GIVE_UP,
        WAIT,
        NOW
    }

    private record State(int tries, long dueMillis) {}

    private final Clock clock;
    private final Map<String, State> states = new ConcurrentHashMap<>();

    Retries(Clock clock) {
        this.clock = clock;
    }

    Decision after(TaskRow task, FailureText failure) {
        JsonNode behavior = task.settings().path("ErrorBehavior");
        int most = behavior.path("RecoverableErrorCount").asInt(-1);
        State state = states.getOrDefault(task.arn(), new State(0, 0));
        if (!failure.recoverable() || most >= 0 && state.tries() >= most) {
            return Decision.GIVE_UP;
        }
        if (state.dueMillis() == 0) {
            long due = clock.millis() + pauseMillis(behavior, state.tries());
            states.put(task.arn(), new State(state.tries(), due));
            return Decision.WAIT;
        }
        return due(task) ? Decision.NOW : Decision.WAIT;
    }

    /** Whether the task need not wait, or no longer; then the next failure begins a longer pause. */
    boolean due(TaskRow task) {
        State state = states.get(task.arn());
        if (state == null || state.dueMillis() == 0) {
            return true;
        }
        if (clock.millis() < state.dueMillis()) {
            return false;
        }
        states.put(task.arn(), new State(state.tries() + 1, 0));
        return true;
    }

    private static long pauseMillis(JsonNode behavior, int tries) {
        long interval = Math.max(1, behavior.path("RecoverableErrorInterval").asLong(5));
        long longest = Math.max(
                interval, behavior.path("RecoverableErrorThrottlingMax").asLong(1800));
        boolean throttled = behavior.path("RecoverableErrorThrottling").asBoolean(true);
        return 1000 * (throttled ? Math.min(longest, interval << Math.min(tries, 20)) : interval);
    }

    /** The task runs. @return whether it had to be started again before */
    boolean healed(TaskRow task) {
        return states.remove(task.arn()) != null;
    }

    void forget(TaskRow task) {
        states.remove(task.arn());
    }
}
