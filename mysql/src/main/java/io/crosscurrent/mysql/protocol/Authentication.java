/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.protocol;

import java.io.IOException;
import java.util.Arrays;

/**
 * Proves who we are, with the plug-in the server asks for. Passwords cross an unencrypted connection only scrambled, or
 * encrypted with the server's RSA key.
 */
final class Authentication {
    static final String NATIVE = "mysql_native_password";
    static final String CACHING_SHA2 = "caching_sha2_password";
    static final String SHA256 = "sha256_password";
    static final String CLEAR = "mysql_clear_password";

    private static final int FAST_PATH_DONE = 3;
    private static final int FULL_AUTHENTICATION = 4;
    private static final int MORE_DATA = 0x01;
    private static final int SWITCH = 0xFE;

    private final Transport transport;
    private final String password;
    private final ServerErrors errors;
    private String plugin;
    private byte[] challenge;

    Authentication(Transport transport, String password, ServerErrors errors, String plugin, byte[] challenge) {
        this.transport = transport;
        this.password = password;
        this.errors = errors;
        this.plugin = known(plugin) && !plugin.equals(CLEAR) ? plugin : CACHING_SHA2;
        this.challenge = challenge;
    }

    private static boolean known(String plugin) {
        return plugin.equals(NATIVE) || plugin.equals(CACHING_SHA2) || plugin.equals(SHA256) || plugin.equals(CLEAR);
    }

    /** The plug-in the first response is made for. */
    String plugin() {
        return plugin;
    }

    /** What the first response, or the answer to a switch, carries. */
    byte[] response() {
        return switch (plugin) {
            case NATIVE -> Scramble.nativePassword(password, challenge);
            case CACHING_SHA2 -> Scramble.cachingSha2(password, challenge);
            case CLEAR -> Scramble.clear(password);
            case SHA256 -> sha256Response();
            default -> throw new AssertionError(plugin);
        };
    }

    private byte[] sha256Response() {
        if (password.isEmpty()) {
            return new byte[1];
        }
        int requestPublicKey = 1;
        return transport.encrypted() ? Scramble.clear(password) : new byte[] {(byte) requestPublicKey};
    }

    /** Answers until the server lets us in. */
    void complete() throws IOException {
        while (true) {
            transport.in.next();
            PacketFields fields = PacketFields.of(transport.in);
            int first = fields.peek();
            if (first == 0x00) {
                return;
            }
            if (first == 0xFF) {
                throw errors.read(fields, "login");
            }
            fields.skip(1);
            if (first == SWITCH) {
                switchPlugin(fields);
            } else if (first == MORE_DATA) {
                more(fields);
            } else {
                throw new IOException("unknown answer 0x" + Integer.toHexString(first) + " to the login");
            }
        }
    }

    private void switchPlugin(PacketFields fields) throws IOException {
        String wanted = fields.remaining() == 0 ? "mysql_old_password" : fields.nulTerminated();
        if (!known(wanted)) {
            throw errors.unsupportedPlugin(wanted);
        }
        if (wanted.equals(CLEAR) && !transport.encrypted()) {
            throw errors.needsTls(wanted);
        }
        plugin = wanted;
        byte[] data = fields.rest();
        int length = data.length > 0 && data[data.length - 1] == 0 ? data.length - 1 : data.length;
        challenge = Arrays.copyOf(data, length);
        transport.out.reply(transport.in.sequence).bytes(response()).send();
    }

    private void more(PacketFields fields) throws IOException {
        if (plugin.equals(SHA256)) {
            sendEncrypted(fields.restText());
            return;
        }
        int state = fields.int1();
        if (state == FAST_PATH_DONE) {
            return;
        }
        if (state != FULL_AUTHENTICATION) {
            throw new IOException("unknown state " + state + " of " + plugin);
        }
        if (transport.encrypted()) {
            transport
                    .out
                    .reply(transport.in.sequence)
                    .bytes(Scramble.clear(password))
                    .send();
            return;
        }
        int requestPublicKey = 2;
        transport.out.reply(transport.in.sequence).int1(requestPublicKey).send();
        transport.in.next();
        PacketFields key = PacketFields.of(transport.in);
        if (key.peek() == 0xFF) {
            throw errors.read(key, "login");
        }
        sendEncrypted(key.skip(1).restText());
    }

    private void sendEncrypted(String publicKeyPem) throws IOException {
        byte[] encrypted = Scramble.rsa(password, challenge, publicKeyPem);
        transport.out.reply(transport.in.sequence).bytes(encrypted).send();
    }
}
