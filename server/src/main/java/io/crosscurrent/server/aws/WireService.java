/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.aws;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** A service behind the listener, spoken to in AWS JSON 1.1. Called by many threads at once. */
public interface WireService {
    /** Fourth part of the credential scope, for example {@code dms}. */
    String signingName();

    /** What stands before the dot in {@code X-Amz-Target}. */
    String targetPrefix();

    /** @throws ApiException an error the client is to see */
    ObjectNode answer(String operation, ObjectNode request);
}
