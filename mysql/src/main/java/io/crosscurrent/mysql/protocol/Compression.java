/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.protocol;

import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.core.source.SourceSettings;
import java.util.Locale;

/** Protocol compression, chosen by the source setting {@code ConnectionCompression}. */
enum Compression {
    NONE(0),
    ZLIB(Capability.COMPRESS),
    ZSTD(Capability.ZSTD_COMPRESSION);

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
