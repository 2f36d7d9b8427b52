/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.preflight;

import io.crosscurrent.core.source.Finding;
import java.util.List;

/** Whether the log is kept long enough for a task to be stopped over night, or a load to be slow. */
final class RetentionCheck implements Check {
    private static final String NAME = "binlog-retention";
    private static final long DAY_SECONDS = 86_400;
    private static final int WEEK_HOURS = 168;

    @Override
    public List<Finding> examine(ServerFacts facts) {
        boolean ownSetting = facts.hosting() == Hosting.RDS || facts.hosting() == Hosting.AURORA;
        if (ownSetting) {
            return hosted(facts);
        }
        if (facts.variable("binlog_expire_logs_auto_purge").equals("OFF")) {
            return Check.passed(NAME, "binlog_expire_logs_auto_purge is OFF: the log is kept until purged by hand.");
        }
        long seconds = number(facts.variable("binlog_expire_logs_seconds"));
        if (seconds == 0) {
            seconds = number(facts.variable("expire_logs_days")) * DAY_SECONDS;
        }
        if (seconds == 0) {
            return Check.passed(NAME, "The log is kept until purged by hand.");
        }
        if (seconds < DAY_SECONDS) {
            return tooShort(facts, "The log is kept for " + seconds + " s only");
        }
        return Check.passed(NAME, "The log is kept for " + seconds / 3600 + " hours.");
    }

    private static List<Finding> hosted(ServerFacts facts) {
        String hours = facts.retentionHours();
        if (hours.isEmpty()) {
            return Check.warning(
                    NAME,
                    "How long the log is kept cannot be read (mysql.rds_show_configuration).",
                    "CALL mysql.rds_show_configuration; it should say 24 or more 'binlog retention hours'.");
        }
        if (number(hours) * 3600 < DAY_SECONDS) {
            return tooShort(facts, "'binlog retention hours' is " + hours);
        }
        return Check.passed(NAME, "The log is kept for " + hours + " hours.");
    }

    private static List<Finding> tooShort(ServerFacts facts, String what) {
        return Check.warning(
                NAME,
                what + ": a task that is stopped for longer has to be reloaded.",
                facts.hosting().keepBinlogs(WEEK_HOURS));
    }

    private static long number(String text) {
        return text.matches("\\d{1,18}") ? Long.parseLong(text) : 0;
    }
}
