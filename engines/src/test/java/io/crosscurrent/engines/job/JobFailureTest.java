/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.engines.job;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JobFailureTest {
    private static final String SUPPRESSED =
            "org.apache.flink.runtime.JobException: Recovery is suppressed by FixedDelayRestartBackoffTimeStrategy\n"
                    + "\tat org.apache.flink.runtime.executiongraph.Handler.handle(Handler.java:1)\n";

    @Test
    void saysTheDeepestCauseWithItsClassWhereItIsShort() {
        JobFailure failure = JobFailure.of(SUPPRESSED
                + "Caused by: java.lang.RuntimeException: Error in generated code\n\tat A.b(A.java:1)\n"
                + "Caused by: java.lang.ArithmeticException: / by zero\n\tat Calc.eval(Calc.java:3)\n\t... 3 more\n");
        assertThat(failure.reason()).isEqualTo("ArithmeticException: / by zero.");
        assertThat(failure.remedy()).contains("NULLIF");
    }

    @Test
    void leavesOutClassesThatTheMessageBeginsWith() {
        JobFailure failure = JobFailure.of(SUPPRESSED
                + "Caused by: org.apache.flink.util.SerializedThrowable:"
                + " org.apache.kafka.common.errors.UnknownTopicOrPartitionException: This server does not host it.\n");
        assertThat(failure.reason()).isEqualTo("This server does not host it.");
        assertThat(failure.remedy()).startsWith("Create the topic");
    }

    @Test
    void aCauseWithoutWordsIsTheOneAboveItUnlessNoneSaysAnything() {
        assertThat(JobFailure.of(
                                "java.io.IOException: The disk is full now\nCaused by: java.lang.Error\n\tat A.b(A.java:1)")
                        .reason())
                .isEqualTo("The disk is full now.");
        assertThat(JobFailure.of("java.lang.RuntimeException\nCaused by: java.lang.NullPointerException\n")
                        .reason())
                .isEqualTo("NullPointerException.");
        assertThat(JobFailure.of("Something else happened").reason()).isEqualTo("Something else happened");
    }

    @Test
    void whatIsNotKnownIsMendedByWhatItNames() {
        assertThat(JobFailure.of("java.lang.IllegalStateException: This and that is wrong")
                        .oneLine())
                .isEqualTo(
                        "This and that is wrong. Mend what the reason names; then let the job go on, or run its cell for"
                                + " one that begins anew.");
    }
}
