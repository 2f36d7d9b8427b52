/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.preflight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.crosscurrent.core.encoding.MessageSettings;
import io.crosscurrent.core.failure.CrosscurrentException;
import io.crosscurrent.core.mapping.TableMappings;
import io.crosscurrent.core.source.Finding;
import io.crosscurrent.core.source.Finding.Level;
import io.crosscurrent.core.source.SourceSettings;
import io.crosscurrent.core.source.TaskDefinition;
import io.crosscurrent.core.source.TaskDefinition.MigrationType;
import io.crosscurrent.mysql.protocol.MySqlConnection;
import io.crosscurrent.testing.MySqlServer;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each thing that can be missing on a real server is found, and the statement of the finding mends it. */
class PreflightFaultsIT {
    private static MySqlServer server;

    @BeforeAll
    static void startServer() {
        server = MySqlServer.start(
                MySqlServer.Options.full().with("binlog_row_metadata", "FULL").with("binlog_ignore_db", "hidden"));
        server.execute(
                "create database shop",
                "create table shop.parent (id int primary key)",
                "create table shop.child (id int primary key, p int, foreign key (p) references shop.parent (id) on delete"
                        + " cascade)",
                "create table shop.orders (id int primary key)",
                "create view shop.recent as select * from shop.orders",
                "create database odd",
                "create table odd.keyless (a int)",
                "create table odd.old (a int primary key) engine = MyISAM",
                "create table odd.gone (a int primary key) engine = BLACKHOLE",
                "create database hidden",
                "create table hidden.secret (a int primary key)",
                "create user 'nobody'@'%' identified by 'pw'",
                "create user 'capture'@'%' identified by 'pw'",
                "grant replication slave, replication client on *.* to 'capture'@'%'",
                "grant select on shop.orders to 'capture'@'%'",
                "grant select (id) on shop.child to 'capture'@'%'");
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    private static SourceSettings admin() {
        return settings(server.adminUser(), server.adminPassword(), "none");
    }

    private static SourceSettings settings(String user, String password, String ssl) {
        return new SourceSettings("mysql", "127.0.0.1", server.port(), user, password, ssl, "", Map.of());
    }

    /** @param extra members of the object locator */
    private static TaskDefinition task(String schema, String extra, MigrationType type, long serverId) {
        return new TaskDefinition(
                "t1",
                type,
                TableMappings.parse(
                        "{\"rules\": [{\"rule-type\": \"selection\", \"rule-id\": \"1\", \"rule-name\": \"1\","
                                + " \"object-locator\": {\"schema-name\": \"" + schema + "\", \"table-name\": \"%\""
                                + extra
                                + "}, \"rule-action\": \"include\"}]}"),
                MessageSettings.fromJson("{}"),
                "registry",
                "",
                1,
                1_000,
                serverId);
    }

    private static List<Finding> examined(SourceSettings settings, TaskDefinition task) {
        try (MySqlConnection connection = MySqlConnection.open(settings)) {
            return MySqlPreflight.examine(settings, connection, task);
        }
    }

    private static Finding of(List<Finding> findings, String check) {
        return findings.stream()
                .filter(finding -> finding.check().equals(check))
                .findFirst()
                .orElseThrow(() -> new AssertionError(check + " is missing in " + findings));
    }

    private static CrosscurrentException refusal(SourceSettings settings, TaskDefinition task) {
        try (MySqlConnection connection = MySqlConnection.open(settings)) {
            return catchThrowableOfType(
                    CrosscurrentException.class, () -> MySqlPreflight.require(settings, task, connection));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "binlog-format, binlog_format, STATEMENT, FAILED",
        "binlog-format, binlog_format, MIXED, FAILED",
        "binlog-row-image, binlog_row_image, MINIMAL, FAILED",
        "binlog-row-image, binlog_row_image, NOBLOB, FAILED",
        "binlog-row-metadata, binlog_row_metadata, MINIMAL, WARNING",
        "binlog-retention, binlog_expire_logs_seconds, 3600, WARNING",
        "gtid-mode, gtid_mode, OFF_PERMISSIVE, WARNING"
    })
    void aVariableIsNamedAndItsRemedyMendsIt(String check, String variable, String value, Level level) {
        String before =
                server.query("select @@global." + variable + " v").get(0).get("v");
        server.execute("set global " + variable + " = " + literal(value));
        try {
            Finding finding = of(MySqlPreflight.check(admin()), check);
            assertThat(finding.level()).isEqualTo(level);
            assertThat(finding.message()).contains(value);
            assertThat(finding.remedy()).contains("SET PERSIST " + variable);
            if (!variable.equals("gtid_mode")) {
                server.execute(finding.remedy().substring(0, finding.remedy().indexOf(';')));
                assertThat(of(MySqlPreflight.check(admin()), check).level()).isEqualTo(Level.PASSED);
                server.execute("reset persist " + variable);
            }
        } finally {
            server.execute("set global " + variable + " = " + literal(before));
        }
    }

    @Test
    void aLogThatIsKeptForLessThanTheLoadTakesIsNamed() throws IOException {
        long terabyte = 1L << 40;
        server.execute("create table odd.large (id int primary key)", "set global binlog_expire_logs_seconds = 100000");
        // A hole at the end of its file makes the table large, as the server tells it, and takes no room.
        try (RandomAccessFile file =
                new RandomAccessFile(server.data().resolve("odd/large.ibd").toFile(), "rw")) {
            long length = file.length();
            file.setLength(terabyte);
            try {
                Finding finding = of(MySqlPreflight.check(admin()), "binlog-retention");
                assertThat(finding.level()).isEqualTo(Level.WARNING);
                assertThat(finding.message())
                        .contains("kept for 27 hours, and a load of its 1024 GiB may take 61 hours");
                assertThat(finding.remedy()).contains("SET PERSIST binlog_expire_logs_seconds = 439200");
            } finally {
                file.setLength(length);
            }
            assertThat(of(MySqlPreflight.check(admin()), "binlog-retention").level())
                    .isEqualTo(Level.PASSED);
        } finally {
            server.execute("set global binlog_expire_logs_seconds = 2592000", "drop table odd.large");
        }
    }

    private static String literal(String value) {
        return value.matches("[0-9]+") ? value : "'" + value + "'";
    }

    @Test
    void missingPrivilegesAreNamedForTheAccountAndGranted() {
        List<Finding> poor = MySqlPreflight.check(settings("nobody", "pw", "none"));
        assertThat(of(poor, "select").remedy()).isEqualTo("GRANT SELECT ON *.* TO 'nobody'@'%';");
        assertThat(of(poor, "process").level()).isEqualTo(Level.WARNING);
        for (String check : List.of("replication-client", "replication-slave", "select", "process")) {
            Finding finding = of(poor, check);
            assertThat(finding.remedy()).contains("TO 'nobody'@'%';");
            server.execute(finding.remedy().substring(0, finding.remedy().indexOf(';')));
        }
        assertThat(MySqlPreflight.check(settings("nobody", "pw", "none")))
                .noneMatch(finding -> finding.level() == Level.FAILED);
        server.execute("revoke all privileges, grant option from 'nobody'@'%'");
    }

    @Test
    void tablesATaskMayNotReadAreNamedBeforeItBegins() {
        SourceSettings capture = settings("capture", "pw", "none");

        CrosscurrentException failure = refusal(capture, task("shop", "", MigrationType.FULL_LOAD_AND_CDC, 0));

        assertThat(failure.code()).isEqualTo("source.not_ready");
        assertThat(failure.getMessage()).contains("shop.child", "PROCESS").doesNotContain("shop.orders");
        assertThat(failure.remedy())
                .contains("GRANT SELECT ON `shop`.`child` TO 'capture'@'%';", "GRANT PROCESS ON *.* TO 'capture'@'%';");
        server.execute("grant select on shop.child to 'capture'@'%'");
        assertThat(refusal(capture, task("shop", "", MigrationType.CDC, 0))).isNull();
    }

    @Test
    void whatTablesBringIsNamed() {
        List<Finding> findings = MySqlPreflight.check(admin());
        assertThat(of(findings, "keys").message()).contains("odd.keyless").doesNotContain("shop");
        assertThat(of(findings, "cascades").message()).contains("shop.child").doesNotContain("shop.parent");
        assertThat(findings)
                .filteredOn(finding -> finding.check().equals("storage-engines"))
                .extracting(Finding::message)
                .anySatisfy(message -> assertThat(message).contains("odd.old: MyISAM has no transactions"))
                .anySatisfy(message -> assertThat(message).contains("odd.gone: BLACKHOLE keeps rows elsewhere"));
        assertThat(of(findings, "column-types").level()).isEqualTo(Level.PASSED);
        assertThat(findings).noneMatch(finding -> finding.level() == Level.FAILED);

        List<Finding> shop = examined(admin(), task("shop", "", MigrationType.CDC, 0));
        assertThat(of(shop, "keys").level()).isEqualTo(Level.PASSED);
        assertThat(of(shop, "storage-engines").level()).isEqualTo(Level.PASSED);
        assertThat(shop).noneMatch(finding -> finding.check().equals("views"));
        List<Finding> views = examined(admin(), task("shop", ", \"table-type\": \"all\"", MigrationType.CDC, 0));
        assertThat(of(views, "views").message()).contains("shop.recent");
        assertThat(of(examined(admin(), task("nowhere", "", MigrationType.CDC, 0)), "tables")
                        .level())
                .isEqualTo(Level.FAILED);
    }

    @Test
    void databasesLeftOutOfTheLogConcernTheTasksThatWantThem() {
        assertThat(of(MySqlPreflight.check(admin()), "binlog-filter"))
                .satisfies(finding -> assertThat(finding.level()).isEqualTo(Level.WARNING))
                .satisfies(finding -> assertThat(finding.message()).contains("hidden"));
        assertThat(of(examined(admin(), task("shop", "", MigrationType.CDC, 0)), "binlog-filter")
                        .level())
                .isEqualTo(Level.PASSED);
        assertThat(refusal(admin(), task("hidden", "", MigrationType.CDC, 0)))
                .hasMessageContaining("leaves changes to hidden out of its log");
    }

    @Test
    void aReplicaIdInUseIsNamed() {
        long own = Long.parseLong(server.query("select @@server_id i").get(0).get("i"));
        assertThat(refusal(admin(), task("shop", "", MigrationType.CDC, own))).hasMessageContaining("own server_id");
        try (MySqlConnection replica = MySqlConnection.open(admin())) {
            replica.dump(new MySqlConnection.DumpRequest(null, "", 4, 4242, 1_000));
            assertThat(refusal(admin(), task("shop", "", MigrationType.CDC, 4242)))
                    .hasMessageContaining("4242 is in use by a replica");
        }
        assertThat(of(examined(admin(), task("shop", "", MigrationType.CDC, 4243)), "replica-id")
                        .level())
                .isEqualTo(Level.PASSED);
    }

    @Test
    void everyCheckStandsInTheReference() throws IOException {
        String reference = Files.readString(Path.of("../docs/reference/preflight.md"));
        List<Finding> findings = new ArrayList<>(MySqlPreflight.check(admin()));
        findings.addAll(examined(admin(), task("%", ", \"table-type\": \"all\"", MigrationType.CDC, 4244)));
        findings.addAll(examined(settings("capture", "pw", "none"), task("shop", "", MigrationType.FULL_LOAD, 0)));
        assertThat(findings).allSatisfy(finding -> assertThat(reference).contains("| `" + finding.check() + "` |"));
    }

    @Test
    void anAccountThatIsShutIsNamedWithTheStatementThatOpensIt() {
        server.execute(
                "create user 'shut'@'%' identified by 'pw' account lock",
                "grant replication slave, replication client, select, process on *.* to 'shut'@'%'");
        SourceSettings shut = settings("shut", "pw", "none");
        Finding locked = of(MySqlPreflight.check(shut), "login");
        assertThat(locked.level()).isEqualTo(Level.FAILED);
        assertThat(locked.remedy()).contains("ALTER USER 'shut'@'%' ACCOUNT UNLOCK;");
        server.execute(locked.remedy().substring(0, locked.remedy().indexOf(';')));
        assertThat(of(MySqlPreflight.check(shut), "login").level()).isEqualTo(Level.PASSED);

        server.execute("alter user 'shut'@'%' password expire");
        Finding expired = of(MySqlPreflight.check(shut), "login");
        assertThat(expired.level()).isEqualTo(Level.FAILED);
        assertThat(expired.remedy()).contains("ALTER USER 'shut'@'%' IDENTIFIED BY '...'; the password has expired.");
        server.execute(
                expired.remedy().substring(0, expired.remedy().indexOf(';')).replace("'...'", "'pw'"));
        assertThat(of(MySqlPreflight.check(shut), "login").level()).isEqualTo(Level.PASSED);
    }

    @Test
    void reachingTheServerIsJudgedStepByStep() {
        List<Finding> denied = MySqlPreflight.check(settings("nobody", "wrongwrong", "none"));
        assertThat(of(denied, "address").level()).isEqualTo(Level.PASSED);
        assertThat(of(denied, "login").level()).isEqualTo(Level.FAILED);
        assertThat(denied.toString()).doesNotContain("wrongwrong");

        assertThat(of(MySqlPreflight.check(settings("nobody", "pw", "verify-ca")), "tls")
                        .level())
                .isEqualTo(Level.FAILED);
        SourceSettings closed = new SourceSettings("mysql", "127.0.0.1", 1, "u", "p", "none", "", Map.of());
        assertThat(of(MySqlPreflight.check(closed), "address").remedy()).contains("ServerName and Port");
        SourceSettings unnamed = new SourceSettings("mysql", "no.such.invalid", 3306, "u", "p", "none", "", Map.of());
        assertThat(of(MySqlPreflight.check(unnamed), "address").message()).contains("does not resolve");
        Map<String, String> options = new HashMap<>();
        options.put("ConnectionCompression", "lzo");
        SourceSettings odd = new SourceSettings("mysql", "127.0.0.1", server.port(), "u", "p", "none", "", options);
        assertThat(of(MySqlPreflight.check(odd), "settings").remedy()).contains("zstd");
        options.put("ConnectionCompression", "zstd");
        options.put("ConnectionCompressionLevel", "23");
        SourceSettings far = new SourceSettings("mysql", "127.0.0.1", server.port(), "u", "p", "none", "", options);
        assertThat(of(MySqlPreflight.check(far), "settings").remedy()).contains("from 1 (fast) to 22");
        server.execute("install plugin mysql_no_login soname 'mysql_no_login.so'");
        server.execute("create user 'locked'@'%' identified with mysql_no_login");
        assertThat(of(MySqlPreflight.check(settings("locked", "pw", "none")), "login")
                        .level())
                .isEqualTo(Level.FAILED);
    }
}
