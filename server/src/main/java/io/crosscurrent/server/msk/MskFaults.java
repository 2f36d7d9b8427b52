/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.msk;

import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.server.aws.ApiException;
import java.util.Map;

/** The errors of MSK. */
final class MskFaults {
    private MskFaults() {}

    static ApiException missing(String what, String member) {
        return new ApiException("NotFoundException", 404, what, Map.of("invalidParameter", member));
    }

    static ApiException value(String message, String member) {
        return new ApiException("BadRequestException", 400, message, Map.of("invalidParameter", member));
    }

    static ApiException conflict(String message, String member) {
        return new ApiException("ConflictException", 409, message, Map.of("invalidParameter", member));
    }

    static ApiException of(CrosscurrentException failure) {
        boolean later = failure.code().equals("engine.starting");
        return new ApiException(
                later ? "ServiceUnavailableException" : "BadRequestException",
                later ? 503 : 400,
                failure.oneLine(),
                Map.of());
    }
}
