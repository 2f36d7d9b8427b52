/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.protocol;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crosscurrent.core.source.SourceSettings;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What an endpoint must not make this process do, whoever answers at its address. */
class UntrustedServerTest {
    private static SourceSettings at(String host) {
        return new SourceSettings("mysql", host, 3306, "reader", "pw", "none", "", Map.of());
    }

    @Test
    void aServerThatAsksForALocalFileGetsNone() throws IOException {
        ByteArrayOutputStream wire = new ByteArrayOutputStream();
        byte[] asked = "\u00fb/etc/passwd".getBytes(StandardCharsets.ISO_8859_1);
        new PacketOutput(wire).reply(0).bytes(asked).send();
        ResultSet result = new ResultSet(
                new PacketInput(new ByteArrayInputStream(wire.toByteArray())), true, new ServerErrors(at("db")));
        assertThatThrownBy(() -> result.begin("query")).hasMessageContaining("which this client never sends");
    }

    @Test
    void aLinkLocalAddressIsNotReached() {
        assertThatThrownBy(() -> Transport.connect(at("169.254.169.254"), 1_000))
                .hasMessageContaining("link-local");
    }
}
