/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.store;

import io.crosscurrent.core.failure.CrosscurrentException;

/**
 * A database for the store. Its text form does not contain the password.
 *
 * @param url {@code jdbc:postgresql://host[:port]/database[?parameters]}; the database must exist
 * @param user who may create tables there
 */
public record StoreAddress(String url, String user, String password) {
    public StoreAddress {
        if (!url.startsWith("jdbc:postgresql://")) {
            throw new CrosscurrentException(
                    "store.address",
                    "The store cannot be kept in " + shown(url) + ".",
                    "Write it like jdbc:postgresql://host:5432/crosscurrent.");
        }
    }

    /** Parameters may hold passwords. */
    static String shown(String url) {
        return url.replaceAll("[?;].*", "");
    }

    @Override
    public String toString() {
        return "StoreAddress[url=%s, user=%s, password=***]".formatted(shown(url), user);
    }
}
