/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.protocol;

import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.core.source.SourceSettings;
import java.io.IOException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns the server's error packets into failures with a code and a remedy, for one server and login. */
final class ServerErrors {
    private static final Pattern PRIVILEGES = Pattern.compile("\\(at least one of\\) the ([A-Z_ ,]+) privilege");

    private final String address;
    private final String user;
    private final String sslMode;
    private final boolean identified;

    ServerErrors(SourceSettings settings) {
        this.address = settings.engine() + "://" + settings.host() + ":" + settings.port();
        this.user = settings.user();
        this.sslMode = settings.sslMode();
        this.identified = ClientIdentity.given(settings);
    }

    String address() {
        return address;
    }

    /** ERR packet: 0xFF, number (2 bytes), optionally # and SQLSTATE (5 bytes), message to the end. */
    MySqlException read(PacketFields in, String doing) throws IOException {
        in.skip(1);
        int number = in.int2();
        String state = "HY000";
        if (in.peek() == '#') {
            state = in.skip(1).textOf(5);
        }
        return failure(number, state, in.restText(), doing);
    }

    MySqlException failure(int number, String state, String text, String doing) {
        // Commands that need a privilege answer as a failed login does.
        boolean refusedLater = number == 1045 && !doing.equals("login");
        String code = refusedLater ? "source.privilege_missing" : code(number, text);
        String message = "%s answered the %s with error %d (%s): %s".formatted(address, doing, number, state, text);
        return new MySqlException(code, message, remedy(code, number, text), number, state);
    }

    CrosscurrentException unsupportedPlugin(String plugin) {
        return new CrosscurrentException(
                "source.authentication_unsupported",
                "%s wants user %s to log in with %s, which is not supported.".formatted(address, user, plugin),
                "ALTER USER '" + user + "'@'%' IDENTIFIED WITH caching_sha2_password BY '...';");
    }

    CrosscurrentException needsTls(String plugin) {
        return new CrosscurrentException(
                "source.tls_required",
                "%s wants user %s to log in with %s, which sends the password readable; the SSL mode is %s."
                        .formatted(address, user, plugin, sslMode),
                "Set the endpoint's SslMode to verify-ca or verify-full.");
    }

    private static String code(int number, String text) {
        return switch (number) {
            case 1044, 1045, 1129, 1130, 1131, 1396, 1524, 1698, 1820, 1862, 3118, 3955 -> "source.access_denied";
            case 1040, 1203, 1226 -> "source.too_many_connections";
            case 1049 -> "source.unknown_schema";
            case 1051, 1146 -> "source.unknown_table";
            case 1142, 1143, 1227, 1370 -> "source.privilege_missing";
            case 1236 -> dumpCode(text.toLowerCase(Locale.ROOT));
            case 1373 -> "source.binlog_purged";
            case 1381 -> "source.binlog_disabled";
            case 1053, 1077, 1078, 1079, 1152, 1158, 1159, 1160, 1161, 1927, 4031 -> "source.connection_lost";
            case 1205, 1317, 3024 -> "source.timeout";
            case 3159 -> "source.tls_required";
            default -> "source.statement_failed";
        };
    }

    private static String dumpCode(String text) {
        if (text.contains("purged") || text.contains("could not find first log")) {
            return "source.binlog_purged";
        }
        if (text.contains("same server_uuid")
                || text.contains("same server_id")
                || text.contains("same server_uuid/server_id")) {
            return "source.duplicate_server_id";
        }
        if (text.contains("more gtids than")) {
            return "source.gtid_unknown";
        }
        if (text.contains("impossible position") || text.contains("> file size") || text.contains("position >")) {
            return "source.position_invalid";
        }
        if (text.contains("max_allowed_packet") || text.contains("exceeded max")) {
            return "source.event_too_large";
        }
        if (text.contains("binary log is not open")) {
            return "source.binlog_disabled";
        }
        return "source.binlog_unreadable";
    }

    private String remedy(String code, int number, String text) {
        return switch (code) {
            case "source.access_denied" -> accessRemedy(number);
            case "source.too_many_connections" ->
                "Raise max_connections on the server, or lower the task's load threads.";
            case "source.unknown_schema", "source.unknown_table" ->
                "Check the selection rules, and that " + user + " may see it: SHOW" + " GRANTS.";
            case "source.privilege_missing" -> "GRANT " + privileges(text) + " ON *.* TO '" + user + "'@'%';";
            case "source.binlog_purged" ->
                "Reload the task, and keep binary logs longer:" + " SET PERSIST binlog_expire_logs_seconds = 604800;";
            case "source.duplicate_server_id" -> "Give the task a server id that no other replica of this server uses.";
            case "source.gtid_unknown" ->
                "This server lacks transactions the task has already seen: point the endpoint at the"
                        + " server it read before, or reload the task.";
            case "source.position_invalid" ->
                "The log is shorter than the position, as after RESET MASTER or a restore: reload the"
                        + " task, or start it from a position in SHOW BINARY LOGS.";
            case "source.event_too_large" -> "SET GLOBAL max_allowed_packet = 1073741824; then resume the task.";
            case "source.binlog_disabled" ->
                "Start the server with log_bin, binlog_format=ROW and binlog_row_image=FULL.";
            case "source.binlog_unreadable" ->
                "Read the server's error log; if the log file is damaged, reload the task.";
            case "source.connection_lost" ->
                "The task reconnects by itself; if it keeps happening read the server's error log.";
            case "source.timeout" -> "Look at the server's load (SHOW PROCESSLIST), or raise ExecuteTimeout.";
            case "source.tls_required" ->
                "The server accepts encrypted connections only: set the endpoint's SslMode to require,"
                        + " verify-ca or verify-full.";
            default -> "Read the server's message above.";
        };
    }

    /** Those the server names, else all that a task needs. */
    private static String privileges(String text) {
        Matcher named = PRIVILEGES.matcher(text);
        return named.find() ? named.group(1) : "SELECT, REPLICATION SLAVE, REPLICATION CLIENT";
    }

    private String accessRemedy(int number) {
        return switch (number) {
            case 1129 -> "Run mysqladmin flush-hosts (TRUNCATE performance_schema.host_cache) on the server.";
            case 1130 -> "Create the user for this client's address: CREATE USER '" + user + "'@'%' ...;";
            case 1820, 1862 -> "ALTER USER '" + user + "'@'%' IDENTIFIED BY '...'; the password has expired.";
            case 3118 -> "ALTER USER '" + user + "'@'%' ACCOUNT UNLOCK;";
            default ->
                "Check user name and password of the endpoint, and that '" + user
                        + "' may log in from this host: SELECT user, host FROM mysql.user." + tlsRemedy();
        };
    }

    /** The server does not say that it was TLS it missed. */
    private String tlsRemedy() {
        if (sslMode.isEmpty() || sslMode.equals("none")) {
            return " If the user was created with REQUIRE SSL or X509: set the endpoint's SslMode.";
        }
        return identified
                ? ""
                : " If the user was created with REQUIRE X509, SUBJECT or ISSUER: set the endpoint's SslClientCertificateArn"
                        + " and SslClientKeyArn.";
    }
}
