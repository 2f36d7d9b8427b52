/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.engines.connect;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import org.apache.kafka.connect.rest.ConnectRestExtension;
import org.apache.kafka.connect.rest.ConnectRestExtensionContext;

/**
 * Answers every request to the embedded worker's REST API that lacks our credential with 401. Any web page open on this
 * machine can send requests to loopback, and who may put a connector may run code. Made and configured by Connect.
 */
public final class RestGuard implements ConnectRestExtension {
    /** Worker property with the whole expected Authorization header. Connect does not log properties it does not know. */
    static final String AUTHORIZATION = "crosscurrent.rest.authorization";

    private String expected;

    @Override
    public void configure(Map<String, ?> worker) {
        expected = worker.get(AUTHORIZATION).toString();
    }

    @Override
    public void register(ConnectRestExtensionContext context) {
        context.configurable().register(new Check(expected.getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public String version() {
        return "1";
    }

    @Override
    public void close() {
        // Holds nothing.
    }

    @PreMatching
    private static final class Check implements ContainerRequestFilter {
        private final byte[] expected;

        Check(byte[] expected) {
            this.expected = expected;
        }

        @Override
        public void filter(ContainerRequestContext request) {
            String given = request.getHeaderString("Authorization");
            if (given == null || !MessageDigest.isEqual(expected, given.getBytes(StandardCharsets.UTF_8))) {
                request.abortWith(Response.status(Response.Status.UNAUTHORIZED).build());
            }
        }
    }
}
