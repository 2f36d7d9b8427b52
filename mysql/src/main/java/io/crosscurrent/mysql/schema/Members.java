/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.schema;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Members of ENUM and SET in the catalogue's spelling: {@code enum('a','it''s','back\\slash',x'e4')}. */
final class Members {
    private Members() {}

    /** @param charset of the column; members that are no valid text come as hexadecimal bytes */
    static List<String> parse(String declared, CharacterSet charset) {
        List<String> members = new ArrayList<>();
        int at = declared.indexOf('(') + 1;
        while (true) {
            boolean hex = declared.charAt(at) == 'x';
            if (hex) {
                at++;
            }
            if (declared.charAt(at) != '\'') {
                throw new IllegalArgumentException("not a list of members: " + declared);
            }
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
            byte[] bytes = hex ? HexFormat.of().parseHex(member) : null;
            members.add(hex ? charset.toText(bytes, 0, bytes.length) : member.toString());
            if (declared.charAt(at++) == ')') {
                return members;
            }
        }
    }
}
