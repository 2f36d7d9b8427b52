/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.stack.template;

import io.crosscurrent.server.aws.ApiException;

/** The errors of templates and their parameters, as CloudFormation words them. */
public final class TemplateFault {
    private TemplateFault() {}

    public static ApiException validation(String message) {
        return new ApiException("ValidationError", message);
    }

    public static ApiException format(String message) {
        return validation("Template format error: " + message);
    }

    public static ApiException template(String message) {
        return validation("Template error: " + message);
    }
}
