/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.core.encoding;

import java.util.regex.Pattern;

/** What Kafka accepts as the name of a topic. */
public final class TopicName {
    /** For error messages. */
    public static final String RULE = "Use 1 to 249 of the characters A-Z a-z 0-9 . _ - and not \".\" or \"..\".";

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._-]{1,249}");

    private TopicName() {}

    /** Whether Kafka would create such a topic. */
    public static boolean isValid(String name) {
        return FORM.matcher(name).matches() && !name.equals(".") && !name.equals("..");
    }
}
