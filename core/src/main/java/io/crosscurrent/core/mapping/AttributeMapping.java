/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.core.mapping;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * An attribute of {@code data} that is made from columns: an item of {@code attribute-mappings}.
 *
 * @param name the member of {@code data}; it replaces a column of that name
 */
public record AttributeMapping(String name, Value value) {
    public AttributeMapping {
        Objects.requireNonNull(name);
        Objects.requireNonNull(value);
    }

    /** What is written. */
    public sealed interface Value {}

    /** A string; null when the template is a single column that is NULL. */
    public record Text(ValueTemplate template) implements Value {}

    /** An object, members in the order of the mapping. */
    public record Members(Map<String, Value> members) implements Value {
        public Members {
            members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
        }
    }

    /** An array. */
    public record Items(List<Value> items) implements Value {
        public Items {
            items = List.copyOf(items);
        }
    }

    /** A number, boolean or null that stands in the mapping itself, as JSON text. */
    public record Literal(String json) implements Value {}

    /** Whether it is a string, and not a document. */
    public boolean isScalar() {
        return value instanceof Text;
    }
}
