/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.crosscurrent.core.failure.CrosscurrentException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RegistryTest {
    private static CrosscurrentException failure(Map<String, String> client) {
        try (Registry registry = new Registry("told")) {
            return catchThrowableOfType(CrosscurrentException.class, () -> registry.follow(client));
        }
    }

    @Test
    void aClusterWhoseHostsHaveNoAddressIsOutOfReach() {
        CrosscurrentException failure = failure(Map.of("bootstrap.servers", "no-such-host.invalid:9092"));
        assertThat(failure.code()).isEqualTo("target.unreachable");
        assertThat(failure)
                .hasMessage("Kafka at no-such-host.invalid:9092 cannot be reached: the host name does not resolve");
    }

    @Test
    void aClientThatCannotBeMadeIsNot() {
        CrosscurrentException failure =
                failure(Map.of("bootstrap.servers", "127.0.0.1:9", "security.protocol", "SMOKE"));
        assertThat(failure.code()).isEqualTo("registry.unavailable");
    }
}
