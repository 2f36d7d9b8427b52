/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.dms;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crosscurrent.server.aws.PojoCodec;
import io.crosscurrent.server.aws.WireService;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpellingsTest {
    /** Answers with the request it was given. */
    private static final WireService ECHO = new WireService() {
        @Override
        public String signingName() {
            return "dms";
        }

        @Override
        public String targetPrefix() {
            return "AmazonDMSv20160101";
        }

        @Override
        public ObjectNode answer(String operation, ObjectNode request) {
            return request;
        }
    };

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"MySqlSettings\":{\"Port\":1}}                        | {\"MySQLSettings\":{\"Port\":1}}",
                "{\"GcpMySqlSettings\":{\"Port\":1}}                     | {\"GcpMySQLSettings\":{\"Port\":1}}",
                "{\"KafkaSettings\":{\"SaslUserName\":\"u\"}}            | {\"KafkaSettings\":{\"SaslUsername\":\"u\"}}",
                "{\"MySQLSettings\":{\"Port\":1}}                        | {\"MySQLSettings\":{\"Port\":1}}",
                "{\"KafkaSettings\":{\"SaslUsername\":\"u\",\"SaslUserName\":\"v\"}} | {\"KafkaSettings\":{\"SaslUsername\":\"u\"}}"
            })
    void otherSpellingsBecomeThoseOfTheApi(String given, String understood) {
        assertThat(new Spellings(ECHO).answer("CreateEndpoint", PojoCodec.parse(given)))
                .isEqualTo(PojoCodec.parse(understood));
    }
}
