/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.engines.job;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProgramFailureTest {
    @Test
    void tellsTheTwoDeepestCauses() {
        assertThat(
                        ProgramFailure.reason(
                                """
                        org.apache.flink.runtime.JobException: Recovery is suppressed by NoRestartBackoffTimeStrategy
                        \tat org.apache.flink.runtime.executiongraph.Handler.handle(Handler.java:1)
                        Caused by: java.lang.RuntimeException: Failed to get metadata for topics [words].
                        \tat org.example.Subscriber.get(Subscriber.java:47)
                        Caused by: java.util.concurrent.ExecutionException: org.example.UnknownTopicException: It is not there.
                        \t... 3 more
                        Caused by: org.example.UnknownTopicException: It is not there.
                        """))
                .isEqualTo("RuntimeException: Failed to get metadata for topics [words].; because of"
                        + " UnknownTopicException: It is not there.");
    }

    @Test
    void saysWhatToDoAboutAnotherVersionOfFlink() {
        assertThat(ProgramFailure.ofProgram(
                                "count.jar",
                                "java.lang.NoSuchMethodError: 'void org.apache.flink.Api.gone()'\n\tat Main.main(Main.java:3)",
                                null)
                        .remedy())
                .contains("version of Flink");
    }
}
