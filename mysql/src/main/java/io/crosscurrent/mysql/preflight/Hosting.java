/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.preflight;

import io.crosscurrent.core.source.SourceSettings;
import java.util.Locale;
import java.util.Map;

/** Who runs the server, which decides how its variables are changed. */
enum Hosting {
    OWN {
        @Override
        String set(String variable, String value) {
            return "SET PERSIST " + variable + " = " + value + ";";
        }

        @Override
        String setAtStart(String variable, String value) {
            return "Put " + variable + " = " + value + " under [mysqld] in my.cnf and restart the server.";
        }

        @Override
        String enableBinlog() {
            return "Put log_bin = binlog and server_id = 1 under [mysqld] in my.cnf and restart the server.";
        }

        @Override
        String keepBinlogs(int hours) {
            return "SET PERSIST binlog_expire_logs_seconds = " + hours * 3600 + ";";
        }
    },
    RDS {
        @Override
        String set(String variable, String value) {
            return "Set " + variable + " to " + value + " in the instance's DB parameter group: aws rds"
                    + " modify-db-parameter-group --db-parameter-group-name GROUP --parameters"
                    + " ParameterName=" + variable + ",ParameterValue=" + value + ",ApplyMethod=immediate";
        }

        @Override
        String setAtStart(String variable, String value) {
            return set(variable, value).replace("=immediate", "=pending-reboot") + "; then reboot the instance.";
        }

        @Override
        String enableBinlog() {
            return "Turn on automated backups, which turns on the binary log: aws rds modify-db-instance"
                    + " --db-instance-identifier INSTANCE --backup-retention-period 1 --apply-immediately";
        }

        @Override
        String keepBinlogs(int hours) {
            return "CALL mysql.rds_set_configuration('binlog retention hours', " + hours + ");";
        }
    },
    AURORA {
        @Override
        String set(String variable, String value) {
            return "Set " + variable + " to " + value + " in the DB cluster parameter group: aws rds"
                    + " modify-db-cluster-parameter-group --db-cluster-parameter-group-name GROUP --parameters"
                    + " ParameterName=" + variable + ",ParameterValue=" + value + ",ApplyMethod=immediate";
        }

        @Override
        String setAtStart(String variable, String value) {
            return set(variable, value).replace("=immediate", "=pending-reboot") + "; then reboot the writer.";
        }

        @Override
        String enableBinlog() {
            return setAtStart("binlog_format", "ROW");
        }

        @Override
        String keepBinlogs(int hours) {
            return "CALL mysql.rds_set_configuration('binlog retention hours', " + hours + ");";
        }
    },
    CLOUD_SQL {
        @Override
        String set(String variable, String value) {
            return "gcloud sql instances patch INSTANCE --database-flags=" + variable + "=" + value
                    + " (name the flags already set as well: the list replaces them).";
        }

        @Override
        String setAtStart(String variable, String value) {
            return set(variable, value) + " The instance restarts.";
        }

        @Override
        String enableBinlog() {
            return "gcloud sql instances patch INSTANCE --backup-start-time=02:00 --enable-bin-log";
        }

        @Override
        String keepBinlogs(int hours) {
            return "gcloud sql instances patch INSTANCE --retained-transaction-log-days=" + Math.max(1, hours / 24);
        }
    },
    AZURE {
        @Override
        String set(String variable, String value) {
            return "az mysql flexible-server parameter set --resource-group GROUP --server-name SERVER --name "
                    + variable + " --value " + (value.equals("''") ? "\"\"" : value);
        }

        @Override
        String setAtStart(String variable, String value) {
            return set(variable, value)
                    + "; then az mysql flexible-server restart --resource-group GROUP --name SERVER.";
        }

        @Override
        String enableBinlog() {
            return "Flexible Server always writes a binary log: move the database there from a Single Server, or leave the"
                    + " Burstable replica for its source.";
        }

        @Override
        String keepBinlogs(int hours) {
            return set("binlog_expire_logs_seconds", Integer.toString(hours * 3600));
        }
    };

    /** How a variable that can change at run time is changed for good. */
    abstract String set(String variable, String value);

    /** How a variable that only changes at the start is changed. */
    abstract String setAtStart(String variable, String value);

    abstract String enableBinlog();

    abstract String keepBinlogs(int hours);

    /** Judged by the engine of the endpoint, the name of the host, then by what gives a hosted server away. */
    static Hosting of(SourceSettings settings, String version, Map<String, String> variables) {
        String host = settings.host().toLowerCase(Locale.ROOT);
        String comment = variables.getOrDefault("version_comment", "");
        if (settings.engine().equals("gcp-mysql") || comment.contains("Google") || version.contains("-google")) {
            return CLOUD_SQL;
        }
        if (host.endsWith(".mysql.database.azure.com") || version.contains("-azure") || comment.contains("Azure")) {
            return AZURE;
        }
        boolean cluster = host.endsWith(".rds.amazonaws.com") && host.contains(".cluster-");
        if (settings.engine().equals("aurora") || variables.containsKey("aurora_version") || cluster) {
            return AURORA;
        }
        boolean rds = host.endsWith(".rds.amazonaws.com")
                || variables.getOrDefault("basedir", "").startsWith("/rdsdbbin");
        return rds ? RDS : OWN;
    }
}
