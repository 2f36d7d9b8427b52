/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.dms;

import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.server.aws.ApiException;
import java.util.Map;

/** The errors of the Database Migration Service, by their wire codes. */
public final class Faults {
    private Faults() {}

    public static ApiException notFound(String message) {
        return new ApiException("ResourceNotFoundFault", message);
    }

    public static ApiException exists(String message, String arn) {
        return new ApiException("ResourceAlreadyExistsFault", 400, message, Map.of("resourceArn", arn));
    }

    public static ApiException state(String message) {
        return new ApiException("InvalidResourceStateFault", message);
    }

    public static ApiException value(String message) {
        return new ApiException("InvalidParameterValueException", message);
    }

    public static ApiException combination(String message) {
        return new ApiException("InvalidParameterCombinationException", message);
    }

    /** What a failure of ours becomes: a bad document is the caller's value, everything else a state of a resource. */
    public static ApiException of(CrosscurrentException failure) {
        String code = failure.code();
        boolean value = code.startsWith("mapping.") || code.startsWith("settings.") || code.startsWith("task.settings");
        if (value) {
            return value(failure.oneLine());
        }
        if (code.startsWith("store.")) {
            return new ApiException("InternalFailure", 500, failure.oneLine(), Map.of());
        }
        return state(failure.oneLine());
    }
}
