/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.cli.failure;

import java.util.Objects;

/** A command cannot do what it was asked: what failed with which values, and what to do. Holds no secret. */
public final class CliFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final String code;
    private final String remedy;

    /** @param code dotted and stable, or a fault of an AWS service; @param remedy a sentence or a command, may be "" */
    public CliFailure(String code, String message, String remedy) {
        this(code, message, remedy, null);
    }

    public CliFailure(String code, String message, String remedy, Throwable cause) {
        super(message, cause);
        this.code = Objects.requireNonNull(code);
        this.remedy = Objects.requireNonNull(remedy);
    }

    public String code() {
        return code;
    }

    public String remedy() {
        return remedy;
    }
}
