/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.protocol;

import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.core.source.SourceSettings;
import java.util.Locale;

/**
 * Protocol compression, chosen by the source setting {@code ConnectionCompression}; how hard the server tries with zstd, by
 * {@code ConnectionCompressionLevel}.
 */
enum Compression {
    NONE(0),
    ZLIB(Capability.COMPRESS),
    ZSTD(Capability.ZSTD_COMPRESSION);

    private static final String LEVEL = "ConnectionCompressionLevel";
    /** MySQL's own clients ask for 3: that leaves a tenth more on the wire for half of the server's work. */
    private static final int DEFAULT_LEVEL = 5;

    private static final int MAX_LEVEL = 22;

    private final long capability;

    Compression(long capability) {
        this.capability = capability;
    }

    /** The capability both sides need, 0 for none. */
    long capability() {
        return capability;
    }

    static Compression of(SourceSettings settings) {
        String name = settings.options().getOrDefault("ConnectionCompression", "none");
        return switch (name) {
            case "none", "" -> NONE;
            case "zlib" -> ZLIB;
            case "zstd" -> ZSTD;
            default ->
                throw new CrosscurrentException(
                        "source.invalid_setting",
                        "ConnectionCompression is \"" + name + "\".",
                        "Use none, zlib or zstd.");
        };
    }

    /** Of zstd, 1 to 22. */
    static int level(SourceSettings settings) {
        String text = settings.options().getOrDefault(LEVEL, Integer.toString(DEFAULT_LEVEL));
        try {
            int level = Integer.parseInt(text);
            if (level >= 1 && level <= MAX_LEVEL) {
                return level;
            }
        } catch (NumberFormatException e) {
            // Told below, as any other value that is none.
        }
        throw new CrosscurrentException(
                "source.invalid_setting",
                LEVEL + " is \"" + text + "\".",
                "Use a number from 1 (fast) to " + MAX_LEVEL + " (small); it counts for ConnectionCompression=zstd.");
    }

    void requireFrom(Greeting greeting, String address) {
        if (this != NONE && !greeting.has(capability)) {
            throw new CrosscurrentException(
                    "source.compression_unsupported",
                    address + " (version " + greeting.serverVersion() + ") does not offer "
                            + name().toLowerCase(Locale.ROOT) + " compression.",
                    "Add it to the server's protocol_compression_algorithms (zstd needs MySQL 8.0.18), or set"
                            + " ConnectionCompression to none.");
        }
    }
}
