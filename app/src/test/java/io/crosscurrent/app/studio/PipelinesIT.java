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
        assertThat(task.locator("tr").filter(has("offices")).locator("td").nth(5))
                .hasText("1");
        assertThat(task).containsText("1 updated");
        assertThat(task.locator(".figure").filter(has("Lag"))).containsText(Pattern.compile("\\d+(\\.\\d+)? (ms|s)"));
    }

    private void reloadedAndStopped(Locator task) {
        click("Reload salesdb.offices");
        assertThat(page.locator(".toast").last()).containsText("loads salesdb.offices again");
        Locator state = task.locator("h2 + .tag");
        click("Stop");
        assertThat(state).hasText("stopped");
    }
}
