/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.studio.command;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Names a person may have meant. */
final class Nearest {
    private static final int FEW = 12;
    private static final int SHOWN = 3;

    private Nearest() {}

    /** A sentence with the nearest names, or all when there are few; begins with a blank, "" when there is nothing to say. */
    static String hint(String wrong, Collection<String> names) {
        List<String> near = names.stream()
                .filter(name -> distance(wrong, name) <= Math.max(2, name.length() / 3)
                        || wrong.length() > 3 && name.contains(wrong))
                .sorted(Comparator.<String>comparingInt(name -> distance(wrong, name))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(SHOWN)
                .toList();
        if (!near.isEmpty()) {
            return " Did you mean " + String.join(", ", near) + "?";
        }
        return names.isEmpty() || names.size() > FEW
                ? ""
                : " There are: " + String.join(", ", names.stream().sorted().toList()) + ".";
    }

    /** How many letters must be added, removed or replaced. */
    static int distance(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int replaced = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[other.length()];
    }
}
