/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.engines.sql;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.configuration.Configuration;

/**
 * The secrets that close the REST ports of embedded clusters to everybody but this process. Flink's REST answers any web
 * page that is open on this machine, and takes jobs, which are code. The configuration carries only the name of a secret,
 * because every SQL user can read the configuration.
 *
 * @see ClusterRestServerGuard
 * @see ClusterRestClientPass
 */
final class ClusterRestGuard {
    static final String OPTION = "crosscurrent.rest.guard";
    static final String HEADER = "x-crosscurrent-guard";
    private static final Map<String, String> SECRETS = new ConcurrentHashMap<>();

    private ClusterRestGuard() {}

    /** Makes a secret and returns its name, the value for {@link #OPTION}. */
    static String create() {
        String name = random();
        SECRETS.put(name, random());
        return name;
    }

    static void forget(String name) {
        SECRETS.remove(name);
    }

    /** Returns null when the configuration names no guard. */
    static String secretOf(Configuration configuration) {
        String name = configuration.getString(OPTION, "");
        return name.isEmpty() ? null : SECRETS.getOrDefault(name, random());
    }

    static boolean matches(String secret, String given) {
        return given != null
                && MessageDigest.isEqual(
                        secret.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }

    private static String random() {
        byte[] bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
