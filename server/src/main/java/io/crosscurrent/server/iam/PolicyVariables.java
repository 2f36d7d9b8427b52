/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.iam;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code ${aws:username}} and its like in resources and in values of conditions, with a default as in
 * {@code ${aws:username, 'nobody'}}.
 */
final class PolicyVariables {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^},]*)(?:,\\s*'([^']*)')?}");

    private PolicyVariables() {}

    /** Empty when a variable has no single value in this request: then the text matches nothing. */
    static Optional<String> replace(String text, RequestContext context) {
        if (!text.contains("${")) {
            return Optional.of(text);
        }
        Matcher variable = VARIABLE.matcher(text);
        StringBuilder out = new StringBuilder();
        while (variable.find()) {
            String name = variable.group(1).strip();
            String value;
            if (name.length() == 1 && "*?$".contains(name)) {
                value = name;
            } else {
                List<String> values = context.values(name);
                value = values.size() == 1 ? values.get(0) : variable.group(2);
            }
            if (value == null) {
                return Optional.empty();
            }
            variable.appendReplacement(out, Matcher.quoteReplacement(value));
        }
        return Optional.of(variable.appendTail(out).toString());
    }
}
