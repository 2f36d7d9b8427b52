/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.cli.failure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.crosscurrent.cli.output.Style;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.ConnectException;
import java.util.List;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;

/** Any failure as a {@link CliFailure}, and its printed form. */
public final class FailureReport {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int WIDTH = 72;

    private FailureReport() {}

    /** What a person can act on, from whatever a command threw. */
    public static CliFailure of(Throwable thrown) {
        if (thrown instanceof CliFailure failure) {
            return failure;
        }
        if (thrown instanceof AwsServiceException refused) {
            return refusal(refused);
        }
        if (thrown instanceof SdkClientException && causedBy(thrown, ConnectException.class)) {
            return unreachable(thrown);
        }
        if (thrown instanceof SdkClientException) {
            return new CliFailure("cli.request_failed", thrown.getMessage(), "", thrown);
        }
        String message = thrown.getMessage() == null ? thrown.getClass().getSimpleName() : thrown.getMessage();
        return new CliFailure("cli.failed", message, "", thrown);
    }

    /** The platform does not answer. */
    public static CliFailure unreachable(Throwable cause) {
        return new CliFailure(
                "cli.unreachable",
                "no platform answers at the endpoint URL",
                "Try: crosscurrent up   (or name another one with --endpoint-url)",
                cause);
    }

    /** Prints the message with its code at the right, further lines and the remedy below. */
    public static void print(CliFailure failure, PrintWriter err, Style style) {
        List<String> lines = String.valueOf(failure.getMessage()).lines().toList();
        String first = lines.isEmpty() ? "" : lines.get(0);
        String padding = " ".repeat(Math.max(1, WIDTH - "error: ".length() - first.length()));
        err.println(style.red("error:") + " " + first + padding + style.dim("[" + failure.code() + "]"));
        lines.stream().skip(1).forEach(line -> err.println("  " + line));
        failure.remedy().lines().forEach(line -> err.println("  " + line));
        err.flush();
    }

    private static CliFailure refusal(AwsServiceException refused) {
        AwsErrorDetails details = refused.awsErrorDetails();
        if (details == null || details.errorCode() == null) {
            return new CliFailure("cli.request_failed", refused.getMessage(), "", refused);
        }
        JsonNode body = body(details);
        String code = body.path("code").asText(details.errorCode());
        String message = details.errorMessage() == null ? refused.getMessage() : details.errorMessage();
        return new CliFailure(code, message, body.path("remedy").asText(""), refused);
    }

    private static JsonNode body(AwsErrorDetails details) {
        if (details.rawResponse() == null) {
            return JSON.createObjectNode();
        }
        try {
            return JSON.readTree(details.rawResponse().asByteArray());
        } catch (IOException notJson) {
            return JSON.createObjectNode();
        }
    }

    private static boolean causedBy(Throwable thrown, Class<? extends Throwable> type) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }
}
