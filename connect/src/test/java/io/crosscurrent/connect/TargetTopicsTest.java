/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.crosscurrent.core.failure.CrosscurrentException;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TargetTopicsTest {
    @Test
    void aKafkaThatIsAwayIsNoMatterOfItsTopics() {
        Map<String, String> nobody = Map.of(
                "bootstrap.servers", "127.0.0.1:1", "default.api.timeout.ms", "200", "request.timeout.ms", "100");
        TargetSettings settings = new TargetSettings(nobody, -1, (short) -1, 1);
        try (TargetTopics topics = new TargetTopics(settings, "task", "registry")) {
            CrosscurrentException failure =
                    catchThrowableOfType(CrosscurrentException.class, () -> topics.require(Set.of("orders")));
            assertThat(failure.code()).isEqualTo("target.unreachable");
            assertThat(failure).hasMessageStartingWith("Kafka at 127.0.0.1:1 cannot be reached: ");
        }
    }
}
