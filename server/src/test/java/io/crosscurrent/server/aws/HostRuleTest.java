/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class HostRuleTest {
    private final HostRule rule = new HostRule(Set.of("cdc.example.org"));

    @Test
    void allowsAddressesLoopbackAndListedNames() {
        assertThat(rule.allows("127.0.0.1:8600")).isTrue();
        assertThat(rule.allows("[::1]:8600")).isTrue();
        assertThat(rule.allows("localhost")).isTrue();
        assertThat(rule.allows("CDC.example.org:443")).isTrue();
    }

    @Test
    void refusesNamesSomebodyElseGaveUs() {
        assertThat(rule.allows("attacker.example:8600")).isFalse();
        assertThat(rule.allows("127.0.0.1.attacker.example")).isFalse();
    }
}
