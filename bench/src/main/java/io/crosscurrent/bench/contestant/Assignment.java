/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.bench.contestant;

import io.crosscurrent.bench.Workload;
import java.nio.file.Path;

/**
 * One run of one contestant.
 *
 * @param id names everything that must be of this run alone
 * @param mysqlPort of the source, on 127.0.0.1
 * @param user login at the source, and its password
 * @param startPosition {@code file:offset} where the changes of {@link Workload#STREAM} begin
 * @param kafka {@code host:port}
 * @param serverId replica number nobody else uses
 * @param directory for its files and log
 */
public record Assignment(
        String id,
        Workload workload,
        int mysqlPort,
        String user,
        String startPosition,
        String kafka,
        int serverId,
        Path directory) {

    /** The topic its records have to be in: the spelling of Debezium, which cannot choose. */
    public String topic() {
        return id + ".bench." + workload.table();
    }
}
