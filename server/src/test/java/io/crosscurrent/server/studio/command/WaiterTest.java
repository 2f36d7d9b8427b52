/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.studio.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.server.aws.PojoCodec;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class WaiterTest {
    private static final Duration LONG = Duration.ofHours(1);

    private static ObjectNode tasks(String status) {
        ObjectNode answer = PojoCodec.object();
        answer.putArray("ReplicationTasks").addObject().put("Status", status);
        return answer;
    }

    /** Asked as soon as somebody waits for it. */
    private static final class Soon implements StopSignal {
        private Duration waited;

        @Override
        public boolean asked() {
            return waited != null;
        }

        @Override
        public boolean askedWithin(Duration longest) {
            waited = longest;
            return true;
        }
    }

    @Test
    void aWaitEndsWhenItsCellIsStopped() {
        Soon stop = new Soon();
        CrosscurrentException failure =
                catchThrowableOfType(CrosscurrentException.class, () -> Waiter.named("dms", "replication-task-running")
                        .until(() -> tasks("starting"), stop, LONG, LONG));
        assertThat(failure.code()).isEqualTo("studio.stopped");
        assertThat(stop.waited).isEqualTo(LONG);
    }

    @Test
    void whatIsReachedIsNotWaitedFor() {
        Soon stop = new Soon();
        Waiter.named("dms", "replication-task-running").until(() -> tasks("running"), stop, LONG, LONG);
        assertThat(stop.waited).isNull();
    }
}
