/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.cli.stack;

import io.crosscurrent.cli.failure.CliFailure;
import java.util.Optional;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.Stack;

/** Finds stacks by what a person calls them. */
final class StackLookup {
    private StackLookup() {}

    static Optional<Stack> find(CloudFormationClient stacks, String nameOrId) {
        try {
            return stacks.describeStacks(request -> request.stackName(nameOrId)).stacks().stream()
                    .findFirst();
        } catch (CloudFormationException e) {
            if (String.valueOf(e.awsErrorDetails().errorMessage()).contains("does not exist")) {
                return Optional.empty();
            }
            throw e;
        }
    }

    static Stack require(CloudFormationClient stacks, String nameOrId) {
        return find(stacks, nameOrId)
                .orElseThrow(() -> new CliFailure(
                        "cli.not_found", "there is no stack " + nameOrId, "List them with: crosscurrent stack list"));
    }
}
