/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.engines.kafka.iam;

/** A login by IAM that is not accepted. The message is told to the client, so it holds no secret. */
public final class IamRefusal extends Exception {
    private static final long serialVersionUID = 1L;

    public IamRefusal(String message) {
        super(message);
    }
}
