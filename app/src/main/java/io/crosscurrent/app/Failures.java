/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.app;

import io.crosscurrent.cli.failure.CliFailure;
import io.crosscurrent.core.failure.CrosscurrentException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/** Failures of the platform as the command line prints them. */
public final class Failures {
    private Failures() {}

    /** The same failure in the terms of the command line; others as they are, wrapped when they are checked. */
    public static RuntimeException translated(Throwable thrown) {
        Throwable cause = thrown;
        while ((cause instanceof CompletionException || cause instanceof ExecutionException)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (cause instanceof CrosscurrentException failure) {
            return new CliFailure(failure.code(), failure.getMessage(), failure.remedy(), failure);
        }
        if (cause instanceof RuntimeException unchecked) {
            return unchecked;
        }
        return new CliFailure("app.failed", String.valueOf(cause), "", cause);
    }
}
