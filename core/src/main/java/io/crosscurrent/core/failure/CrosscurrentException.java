/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.core.failure;

import java.util.Objects;

/**
 * A failure a person can act on: what failed, on what, with which values, and what to do.
 *
 * <p>The code is stable and dotted ({@code source.binlog_purged}). The API maps it to a fault, the command line to an
 * exit code. Neither message nor remedy ever contains a secret.
 */
public class CrosscurrentException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final String code;
    private final String remedy;

    public CrosscurrentException(String code, String message, String remedy) {
        this(code, message, remedy, null);
    }

    public CrosscurrentException(String code, String message, String remedy, Throwable cause) {
        super(message, cause);
        this.code = Objects.requireNonNull(code);
        this.remedy = Objects.requireNonNull(remedy);
    }

    /** Dotted, stable, for example {@code mapping.unknown_action}. */
    public String code() {
        return code;
    }

    /** What to do, as a sentence or a command. */
    public String remedy() {
        return remedy;
    }

    /** One line for status fields: {@code message [code] remedy}. */
    public String oneLine() {
        return getMessage() + " [" + code + "] " + remedy;
    }
}
