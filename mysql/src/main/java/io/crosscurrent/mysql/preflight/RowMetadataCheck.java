/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.preflight;

import io.crosscurrent.core.source.Finding;
import java.util.List;

/** Whether the log describes its own tables. Without, the catalogue and the DDL in the log must do. */
final class RowMetadataCheck implements Check {
    private static final String NAME = "binlog-row-metadata";

    @Override
    public List<Finding> examine(ServerFacts facts) {
        String value = facts.variable("binlog_row_metadata");
        if (value.equals("FULL")) {
            return Check.passed(NAME, "binlog_row_metadata is FULL: the log describes its own tables.");
        }
        if (value.isEmpty()) {
            return Check.warning(
                    NAME,
                    "The server (" + facts.version()
                            + ") has no binlog_row_metadata: tables are followed by the DDL in the log.",
                    "Upgrade to MySQL 8.0 or newer.");
        }
        return Check.warning(
                NAME,
                "binlog_row_metadata is " + value
                        + ": tables are followed by the DDL in the log, which cannot repair itself.",
                facts.hosting().set("binlog_row_metadata", "FULL"));
    }
}
