/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.stack;

/** A resource could not be made, changed or deleted; its events say so already. */
final class StepFailed extends Exception {
    private static final long serialVersionUID = 1L;

    private final String logicalId;

    StepFailed(String logicalId, String reason) {
        super(reason, null, false, false);
        this.logicalId = logicalId;
    }

    String logicalId() {
        return logicalId;
    }
}
