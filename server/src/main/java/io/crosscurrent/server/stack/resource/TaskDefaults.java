/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.stack.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crosscurrent.server.aws.PojoCodec;
import io.crosscurrent.server.dms.task.DefaultSettings;

/** Settings of a replication task that are no longer given. */
final class TaskDefaults {
    private TaskDefaults() {}

    /** @return {@code next}, with the default of everything that stands in {@code before} only */
    static String complete(String before, String next) {
        ObjectNode wanted = next.isBlank() ? PojoCodec.object() : PojoCodec.parse(next);
        ObjectNode defaults = DefaultSettings.document();
        PojoCodec.parse(before).properties().forEach(group -> {
            JsonNode usual = defaults.get(group.getKey());
            if (!wanted.has(group.getKey())) {
                set(wanted, group.getKey(), usual);
            } else if (wanted.get(group.getKey()) instanceof ObjectNode given
                    && group.getValue() instanceof ObjectNode old) {
                fill(given, old, usual instanceof ObjectNode open ? open : DefaultSettings.group(group.getKey()));
            }
        });
        return wanted.toString();
    }

    private static void fill(ObjectNode wanted, ObjectNode before, ObjectNode defaults) {
        before.properties().forEach(member -> {
            JsonNode usual = defaults.get(member.getKey());
            if (!wanted.has(member.getKey())) {
                set(wanted, member.getKey(), usual);
            } else if (wanted.get(member.getKey()) instanceof ObjectNode given
                    && member.getValue() instanceof ObjectNode old
                    && usual instanceof ObjectNode open) {
                fill(given, old, open);
            }
        });
    }

    private static void set(ObjectNode into, String name, JsonNode value) {
        if (value != null) {
            into.set(name, value.deepCopy());
        }
    }
}
