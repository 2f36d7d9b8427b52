/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Documents that are nested so deeply that reading them would cost a stack are refused. */
class LimitsTest {
    private static final int DEEP = 65;

    private static JsonNode nested(int levels) {
        JsonNode node = JsonNodeFactory.instance.objectNode();
        for (int i = 1; i < levels; i++) {
            node = JsonNodeFactory.instance.objectNode().set("a", node);
        }
        return node;
    }

    @Test
    void jsonHasAtMost64Levels() {
        assertThat(PojoCodec.parse(nested(DEEP - 1).toString().getBytes(StandardCharsets.UTF_8)))
                .isNotEmpty();
        assertThatThrownBy(() -> PojoCodec.parse(nested(DEEP).toString().getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(ApiException.class);
    }

    @Test
    void cborHasAtMost64Levels() throws Exception {
        CBORMapper cbor = new CBORMapper();
        assertThat(CborCodec.parse(cbor.writeValueAsBytes(nested(DEEP - 1)))).isNotEmpty();
        byte[] deep = cbor.writeValueAsBytes(nested(DEEP));
        assertThatThrownBy(() -> CborCodec.parse(deep)).isInstanceOf(ApiException.class);
    }

    @Test
    void formsHaveAtMost32Levels() {
        assertThat(FormTree.of(QueryString.parse("a.".repeat(31) + "a=1")).child("a"))
                .isNotNull();
        assertThatThrownBy(() -> FormTree.of(QueryString.parse("a.".repeat(32) + "a=1")))
                .hasMessageContaining("nested too deeply");
    }
}
