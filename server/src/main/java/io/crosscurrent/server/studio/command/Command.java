/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.studio.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * A command that can be run.
 *
 * @param service signing name
 * @param waiter what to wait for by asking again, instead of answering
 */
record Command(
        String service,
        String operation,
        ObjectNode input,
        Optional<Query> query,
        Output output,
        Optional<Waiter> waiter) {}
