/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.schema;

import java.util.ArrayList;
import java.util.List;

/** Members of ENUM and SET in the catalogue's spelling: {@code enum('a','it''s','back\\slash')}. */
final class Members {
    private Members() {}

    static List<String> parse(String declared) {
        List<String> members = new ArrayList<>();
        int at = declared.indexOf('(') + 1;
        while (at < declared.length() && declared.charAt(at) == '\'') {
            StringBuilder member = new StringBuilder();
            at++;
            while (true) {
                char c = declared.charAt(at++);
                if (c == '\'') {
                    if (at >= declared.length() || declared.charAt(at) != '\'') {
                        break;
                    }
                    at++;
                    member.append('\'');
                } else if (c == '\\') {
                    char escaped = declared.charAt(at++);
                    member.append(
                            switch (escaped) {
                                case '0' -> '\0';
                                case 'n' -> '\n';
                                case 'r' -> '\r';
                                default -> escaped;
                            });
                } else {
                    member.append(c);
                }
            }
            members.add(member.toString());
            at++;
        }
        return members;
    }
}
