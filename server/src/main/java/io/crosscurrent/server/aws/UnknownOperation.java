/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.aws;

/** An operation nobody offers. What it is called on the wire depends on the form, see {@link WireForm}. */
final class UnknownOperation extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnknownOperation(String message) {
        super(message, null, false, false);
    }

    static UnknownOperation of(String operation) {
        return new UnknownOperation("The operation " + operation + " is not offered by this server.");
    }
}
