/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.engines.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.crosscurrent.engines.sql.SqlEngine.SqlFailure;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which failures say that Flink lost something, so that the statement may be run again. */
class FailureTextTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "org.apache.flink.util.FlinkExpectedException: The TaskExecutor is shutting down.",
                "java.lang.RuntimeException: Job restarted",
                "org.apache.flink.runtime.io.network.netty.exception.RemoteTransportException: Connection unexpectedly closed by"
                        + " remote task manager '127.0.0.1/127.0.0.1:40291 [ 127.0.0.1:37001-8ad1 ] '. This might indicate that the"
                        + " remote task manager was lost.",
                "java.util.concurrent.TimeoutException: Heartbeat of TaskManager with id 127.0.0.1:37001-8ad1 timed out.",
                "org.apache.flink.runtime.jobmaster.JobMasterException: TaskManager with id 127.0.0.1:37001-8ad1 is no longer"
                        + " reachable.",
                "org.apache.flink.runtime.messages.FlinkJobNotFoundException: Could not find Flink job (6a1f)"
            })
    void whatWasLostIsToldAndNotBlamedOnTheStatement(String cause) {
        String stack =
                "org.apache.flink.table.gateway.service.utils.SqlExecutionException: Error while retrieving result.\n"
                        + "\tat org.apache.flink.table.gateway.Some.method(Some.java:1)\nCaused by: " + cause
                        + "\n\tat org.apache.flink.Other.method(Other.java:2)\n";

        SqlFailure failure = FailureText.ofStack(stack, "SELECT 1", new IOException(stack));

        assertThat(failure.lost).isTrue();
        assertThat(failure.line).isZero();
        assertThat(failure).hasMessageStartingWith("Flink").hasMessageNotContaining("Exception");
    }

    @Test
    void whatIsWrongWithTheStatementIsNoLoss() {
        SqlFailure failure =
                FailureText.of(new NumberFormatException("For input string: 'abc'"), "SELECT CAST('abc' AS INT)");

        assertThat(failure.lost).isFalse();
        assertThat(failure).hasMessage("For input string: 'abc'");
    }
}
