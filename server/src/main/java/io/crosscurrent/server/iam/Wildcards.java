/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.iam;

/** Patterns of policies: {@code *} for any characters, {@code ?} for one. */
final class Wildcards {
    private Wildcards() {}

    /** Takes at most the product of both lengths in steps, whatever the pattern is. */
    static boolean match(String pattern, String text) {
        int p = 0;
        int t = 0;
        int star = -1;
        int from = 0;
        while (t < text.length()) {
            char c = p < pattern.length() ? pattern.charAt(p) : 0;
            if (p < pattern.length() && c == '*') {
                star = p++;
                from = t;
            } else if (p < pattern.length() && (c == '?' || c == text.charAt(t))) {
                p++;
                t++;
            } else if (star >= 0) {
                p = star + 1;
                t = ++from;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }

    /** Part by part of an ARN, whose parts are separated by colons; the last one of six may have more of them. */
    static boolean matchArn(String pattern, String arn) {
        String[] wanted = pattern.split(":", 6);
        String[] parts = arn.split(":", 6);
        if (pattern.equals("*")) {
            return true;
        }
        if (wanted.length != 6 || parts.length != 6) {
            return false;
        }
        for (int i = 0; i < 6; i++) {
            if (!match(wanted[i], parts[i])) {
                return false;
            }
        }
        return true;
    }
}
