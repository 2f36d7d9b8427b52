/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.core.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Registry records to and from bytes. Unknown members are ignored, so that older readers understand newer tasks. */
public final class RegistryCodec {
    private static final ObjectMapper JSON =
            new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private RegistryCodec() {}

    public static byte[] key(RegistryRecord entry) {
        return entry.key().getBytes(StandardCharsets.UTF_8);
    }

    public static byte[] value(RegistryRecord entry) {
        try {
            return JSON.writeValueAsBytes(entry);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("registry record of type " + entry.getClass() + " has no JSON form", e);
        }
    }

    /** @throws IOException when the key has no known prefix or the value is not the JSON of that record */
    public static RegistryRecord read(byte[] key, byte[] value) throws IOException {
        String name = new String(key, StandardCharsets.UTF_8);
        String kind = name.substring(0, Math.max(0, name.indexOf('/')));
        return switch (kind) {
            case "task" -> JSON.readValue(value, RegistryRecord.Task.class);
            case "table" -> JSON.readValue(value, RegistryRecord.Captured.class);
            case "trouble" -> JSON.readValue(value, RegistryRecord.Trouble.class);
            case "statistics" -> JSON.readValue(value, RegistryRecord.Statistics.class);
            default -> throw new IOException("unknown registry key " + name);
        };
    }
}
