/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.app.studio;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Makes the frames of the moving picture of the README: a note on the real page while statements change the database. A strip
 * below says which; it is the only thing that is not the page. See CONTRIBUTING.md.
 */
@ExtendWith(SharedDemo.class)
@EnabledIfSystemProperty(named = "studio.pictures", matches = ".*")
class MovingPictureIT {
    private static final Path FRAMES = Path.of("target", "moving-picture");
    private static final int BETWEEN_MS = 100;
    private static final int FRAMES_A_STATEMENT = 14;

    private static final List<String> ORDERS = List.of(
            "SELECT o.orderNumber, c.customerName, o.status, o.comments",
            "FROM salesdb.orders AS o",
            "JOIN salesdb.customers AS c ON c.customerNumber = o.customerNumber",
            "WHERE o.orderNumber BETWEEN 10200 AND 10206;");
    private static final List<String> STATES = List.of(
            "SELECT status, COUNT(*) AS orders FROM salesdb.orders",
            "WHERE orderNumber BETWEEN 10200 AND 10206 GROUP BY status;");
    private static final List<String> STATEMENTS = List.of(
            "UPDATE orders SET status = 'In Process' WHERE orderNumber IN (10201, 10204);",
            "UPDATE orders SET status = 'On Hold', comments = 'Call first' WHERE orderNumber = 10203;",
            "UPDATE customers SET customerName = 'Harbour & Sons' WHERE customerNumber = @c;",
            "DELETE FROM orders WHERE orderNumber = 10206;",
            "UPDATE orders SET status = 'Shipped' WHERE orderNumber IN (10201, 10203);");

    private Page page;
    private final List<Long> takenAt = new ArrayList<>();

    @Test
    void theReadmeShowsThePageMoving() throws Exception {
        Files.createDirectories(FRAMES);
        DemoProcess demo = SharedDemo.demo();
        StudioClient studio = new StudioClient(demo.another());
        String note = studio.post(
                        "notes/import",
                        Map.of(
                                "format",
                                "crosscurrent-note",
                                "version",
                                1,
                                "title",
                                "Orders as they happen",
                                "cells",
                                List.of(
                                        Map.of("id", "c1", "kind", "sql", "title", "The orders", "text", ORDERS),
                                        Map.of(
                                                "id",
                                                "c2",
                                                "kind",
                                                "sql",
                                                "title",
                                                "How many are in which state",
                                                "text",
                                                STATES,
                                                "view",
                                                Map.of(
                                                        "kind",
                                                        "bar",
                                                        "keys",
                                                        List.of("status"),
                                                        "groups",
                                                        List.of(),
                                                        "values",
                                                        List.of(Map.of("column", "orders", "aggregate", "sum")))))))
                .path("id")
                .asText();
        String customer = demo.query("SELECT customerNumber FROM orders WHERE orderNumber = 10205")
                .get(0)
                .get(0);
        page = SharedDemo.browser().page(1240, 1060, ColorScheme.LIGHT, 0.78);
        page.navigate(demo.another().toString());
        page.navigate(SharedDemo.root() + "/studio/#/notes/" + note);
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Run all"))
                .click();
        Locator rows = page.locator("#cell-c1 .live-body .live-row:not([hidden])");
        assertThat(rows).hasCount(7);
        assertThat(page.locator("#cell-c2 canvas")).isVisible();
        // columns are as wide as the rows that were there when they were drawn
        page.reload();
        assertThat(rows).hasCount(7);
        assertThat(page.locator("#cell-c2 canvas")).isVisible();
        page.locator("#cell-c1").evaluate("cell => cell.scrollIntoView()");
        strip("");
        take(8);
        for (String statement : STATEMENTS) {
            String sql = statement.replace("@c", customer);
            for (int typed = 8; typed < sql.length(); typed += 16) {
                strip(sql.substring(0, typed));
                take(1);
            }
            strip(sql);
            demo.sql(sql);
            take(FRAMES_A_STATEMENT);
        }
        take(6);
        List<String> durations = new ArrayList<>();
        for (int i = 1; i < takenAt.size(); i++) {
            durations.add(Long.toString(takenAt.get(i) - takenAt.get(i - 1)));
        }
        durations.add("1500");
        Files.write(FRAMES.resolve("durations.txt"), durations);
        page.context().close();
        studio.stop(note);
    }

    private void take(int frames) {
        for (int i = 0; i < frames; i++) {
            page.screenshot(new Page.ScreenshotOptions().setPath(FRAMES.resolve("%04d.png".formatted(takenAt.size()))));
            takenAt.add(System.currentTimeMillis());
            page.waitForTimeout(BETWEEN_MS);
        }
    }

    /** Below the page, as in a terminal. */
    private void strip(String statement) {
        page.evaluate(
                """
                (statement) => {
                  let strip = document.getElementById("moving-picture");
                  if (!strip) {
                    strip = document.createElement("div");
                    strip.id = "moving-picture";
                    strip.style.cssText = "position:fixed;left:0;right:0;bottom:0;height:44px;padding:0 18px;display:flex;align-items:center;"
                        + "background:#0b1418;color:#e8f1f2;font:15px/1 ui-monospace,monospace;z-index:99;white-space:pre";
                    document.body.append(strip);
                  }
                  strip.textContent = "mysql> " + statement + "\\u2588";
                }""",
                statement);
    }
}
