/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.schema;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The East Asian character sets of one to four bytes per character. Codes below 0x80 are ASCII. */
final class MultiByte extends CharacterSet {
    private final Charset charset;

    private MultiByte(String name, int maxBytes, String javaName) {
        super(name, maxBytes);
        charset = Charset.forName(javaName);
    }

    static List<CharacterSet> all() {
        return List.of(
                new MultiByte("big5", 2, "Big5"),
                new MultiByte("gbk", 2, "GBK"),
                new MultiByte("gb2312", 2, "GB2312"),
                new MultiByte("gb18030", 4, "GB18030"),
                new MultiByte("sjis", 2, "Shift_JIS"),
                new MultiByte("cp932", 2, "windows-31j"),
                new MultiByte("ujis", 3, "EUC-JP"),
                new MultiByte("eucjpms", 3, "x-eucJP-Open"),
                new MultiByte("euckr", 2, "EUC-KR"));
    }

    @Override
    public boolean isUtf8(byte[] bytes, int offset, int length) {
        return ascii(bytes, offset, length);
    }

    @Override
    public int toUtf8(byte[] bytes, int offset, int length, byte[] target, int at) {
        byte[] utf8 = new String(bytes, offset, length, charset).getBytes(StandardCharsets.UTF_8);
        System.arraycopy(utf8, 0, target, at, utf8.length);
        return at + utf8.length;
    }
}
