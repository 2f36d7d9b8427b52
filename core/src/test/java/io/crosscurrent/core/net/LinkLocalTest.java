/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.core.net;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crosscurrent.core.failure.CrosscurrentException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinkLocalTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"169.254.169.254", "2852039166", "fe80::1", "febf::1", "[fe80::1]", "::ffff:169.254.169.254"})
    void linkLocalAddressesAreRefusedHoweverTheyAreWritten(String host) throws UnknownHostException {
        byte[] address = InetAddress.getByName(host).getAddress();
        assertThatThrownBy(() -> LinkLocal.refuse(host, address))
                .isInstanceOf(CrosscurrentException.class)
                .hasMessageContaining(host)
                .hasMessageContaining("link-local");
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "10.0.0.1", "169.253.0.1", "::1", "fec0::1", "2001:db8::1"})
    void othersAreLeftAlone(String host) throws UnknownHostException {
        byte[] address = InetAddress.getByName(host).getAddress();
        assertThatCode(() -> LinkLocal.refuse(host, address)).doesNotThrowAnyException();
    }
}
