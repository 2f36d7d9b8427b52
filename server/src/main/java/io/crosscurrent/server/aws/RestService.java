/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.aws;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/** A service whose operations are methods and paths. Called by many threads at once. */
public interface RestService extends WireService {
    /**
     * @param permission asked with the operation and what it would do, before it is done; throws when it may not
     * @throws UnknownOperation when method and path mean nothing to it
     */
    HttpAnswer answer(HttpCall call, String requestId, BiConsumer<String, Supplier<ObjectNode>> permission);
}
