/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.dms;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crosscurrent.server.aws.SdkService;
import io.crosscurrent.server.aws.WireService;
import java.util.Map;
import java.util.Optional;

/** Accepts the spelling of CloudFormation and of the console where the API has another one. */
record Spellings(WireService service) implements WireService {
    private static final Map<String, String> BLOCKS =
            Map.of("MySqlSettings", "MySQLSettings", "GcpMySqlSettings", "GcpMySQLSettings");

    @Override
    public String signingName() {
        return service.signingName();
    }

    @Override
    public String targetPrefix() {
        return service.targetPrefix();
    }

    @Override
    public ObjectNode answer(String operation, ObjectNode request) {
        BLOCKS.forEach((other, ours) -> rename(request, other, ours));
        if (request.get("KafkaSettings") instanceof ObjectNode kafka) {
            rename(kafka, "SaslUserName", "SaslUsername");
        }
        return service.answer(operation, request);
    }

    private static void rename(ObjectNode object, String from, String to) {
        JsonNode value = object.remove(from);
        if (value != null && !object.has(to)) {
            object.set(to, value);
        }
    }

    @Override
    public Optional<SdkService> typed() {
        return service.typed();
    }
}
