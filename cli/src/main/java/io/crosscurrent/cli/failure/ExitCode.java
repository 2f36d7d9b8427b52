/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.cli.failure;

import java.util.List;
import java.util.Locale;

/** How a command ends, decided from the code of its failure and nowhere else. */
public enum ExitCode {
    DONE(0),
    FAILED(1),
    /** The request is wrong: another one may succeed. */
    WRONG_REQUEST(2),
    /** A server that is needed is out of reach: the same request may succeed later. */
    OUT_OF_REACH(3);

    private static final List<String> OUT_OF_REACH_WORDS =
            List.of("unreachable", "out_of_reach", "connection_refused", "timed_out", "serviceunavailable");
    private static final List<String> WRONG_REQUEST_WORDS = List.of(
            "invalid",
            "notfound",
            "not_found",
            "unknown",
            "exists",
            "missing",
            "validation",
            "malformed",
            "accessdenied",
            "unrecognizedclient",
            "mapping.",
            "settings.");

    private final int value;

    ExitCode(int value) {
        this.value = value;
    }

    public int value() {
        return value;
    }

    /** @param code dotted ({@code task.invalid_state}) or a fault of an AWS service ({@code ResourceNotFoundFault}) */
    public static ExitCode of(String code) {
        String lower = code.toLowerCase(Locale.ROOT);
        if (OUT_OF_REACH_WORDS.stream().anyMatch(lower::contains)) {
            return OUT_OF_REACH;
        }
        return WRONG_REQUEST_WORDS.stream().anyMatch(lower::contains) ? WRONG_REQUEST : FAILED;
    }
}
