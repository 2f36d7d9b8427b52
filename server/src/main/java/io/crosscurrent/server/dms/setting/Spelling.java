/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.dms.setting;

import java.util.Locale;

/** Whether two names are probably the same, one of them mistyped. */
public final class Spelling {
    private Spelling() {}

    /** Equal but for the case of letters and one letter. */
    public static boolean near(String first, String second) {
        String one = first.toLowerCase(Locale.ROOT);
        String other = second.toLowerCase(Locale.ROOT);
        int prefix = 0;
        int shorter = Math.min(one.length(), other.length());
        while (prefix < shorter && one.charAt(prefix) == other.charAt(prefix)) {
            prefix++;
        }
        int suffix = 0;
        while (suffix < shorter - prefix
                && one.charAt(one.length() - 1 - suffix) == other.charAt(other.length() - 1 - suffix)) {
            suffix++;
        }
        return one.length() - prefix - suffix <= 1 && other.length() - prefix - suffix <= 1;
    }
}
