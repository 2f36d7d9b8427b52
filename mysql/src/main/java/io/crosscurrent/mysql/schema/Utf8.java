/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.schema;

/** utf8mb4 and utf8mb3: what is stored is UTF-8 already; the server checked it. Also {@code binary}, which is no text. */
final class Utf8 extends CharacterSet {
    Utf8(String name, int maxBytes) {
        super(name, maxBytes);
    }

    @Override
    public boolean isUtf8(byte[] bytes, int offset, int length) {
        return true;
    }

    @Override
    public int toUtf8(byte[] bytes, int offset, int length, byte[] target, int at) {
        System.arraycopy(bytes, offset, target, at, length);
        return at + length;
    }
}
