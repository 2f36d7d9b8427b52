/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.core.source;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** Reads what {@link ChangeSink#commit} stored, as of the start of the task. Safe for use by several threads. */
@FunctionalInterface
public interface StateReader {
    /** The values last committed under the key, or null when there are none. */
    Map<String, Object> read(String key);

    /** Reads many keys at once, which can be much cheaper; keys without values are left out. */
    default Map<String, Map<String, Object>> readAll(Collection<String> keys) {
        Map<String, Map<String, Object>> found = new HashMap<>();
        for (String key : keys) {
            Map<String, Object> values = read(key);
            if (values != null) {
                found.put(key, values);
            }
        }
        return found;
    }
}
