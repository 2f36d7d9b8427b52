/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.aws;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Supplier;

/** Decides whether a caller may do what it asks. Called by many threads. */
@FunctionalInterface
public interface Permission {
    /** Whoever has a key may do everything. */
    Permission ALL = (caller, service, operation, request) -> {};

    /**
     * @param service signing name, for example {@code dms}
     * @param request what is asked, in the names of AWS JSON; made only when it is looked at
     * @throws ApiException {@code AccessDenied…} when it may not
     */
    void check(Caller caller, String service, String operation, Supplier<ObjectNode> request);
}
