/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.aws;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Supplier;

/** Rights of a service that acts for somebody. Called by many threads. */
public interface Delegation {
    /** Whoever asks on this thread: the actor it works for, else the caller of the request it answers. */
    Actor asking();

    /**
     * A role that whoever asks passes to a service.
     *
     * @param service principal of the service, for example {@code cloudformation.amazonaws.com}
     * @param session name of the service's session
     * @throws ApiException when whoever asks may not pass it, or the role does not trust the service
     */
    Actor passed(String roleArn, String service, String session);

    /** A role that was passed before. */
    Actor role(String roleArn, String session);

    /** As {@link Permission#check}. */
    void check(Actor actor, String service, String operation, Supplier<ObjectNode> request);
}
