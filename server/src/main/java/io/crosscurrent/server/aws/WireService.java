/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.aws;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** A service behind the listener. Called by many threads at once. */
public interface WireService {
    /** Fourth part of the credential scope, for example {@code dms}. */
    String signingName();

    /** What stands before the dot in {@code X-Amz-Target}. */
    String targetPrefix();

    /**
     * Answers in the member names and types of AWS JSON 1.1.
     *
     * @throws ApiException an error the client is to see
     * @throws UnknownOperation when it has no such operation
     */
    ObjectNode answer(String operation, ObjectNode request);

    /** The classes behind it, for the forms that cannot be read without types; empty when it speaks only AWS JSON. */
    default Optional<SdkService> typed() {
        return Optional.empty();
    }

    /** What it will see of a request: a member it does not know must not lend its ARN to the question of rights. */
    default ObjectNode understood(String operation, ObjectNode request) {
        return typed().map(typed -> PojoCodec.write(typed.read(operation, request)))
                .orElse(request);
    }
}
