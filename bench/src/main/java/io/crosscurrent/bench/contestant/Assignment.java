/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.bench.contestant;

import io.crosscurrent.bench.SourceDatabase;
import java.nio.file.Path;

/**
 * One turn of one contestant.
 *
 * @param id names everything that must be of this turn alone
 * @param source where login and password are {@link SourceDatabase#USER}
 * @param kafka {@code host:port}
 * @param serverId replica number nobody else uses, nor the nine after it
 * @param directory for its files and log
 * @param heap of its process, as Java's {@code -Xmx} has it
 * @param compression of the protocol, for who can: none, zlib, zstd
 */
public record Assignment(
        String id,
        Capture capture,
        TableSet tables,
        SourceDatabase source,
        String kafka,
        int serverId,
        Path directory,
        String heap,
        String compression) {
    /** The heap of everybody. */
    public static final String HEAP = "1g";

    public static final String NO_COMPRESSION = "none";

    /** The topic all its records have to be in. */
    public String topic() {
        return id + ".bench." + tables.name();
    }

    /** The same with another heap. */
    public Assignment heap(String chosen) {
        return new Assignment(id, capture, tables, source, kafka, serverId, directory, chosen, compression);
    }

    /** The same with a compressed protocol. */
    public Assignment compression(String chosen) {
        return new Assignment(id, capture, tables, source, kafka, serverId, directory, heap, chosen);
    }
}
