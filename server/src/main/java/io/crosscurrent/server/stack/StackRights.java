/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.stack;

import io.crosscurrent.server.aws.Delegation;
import io.crosscurrent.server.stack.Stacks.Rights;

/**
 * With whose rights a stack is worked on: those of the role it was given, now or before, else those of whoever asks. Used by many
 * threads.
 */
final class StackRights {
    private static final String SERVICE = "cloudformation.amazonaws.com";
    private static final String SESSION = "AWSCloudFormation";

    private final Delegation delegation;

    StackRights(Delegation delegation) {
        this.delegation = delegation;
    }

    /**
     * @param roleArn of the request; null for none
     * @param before the role of the stack, "" for none
     */
    Rights of(String roleArn, String before) {
        if (roleArn != null && !roleArn.isEmpty()) {
            return new Rights(delegation.passed(roleArn, SERVICE, SESSION), roleArn);
        }
        // Who may work on a stack works with its role, without the right to pass it.
        return before.isEmpty()
                ? new Rights(delegation.asking(), "")
                : new Rights(delegation.role(before, SESSION), before);
    }
}
