/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.stack;

import io.crosscurrent.server.stack.template.Scope;
import java.security.SecureRandom;
import java.util.UUID;

/** Names of stacks, change sets and of resources to which nobody gave one. */
record Naming(String region, String account) {
    private static final String CHARACTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    private static final int DRAWN = 12;
    private static final SecureRandom RANDOM = new SecureRandom();

    String stack(String name) {
        return arn("stack/" + name);
    }

    String changeSet(String name) {
        return arn("changeSet/" + name);
    }

    private String arn(String resource) {
        return "arn:aws:cloudformation:" + region + ":" + account + ":" + resource + "/" + UUID.randomUUID();
    }

    Scope.Identity identity(String stackName, String stackId) {
        return new Scope.Identity(stackName, stackId, region, account);
    }

    /** {@code <stack>-<logical id>-<drawn>}, shortened in front of the drawn part. */
    static String resource(String stackName, String logicalId, int longest) {
        StringBuilder drawn = new StringBuilder("-");
        for (int i = 0; i < DRAWN; i++) {
            drawn.append(CHARACTERS.charAt(RANDOM.nextInt(CHARACTERS.length())));
        }
        String front = (stackName + "-" + logicalId).replaceAll("-{2,}", "-");
        int room = longest - drawn.length();
        return front.substring(0, Math.min(front.length(), room)).replaceAll("-$", "") + drawn;
    }
}
