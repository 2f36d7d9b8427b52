/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.stack.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/** {@code Fn::Cidr} for IPv4: the first blocks of a size within a block. */
final class AddressBlocks {
    private static final int BITS = 32;

    private AddressBlocks() {}

    /** @param arguments block, count (1 to 256), bits of a host (default 8) */
    static JsonNode split(JsonNode arguments) {
        String block = arguments.path(0).asText();
        int count = arguments.path(1).asInt(0);
        int hostBits = arguments.path(2).asInt(8);
        String[] parts = block.split("/");
        boolean valid = parts.length == 2
                && parts[0].matches("(\\d{1,3}\\.){3}\\d{1,3}")
                && parts[1].matches("\\d{1,2}")
                && count >= 1
                && count <= 256
                && hostBits >= 1
                && hostBits <= BITS;
        if (!valid) {
            throw TemplateFault.template(
                    "Fn::Cidr takes an IPv4 block, a count from 1 to 256 and the bits of a host, not " + arguments
                            + ".");
        }
        long start = 0;
        for (String part : parts[0].split("\\.")) {
            start = start << 8 | Integer.parseInt(part);
        }
        long size = 1L << hostBits;
        if (count * size > 1L << BITS - Integer.parseInt(parts[1])) {
            throw TemplateFault.template(
                    "Fn::Cidr cannot take " + count + " blocks with " + hostBits + " host bits from " + block + ".");
        }
        ArrayNode blocks = JsonNodeFactory.instance.arrayNode();
        for (int i = 0; i < count; i++) {
            long at = start + i * size;
            blocks.add("%d.%d.%d.%d/%d"
                    .formatted(at >> 24 & 255, at >> 16 & 255, at >> 8 & 255, at & 255, BITS - hostBits));
        }
        return blocks;
    }
}
