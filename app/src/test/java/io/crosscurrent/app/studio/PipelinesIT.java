/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.app.studio;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.sql.Connection;
import java.sql.Statement;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A pipeline from its endpoint to its end by clicks, over TLS with a login of Secrets Manager, on the demo's MySQL. */
@ExtendWith(SharedDemo.class)
class PipelinesIT {
    private static final String PASSWORD = "Readers' 5ecret";
    private Page page;

    @BeforeEach
    void logIn() throws Exception {
        page = SharedDemo.browser().page(1440, 1000, ColorScheme.LIGHT);
        page.navigate(SharedDemo.demo().another().toString());
    }

    @AfterEach
    void nothingWentWrongOnThePage() {
        page.context().close();
        SharedDemo.browser().assertNoTrouble();
    }

    private void click(String button) {
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(button).setExact(true))
                .first()
                .click();
    }

    private Locator field(String label) {
        return page.locator("dialog.sheet").getByLabel(label, new Locator.GetByLabelOptions().setExact(true));
    }

    private Locator commands() {
        return page.locator("dialog.sheet .command code");
    }

    private static Locator.FilterOptions has(String text) {
        return new Locator.FilterOptions().setHasText(text);
    }

    @Test
    void aPipelineOverTlsWithASecretIsMadeFollowedReloadedAndStopped() throws Exception {
        DemoProcess demo = SharedDemo.demo();
        demo.sql(
                "CREATE USER 'tls_reader'@'%' IDENTIFIED BY '" + PASSWORD.replace("'", "''") + "' REQUIRE SSL",
                "GRANT SELECT, RELOAD, REPLICATION SLAVE, REPLICATION CLIENT ON *.* TO 'tls_reader'@'%'");
        click("New pipeline");
        encryptedEndpoint(demo);
        click("Done");
        page.getByLabel("To", new Page.GetByLabelOptions().setExact(true)).selectOption("salesdb-target (kafka)");
        tables();
        SharedDemo.browser().picture(page, "pipeline-preview");

        Locator task = page.locator("section.task");
        try (Connection connection = demo.connect();
                Statement lock = connection.createStatement()) {
            lock.execute("LOCK TABLES orderdetails WRITE");
            click("Create and start");
            // the large table waits for the lock, so the load stands in the middle
            Locator lane = page.locator(".lane").filter(has("encrypted"));
            assertThat(lane).containsText(Pattern.compile("7 of [\\d,]+ rows"));
            assertThat(lane).containsText(Pattern.compile("\\d (s|min|h)\\b.* left"));
            assertThat(task).containsText(Pattern.compile("% of [\\d,]+, .* left"));
            assertThat(task.locator("tr").filter(has("offices"))).containsText("Table completed");
            SharedDemo.browser().picture(page, "pipeline-loading");
        }
        assertThat(task).containsText("all loaded");
        assertThat(task.locator("tr").filter(has("orderdetails"))).containsText("Table completed");
        changesAreCounted(demo, task);
        changesOfAStoppedTaskArriveOnce(demo, task);
        aRefusedLoginIsToldUntilItIsMended(demo, task);
        reloadedAndStopped(task);
    }

    /** A user who must use TLS is refused without; the login is a secret that no command shows. */
    private void encryptedEndpoint(DemoProcess demo) throws Exception {
        click("New source endpoint");
        field("Name").fill("encrypted-source");
        field("Login").selectOption("A new secret");
        field("Name of the secret").fill("readers/tls");
        field("Server").fill("127.0.0.1");
        field("Port").fill(demo.login().getProperty("port"));
        field("User").fill("tls_reader");
        field("Password").fill(PASSWORD);
        field("Extra connection attributes").fill("connectionTimeout=15");
        assertThat(commands()).hasCount(2);
        click("Create and test");
        Locator refused = page.locator(".findings li").filter(has("failed"));
        assertThat(refused.first()).containsText("Access denied for user 'tls_reader'");
        assertThat(refused.first().locator(".remedy")).containsText("set the endpoint's SslMode");
        assertThat(commands()).hasText("crosscurrent endpoint test encrypted-source");
        click("Done");

        click("New source endpoint");
        field("Name").fill("tls-source");
        field("Login").selectOption("A secret there is");
        field("Secret").selectOption("readers/tls");
        field("TLS").selectOption("TLS, authority checked");
        field("Certificate of the authority").selectOption("From a file…");
        field("File of: Certificate of the authority").setInputFiles(demo.authority());
        assertThat(commands()).hasCount(2);
        assertThat(commands().first())
                .hasText(
                        "aws dms import-certificate --certificate-identifier tls-source-ca --certificate-pem file://ca.pem");
        assertThat(commands().last()).containsText("--ssl-mode verify-ca --certificate-arn '<arn of the answer>'");
        assertThat(commands().last()).containsText("--my-sql-settings");
        SharedDemo.browser().picture(page, "endpoint-tls");
        click("Create and test");
        assertThat(page.locator(".findings-sum")).not().containsText("failed");
        assertThat(page.locator(".findings li").filter(has("Encrypted with TLS")))
                .containsText("passed");
    }

    private void tables() {
        field("Schema").fill("salesdb");
        field("Table").fill("offices");
        click("Rule");
        assertThat(field("Schema")).hasCount(2);
        field("Schema").last().fill("salesdb");
        field("Table").last().fill("orderdetails");
        Locator found = page.locator(".found > li");
        assertThat(found).hasCount(2);
        assertThat(found.first()).containsText("salesdb.offices");
        assertThat(found.first()).containsText("→ salesdb.offices, 9 columns");
        found.first().locator("summary").click();
        assertThat(found.first().locator(".columns")).containsText("addressLine1");
        field("Name of the task").fill("encrypted");
        page.locator("dialog.sheet summary").filter(has("command line")).click();
        assertThat(commands().filter(has("create-replication-task"))).containsText("BeforeImageSettings");
    }

    private void changesAreCounted(DemoProcess demo, Locator task) throws Exception {
        demo.sql("UPDATE offices SET city = 'Oakland', phone = '+1 510' WHERE officeCode = '1'");
        assertThat(updates(task)).hasText("1");
        assertThat(task).containsText("1 updated");
        assertThat(task.locator(".figure").filter(has("Lag"))).containsText(Pattern.compile("\\d+(\\.\\d+)? (ms|s)"));
    }

    private static Locator state(Locator task) {
        return task.locator("h2 + .tag");
    }

    /** Updates of offices that the task has counted. */
    private static Locator updates(Locator task) {
        return task.locator("tr").filter(has("offices")).locator("td").nth(5);
    }

    private void changesOfAStoppedTaskArriveOnce(DemoProcess demo, Locator task) throws Exception {
        click("Stop");
        assertThat(state(task)).hasText("stopped");
        demo.sql(
                "UPDATE offices SET phone = 'meanwhile one' WHERE officeCode = '1'",
                "UPDATE offices SET phone = 'meanwhile two', addressLine2 = NULL WHERE officeCode = '1'");
        click("Resume");
        assertThat(state(task)).hasText("running");
        assertThat(updates(task)).hasText("3");

        // the demo's own task writes the same topic, without the row before
        page.navigate(SharedDemo.root() + "/studio/#/topics/salesdb.offices");
        page.getByLabel("Filter messages").fill("meanwhile");
        Locator messages = page.locator(".messages .message");
        assertThat(messages).hasCount(4);
        assertThat(messages.filter(has("→ meanwhile"))).hasCount(2);
        Locator second = messages.filter(has("phone meanwhile one → meanwhile two · addressLine2 Loft 3 → null"));
        second.locator(".message-line").click();
        Locator columns = second.locator("table.change tbody tr");
        assertThat(columns).hasCount(9);
        assertThat(second.locator("table.change thead th")).hasText(new String[] {"Column", "Before", "After"});
        assertThat(columns.and(page.locator(".changed"))).hasCount(2);
        assertThat(columns.filter(has("phone")).locator("th, td"))
                .hasText(new String[] {"phone (changed)", "meanwhile one", "meanwhile two"});
        assertThat(columns.filter(has("addressLine2")).locator("th, td"))
                .hasText(new String[] {"addressLine2 (changed)", "Loft 3", "–"});
        assertThat(columns.filter(has("officeCode")).locator("th, td")).hasText(new String[] {"officeCode", "1", "1"});
        SharedDemo.browser().picture(page, "message-before-after");
        page.navigate(SharedDemo.root() + "/studio/#/pipelines/encrypted");
        assertThat(state(task)).hasText("running");
    }

    private void aRefusedLoginIsToldUntilItIsMended(DemoProcess demo, Locator task) throws Exception {
        String mended = "Readers' n3w";
        click("Stop");
        assertThat(state(task)).hasText("stopped");
        demo.sql("ALTER USER 'tls_reader'@'%' IDENTIFIED BY '" + mended.replace("'", "''") + "'");
        click("Resume");
        assertThat(state(task)).hasText("running, trying again");
        Locator notice = task.locator(".notice");
        assertThat(notice).containsText("Access denied for user 'tls_reader'");
        assertThat(notice).containsText("Check user name and password of the endpoint");
        assertThat(page.locator(".page > header")).containsText("1 trying again");
        SharedDemo.browser().picture(page, "pipeline-login-refused");
        org.assertj.core.api.Assertions.assertThat(demo.run("task", "show", "encrypted"))
                .contains("last failure: ", "Access denied for user 'tls_reader'")
                .doesNotContain(PASSWORD, mended);
        demo.run(
                "secret",
                "update",
                "readers/tls",
                "--host",
                "127.0.0.1",
                "--port",
                demo.login().getProperty("port"),
                "--username",
                "tls_reader",
                "--password",
                mended);
        assertThat(state(task)).hasText("running");
        assertThat(notice).hasCount(0);
        demo.sql("UPDATE offices SET phone = 'mended' WHERE officeCode = '1'");
        assertThat(updates(task)).hasText("4");
    }

    private void reloadedAndStopped(Locator task) {
        click("Reload salesdb.offices");
        assertThat(page.locator(".toast").last()).containsText("loads salesdb.offices again");
        click("Stop");
        assertThat(state(task)).hasText("stopped");
    }
}
