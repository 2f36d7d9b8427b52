/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.engines.connect;

import io.crosscurrent.core.failure.CrosscurrentException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/**
 * Where Connect's REST API is. Its text form does not contain the password.
 *
 * @param workers base addresses of one or more workers of the same cluster; tried in this order
 * @param user for basic authentication, or "" for none
 * @param password of that user
 */
public record ConnectAddress(List<URI> workers, String user, String password) {
    public ConnectAddress {
        workers = List.copyOf(workers);
        if (workers.isEmpty()) {
            throw new CrosscurrentException(
                    "connect.address",
                    "No address of a Kafka Connect worker is given.",
                    "Set one, like http://host:8083.");
        }
        for (URI worker : workers) {
            if (worker.getHost() == null || worker.getScheme() == null) {
                throw new CrosscurrentException(
                        "connect.address",
                        "%s is not an address of a Kafka Connect worker.".formatted(worker),
                        "Write it like http://host:8083.");
            }
        }
    }

    /** Without authentication. */
    public static ConnectAddress of(URI... workers) {
        return new ConnectAddress(List.of(workers), "", "");
    }

    public ConnectAddress withUser(String user, String password) {
        return new ConnectAddress(workers, user, password);
    }

    /** The Authorization header, or "" without a user. */
    String authorization() {
        return user.isEmpty()
                ? ""
                : "Basic "
                        + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "ConnectAddress[workers=%s, user=%s, password=***]".formatted(workers, user);
    }
}
