/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.aws;

/** A request whose signature does not hold; the message holds no secret. The wire form decides which code it gets, see {@link WireForm}. */
public final class SignatureFailure extends Exception {
    private static final long serialVersionUID = 1L;

    /** What is wrong. */
    enum Kind {
        MISSING,
        MALFORMED,
        UNKNOWN_KEY,
        MISMATCH
    }

    private final Kind kind;

    SignatureFailure(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    Kind kind() {
        return kind;
    }
}
