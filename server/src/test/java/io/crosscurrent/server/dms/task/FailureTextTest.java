/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.dms.task;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FailureTextTest {
    @Test
    void findsOurSentenceInATrace() {
        FailureText text = FailureText.of(
                """
                org.apache.kafka.connect.errors.ConnectException: Unrecoverable exception
                \tat org.apache.kafka.connect.Worker.run(Worker.java:1)
                Caused by: io.crosscurrent.core.failure.CrosscurrentException: db:3306 is gone [source.connection_lost] Start it.
                \tat io.crosscurrent.X.y(X.java:2)
                """);
        assertThat(text.message()).isEqualTo("db:3306 is gone [source.connection_lost] Start it.");
        assertThat(text.code()).isEqualTo("source.connection_lost");
        assertThat(text.recoverable()).isTrue();
    }

    @Test
    void takesTheDeepestCauseOfOtherFailures() {
        FailureText text = FailureText.of(
                """
                org.apache.kafka.connect.errors.ConnectException: Error while sending
                Caused by: org.apache.kafka.common.errors.TopicAuthorizationException: Not authorized to access topics: [t]
                \t... 3 more
                """);
        assertThat(text.message()).startsWith("Not authorized to access topics: [t]");
        assertThat(text.recoverable()).isFalse();
    }

    @Test
    void alwaysSaysSomething() {
        assertThat(FailureText.of("").message()).isNotBlank();
    }

    @Test
    void aKafkaOutOfReachIsTriedAgain() {
        assertThat(FailureText.of("x.Y: Kafka at k:9092 cannot be reached [target.unreachable] b")
                        .recoverable())
                .isTrue();
    }

    @Test
    void unreachablePositionsAreNotTriedAgain() {
        assertThat(FailureText.of("x.Y: a [source.position_unreachable] b").recoverable())
                .isFalse();
    }
}
