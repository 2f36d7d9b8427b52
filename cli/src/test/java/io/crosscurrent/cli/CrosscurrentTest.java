/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CrosscurrentTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path data;

    private FakePlatform platform;

    @BeforeEach
    void start() throws Exception {
        platform = new FakePlatform();
        Files.writeString(data.resolve("config"), "[default]\nendpoint_url = " + platform.url() + "\n");
        Files.writeString(
                data.resolve("credentials"), "[default]\naws_access_key_id = AK\naws_secret_access_key = sk\n");
    }

    @AfterEach
    void stop() {
        platform.close();
    }

    @Test
    void everyCommandHasHelpWithAnExample() {
        List<CommandLine> commands = new ArrayList<>();
        collect(Crosscurrent.commandLine(new PrintWriter(out), new PrintWriter(err)), commands);

        assertThat(commands).hasSizeGreaterThan(25).allSatisfy(command -> assertThat(command.getUsageMessage())
                .contains("Example:", "crosscurrent"));
    }

    @Test
    void aWrongOptionIsTheCallersMistake() {
        assertThat(run("topic", "list", "--colour")).isEqualTo(2);
        assertThat(err.toString()).contains("Unknown option: '--colour'", "Try: crosscurrent topic list --help");
    }

    @Test
    void aPlatformThatDoesNotAnswerIsOutOfReach() {
        platform.close();

        assertThat(run("status")).isEqualTo(3);
        assertThat(run("endpoint", "list")).isEqualTo(3);
        assertThat(err.toString()).contains("[cli.unreachable]", "Try: crosscurrent up");
    }

    @Test
    void aRefusalIsPrintedWithItsCodeAndRemedy() {
        platform.answers(
                "CreateTopics",
                "{\"__type\": \"Refused\", \"code\": \"kafka.failed\", \"message\": \"no\\nbroker 1\", \"remedy\": \"Wait.\"}");

        assertThat(run("topic", "create", "a")).isEqualTo(1);
        assertThat(err.toString().lines()).hasSize(3).first().asString().matches("error: no +\\[kafka.failed]");
        assertThat(err.toString()).contains("  broker 1", "  Wait.");
    }

    @Test
    void aTableIsReloadedByItsNameWithSchema() {
        platform.answers(
                        "DescribeReplicationTasks",
                        "{\"ReplicationTasks\": [{\"ReplicationTaskIdentifier\": \"orders\", \"ReplicationTaskArn\": \"arn:t\"}]}")
                .answers("ReloadTables", "{\"ReplicationTaskArn\": \"arn:t\"}");

        assertThat(run("task", "reload", "orders", "--table", "orders")).isEqualTo(2);
        assertThat(platform.calls()).doesNotContain("ReloadTables");
        assertThat(run("task", "reload", "orders", "--table", "salesdb.orders")).isZero();
        assertThat(platform.calls()).contains("ReloadTables");
        assertThat(out.toString()).contains("reload of salesdb.orders is requested");
    }

    @Test
    void whateverCanBeCreatedCanBeDeleted() {
        CommandLine all = Crosscurrent.commandLine(new PrintWriter(out), new PrintWriter(err));
        List<CommandLine> nouns = all.getSubcommands().values().stream()
                .filter(noun -> noun.getSubcommands().containsKey("create"))
                .toList();

        assertThat(nouns).hasSizeGreaterThanOrEqualTo(5).allSatisfy(noun -> assertThat(noun.getSubcommands())
                .as(noun.getCommandName())
                .containsKey("delete"));
    }

    @Test
    void topicsAreDeletedByTheirNames() {
        assertThat(run("topic", "delete")).isEqualTo(2);
        assertThat(platform.calls()).isEmpty();
        assertThat(run("topic", "delete", "salesdb.orders", "salesdb.customers"))
                .isZero();
        assertThat(platform.calls()).containsExactly("DeleteTopics");
        assertThat(out.toString()).contains("topics deleted: salesdb.orders, salesdb.customers");
    }

    @Test
    void faultsOfAwsServicesBecomeExitCodes() {
        platform.answers(
                "DescribeEndpoints", "{\"__type\": \"ResourceNotFoundFault\", \"message\": \"No endpoint matches.\"}");

        assertThat(run("endpoint", "show", "shop")).isEqualTo(2);
        assertThat(err.toString()).contains("there is no endpoint named shop");
    }

    @Test
    void listsArePrintedAsTables() {
        platform.answers(
                "ListTopics", "{\"topics\": [{\"name\": \"salesdb.orders\", \"partitions\": 1, \"records\": 326}]}");

        assertThat(run("topic", "list")).isZero();
        assertThat(out.toString().lines())
                .containsExactly("topic           partitions  records", "salesdb.orders           1      326");
    }

    @Test
    void jsonOfAnAwsServiceHasTheNamesOfTheWire() throws Exception {
        platform.answers(
                "DescribeReplicationTasks",
                "{\"ReplicationTasks\": [{\"ReplicationTaskIdentifier\": \"orders\", \"Status\": \"running\"}]}");

        assertThat(run("task", "list", "--json")).isZero();
        assertThat(new ObjectMapper()
                        .readTree(out.toString())
                        .at("/ReplicationTasks/0/Status")
                        .asText())
                .isEqualTo("running");
    }

    @Test
    void sqlPrintsChangesAsTheyComeAndStopsAtTheLimit() {
        prepareQuery();

        assertThat(run("sql", "--limit", "3", "SELECT * FROM t")).isZero();
        assertThat(out.toString().lines())
                .containsExactly("op  n     text", "+I     1  NULL", "-U     1  NULL", "+U     1  two⏎lines");
        assertThat(platform.calls()).endsWith("FetchResults", "StopRun", "CloseSession");
    }

    @Test
    void sqlAsJsonIsOneObjectALineWithExactNumbers() {
        prepareQuery();

        assertThat(run("sql", "--json", "--limit", "2", "SELECT * FROM t")).isZero();
        assertThat(out.toString().lines())
                .containsExactly("{\"op\":\"+I\",\"n\":1,\"text\":null}", "{\"op\":\"-U\",\"n\":1,\"text\":null}");
    }

    private void prepareQuery() {
        String columns =
                "\"columns\": [{\"name\": \"n\", \"type\": \"INT\"}, {\"name\": \"text\", \"type\": \"STRING\"}]";
        platform.answers("OpenSession", "{\"sessionId\": \"s\"}")
                .answers("ExecuteStatement", "{\"runId\": \"r\"}")
                .answers("FetchResults", "{" + columns + ", \"rows\": [], \"ended\": false}")
                .answers(
                        "FetchResults",
                        "{" + columns + ", \"rows\": [{\"kind\": \"+I\", \"values\": [\"1\", null]},"
                                + " {\"kind\": \"-U\", \"values\": [\"1\", null]},"
                                + " {\"kind\": \"+U\", \"values\": [\"1\", \"two\\r\\nlines\"]}], \"ended\": false}");
    }

    private int run(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add(arguments[0].equals("status") ? 1 : 2, "--data=" + data);
        if (arguments[0].equals("sql")) {
            all.remove("--data=" + data);
            all.add(1, "--data=" + data);
        }
        return Crosscurrent.run(
                new PrintWriter(out, true), new PrintWriter(err, true), new Object[0], all.toArray(String[]::new));
    }

    private static void collect(CommandLine command, List<CommandLine> into) {
        for (CommandLine sub : command.getSubcommands().values()) {
            if (!sub.getCommandName().equals("help")) {
                into.add(sub);
                collect(sub, into);
            }
        }
    }
}
