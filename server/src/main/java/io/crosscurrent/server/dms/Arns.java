/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.dms;

import java.security.SecureRandom;

/** Makes the names of resources: {@code arn:aws:dms:<region>:<account>:<type>:<id>}. */
public final class Arns {
    private static final String CHARACTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int LENGTH = 26;

    private final String prefix;
    private final SecureRandom random = new SecureRandom();

    public Arns(String region, String account) {
        this.prefix = "arn:aws:dms:" + region + ":" + account + ":";
    }

    /**
     * @param type {@code rep}, {@code endpoint}, {@code task}, {@code subgrp} or {@code cert}
     * @param wanted {@code ResourceIdentifier} of the request, or null for a drawn one
     */
    public String make(String type, String wanted) {
        if (wanted != null && !wanted.isEmpty()) {
            if (!wanted.matches("[A-Za-z0-9](-?[A-Za-z0-9]){0,30}")) {
                throw Faults.value("ResourceIdentifier must have 1 to 31 letters, digits and single hyphens, not \""
                        + wanted + "\".");
            }
            return prefix + type + ":" + wanted;
        }
        StringBuilder id = new StringBuilder(prefix).append(type).append(':');
        for (int i = 0; i < LENGTH; i++) {
            id.append(CHARACTERS.charAt(random.nextInt(CHARACTERS.length())));
        }
        return id.toString();
    }

    /** The last part: the resource id. */
    public static String id(String arn) {
        return arn.substring(arn.lastIndexOf(':') + 1);
    }

    /** Checks a name a person chose. @return it unchanged */
    public static String identifier(String member, String value, int longest) {
        if (value.length() > longest || !value.matches("[A-Za-z](-?[A-Za-z0-9])*")) {
            throw Faults.value("The parameter " + member + " is not a valid identifier: \"" + value
                    + "\". Identifiers must begin with a letter; must contain only ASCII letters, digits, and hyphens; must"
                    + " not end with a hyphen or contain two consecutive hyphens; and have at most " + longest
                    + " characters.");
        }
        return value;
    }
}
