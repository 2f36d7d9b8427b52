/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.engines.kafka.iam;

import java.util.Optional;
import javax.security.auth.callback.Callback;

/** Asks whether a login holds. Used by one thread. */
final class IamLoginCallback implements Callback {
    private final IamAccess.SignedLogin question;
    private IamAccess.Login login;
    private String refusal = "Nobody checked the login.";

    IamLoginCallback(IamAccess.SignedLogin question) {
        this.question = question;
    }

    IamAccess.SignedLogin question() {
        return question;
    }

    void accept(IamAccess.Login accepted) {
        login = accepted;
    }

    void refuse(String reason) {
        refusal = reason;
    }

    Optional<IamAccess.Login> login() {
        return Optional.ofNullable(login);
    }

    String refusal() {
        return refusal;
    }
}
