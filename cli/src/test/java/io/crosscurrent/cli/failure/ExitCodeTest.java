/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.cli.failure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExitCodeTest {
    @ParameterizedTest
    @CsvSource({
        "task.invalid_state, 2",
        "InvalidResourceStateFault, 2",
        "ResourceNotFoundFault, 2",
        "ResourceExistsException, 2",
        "endpoint.not_found, 2",
        "mapping.no_rules, 2",
        "cli.unreachable, 3",
        "source.unreachable, 3",
        "cli.timed_out, 3",
        "task.failed, 1",
        "InternalServiceError, 1"
    })
    void theCodeOfAFailureDecidesHowTheCommandEnds(String code, int expected) {
        assertThat(ExitCode.of(code).value()).isEqualTo(expected);
    }
}
