/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.aws;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A request as it came over the wire: nothing decoded, because signatures are made over the raw form.
 *
 * @param method upper case
 * @param rawPath path with its percent signs, "/" when empty
 * @param rawQuery what stands after the question mark, or ""
 * @param headers by lower-case name, values in the order received
 * @param body whole body; not copied, not changed
 */
public record HttpCall(String method, String rawPath, String rawQuery, Map<String, List<String>> headers, byte[] body) {
    /** The first value of the header, or "". */
    public String header(String name) {
        List<String> values = headers.get(name.toLowerCase(Locale.ROOT));
        return values == null || values.isEmpty() ? "" : values.get(0);
    }
}
