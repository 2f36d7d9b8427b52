/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.core.source;

import java.util.Map;

/** Reads what {@link ChangeSink#commit} stored, as of the start of the task. Safe for use by several threads. */
@FunctionalInterface
public interface StateReader {
    /** The values last committed under the key, or null when there are none. */
    Map<String, Object> read(String key);
}
