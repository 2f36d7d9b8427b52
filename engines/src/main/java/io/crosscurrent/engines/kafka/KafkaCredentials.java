/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.engines.kafka;

import io.crosscurrent.core.failure.CrosscurrentException;

/**
 * A SCRAM user and its password. Its text form does not contain the password.
 *
 * @param user not blank
 * @param password not empty
 */
public record KafkaCredentials(String user, String password) {
    public KafkaCredentials {
        if (user == null || user.isBlank()) {
            throw new CrosscurrentException(
                    "kafka.user_name", "A Kafka user needs a name, this one is blank.", "Give the user a name.");
        }
        if (password == null || password.isEmpty()) {
            throw new CrosscurrentException(
                    "kafka.password_empty",
                    "The password of Kafka user %s is empty.".formatted(user),
                    "Give the user a password.");
        }
    }

    @Override
    public String toString() {
        return "KafkaCredentials[user=" + user + ", password=***]";
    }
}
