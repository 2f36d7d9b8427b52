/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.preflight;

import io.crosscurrent.core.source.Finding;
import java.util.List;

/** Whether the log is kept long enough for a task to be stopped over night, and longer than a slow load takes. */
final class RetentionCheck implements Check {
    private static final String NAME = "binlog-retention";
    private static final long DAY_SECONDS = 86_400;
    private static final int WEEK_HOURS = 168;
    /** A slow load, over a long line from a small server. */
    private static final long LOAD_BYTES_A_SECOND = 5_000_000;

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
        return judge(
                facts, seconds, "The log is kept for " + (seconds < 7200 ? seconds + " s" : seconds / 3600 + " hours"));
    }

    private static List<Finding> judge(ServerFacts facts, long seconds, String what) {
        if (seconds < DAY_SECONDS) {
            return tooShort(facts, what + " only", WEEK_HOURS);
        }
        long loadSeconds = facts.dataBytes() / LOAD_BYTES_A_SECOND;
        if (seconds < loadSeconds) {
            int hours = (int) Math.min(Integer.MAX_VALUE / 3600, loadSeconds / 1800);
            return tooShort(
                    facts,
                    what + ", and a load of its " + (facts.dataBytes() >> 30) + " GiB may take " + loadSeconds / 3600
                            + " hours",
                    hours);
        }
        return Check.passed(NAME, what + ".");
    }

    private static List<Finding> hosted(ServerFacts facts) {
        String hours = facts.retentionHours();
        if (hours.isEmpty()) {
            return Check.warning(
                    NAME,
                    "How long the log is kept cannot be read (mysql.rds_show_configuration).",
                    "CALL mysql.rds_show_configuration; it should say 24 or more 'binlog retention hours'.");
        }
        return judge(facts, number(hours) * 3600, "'binlog retention hours' is " + hours);
    }

    private static List<Finding> tooShort(ServerFacts facts, String what, int hours) {
        return Check.warning(
                NAME,
                what + ": a task that is stopped for longer has to be reloaded.",
                facts.hosting().keepBinlogs(hours));
    }

    private static long number(String text) {
        return text.matches("\\d{1,18}") ? Long.parseLong(text) : 0;
    }
}
