/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.app.studio;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import io.crosscurrent.app.scale.FlinkNodes;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Dashboards, the palette and the keys, in a studio whose Flink is a cluster that was not started by it: JobManager,
 * TaskManagers and SQL gateway in processes of their own; and what happens when those are killed.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class BoardsIT {
    private static final String NUMBERS = "SELECT n, n * n AS square FROM (VALUES (2), (10), (9)) AS t(n)";

    private static final RemoteFlink FLINK = new RemoteFlink();

    @RegisterExtension
    static final OwnStudio STUDIO = new OwnStudio(1000, FLINK);

    /** A cluster in processes of its own, with a gateway. */
    private static final class RemoteFlink implements OwnStudio.Surroundings {
        private FlinkNodes nodes;

        @Override
        public List<String> begin(Path directory) throws Exception {
            nodes = FlinkNodes.start(
                    directory,
                    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                            .filter(argument -> argument.startsWith("--add-opens"))
                            .toList());
            Awaitility.await().atMost(Duration.ofSeconds(120)).until(nodes::answer);
            return List.of(
                    "--flink",
                    nodes.gateway().toString(),
                    "--flink-jobmanager",
                    nodes.jobManager().toString());
        }

        @Override
        public void end() throws Exception {
            if (nodes != null) {
                nodes.close();
            }
        }
    }

    private Page page;

    @BeforeEach
    void open() {
        page = STUDIO.page();
    }

    private void click(String button) {
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(button).setExact(true))
                .first()
                .click();
    }

    private void newNote(String title) {
        STUDIO.newNote();
        page.locator(".note-title").fill(title);
        page.locator(".note-title").blur();
    }

    private Locator add(int at, String sql) {
        page.locator(".insert button").first().click();
        Locator cell = page.locator("section.cell").nth(at);
        cell.locator(".cm-content").click();
        page.keyboard().insertText(sql);
        return cell;
    }

    private static void run(Locator cell, String state) {
        cell.locator("button.play").click();
        assertThat(cell).hasAttribute("data-state", state);
    }

    private static Locator rows(Locator cell) {
        return cell.locator(".live-body .live-row:not([hidden]):not(.gone)");
    }

    /** A dashboard of a note with two cells; leaves the page there. */
    private void board(String title) {
        newNote(title);
        for (int i = 0; i < 2; i++) {
            Locator cell = add(i, NUMBERS.replace("square", "square" + i));
            run(cell, "done");
            cell.getByText("Pin").click();
            Locator choice = page.locator("dialog.sheet");
            if (i == 0) {
                page.locator(".toast, dialog.sheet").first().waitFor();
                if (choice.isVisible()) {
                    choice.getByText("A new one").click();
                }
            } else {
                choice.getByText(title, new Locator.GetByTextOptions().setExact(true))
                        .click();
            }
            assertThat(page.locator(".toast").last()).containsText("Pinned to " + title);
        }
        page.locator(".toast").last().getByText("Open").click();
        assertThat(tiles()).hasCount(2);
    }

    private Locator tiles() {
        return page.locator("section.tile");
    }

    private Locator saved() {
        return page.locator(".board > header [role=status]");
    }

    /** @param place column, row, width and height */
    private static void stands(Locator tile, String place) {
        String[] at = place.split(" ");
        assertThat(tile)
                .hasAttribute("style", Pattern.compile("--x: ?%s; ?--y: ?%s; ?--w: ?%s; ?--h: ?%s;".formatted((Object[])
                                at)));
    }

    @Test
    @Order(1)
    void tilesAreArrangedByMouseAndByKeysAndStayThere() {
        board("Arranged");
        Locator first = tiles().first();
        Locator second = tiles().nth(1);
        stands(first, "1 1 6 4");
        stands(second, "1 5 6 4");
        click("Arrange");

        // beside the first one, by mouse
        BoundingBox grid = page.locator(".grid").boundingBox();
        BoundingBox head = second.locator(".tile-head").boundingBox();
        page.mouse().move(head.x + 60, head.y + 15);
        page.mouse().down();
        page.mouse()
                .move(
                        head.x + 60 + grid.width / 2,
                        head.y + 15 - 352,
                        new com.microsoft.playwright.Mouse.MoveOptions().setSteps(8));
        page.mouse().up();
        stands(second, "7 1 6 4");
        // narrower and taller, by mouse
        BoundingBox grip = second.locator(".tile-grip").boundingBox();
        page.mouse().move(grip.x + 10, grip.y + 10);
        page.mouse().down();
        page.mouse()
                .move(
                        grip.x + 10 - grid.width / 6,
                        grip.y + 10 + 88,
                        new com.microsoft.playwright.Mouse.MoveOptions().setSteps(8));
        page.mouse().up();
        stands(second, "7 1 4 5");

        // by keys: arrows move, with Shift they resize
        first.locator(".tile-head").focus();
        page.keyboard().press("Shift+ArrowLeft");
        page.keyboard().press("ArrowRight");
        page.keyboard().press("Shift+ArrowDown");
        stands(first, "2 1 5 5");
        assertThat(first.locator(".tile-head")).hasAttribute("aria-label", Pattern.compile("column 2, 5 wide, 5 high"));

        first.getByLabel(Pattern.compile("^Remove")).click();
        assertThat(tiles()).hasCount(1);
        page.locator(".toast").last().getByText("Undo").click();
        assertThat(tiles()).hasCount(2);
        page.keyboard().press("Escape");
        assertThat(page.locator(".grid.arranging")).hasCount(0);
        assertThat(saved()).hasText("Saved");
        STUDIO.browser().picture(page, "dashboard-arranged");
        page.reload();
        assertThat(tiles()).hasCount(2);
        stands(tiles().first(), "7 1 4 5");
        stands(tiles().nth(1), "2 1 5 5");
    }

    @Test
    @Order(2)
    void twoTabsThatSaveOverEachOtherLoseNothing() throws Exception {
        board("Shared wall");
        String address = page.url();
        Page other = STUDIO.visitor();
        other.navigate(address);
        assertThat(other.locator("section.tile")).hasCount(2);
        // the other tab takes a tile away and renames; this one has not seen it
        other.getByText("Arrange").click();
        other.getByLabel(Pattern.compile("^Remove")).first().click();
        other.locator(".note-title").fill("Theirs");
        other.locator(".note-title").blur();
        assertThat(other.locator(".board > header [role=status]")).hasText("Saved");

        page.locator(".note-title").fill("Mine");
        page.locator(".note-title").blur();
        assertThat(page.getByText("This dashboard was changed elsewhere.")).isVisible();
        STUDIO.browser().forgive("409");
        other.reload();
        assertThat(other.locator(".note-title")).hasValue("Theirs");
        click("Keep the tiles of both");
        assertThat(saved()).hasText("Saved");
        other.reload();
        assertThat(other.locator(".note-title")).hasValue("Mine");
        assertThat(other.locator("section.tile")).hasCount(2);

        // and the other way round: theirs is taken
        other.locator(".note-title").fill("Theirs again");
        other.locator(".note-title").blur();
        assertThat(other.locator(".board > header [role=status]")).hasText("Saved");
        page.locator(".note-title").fill("Mine again");
        page.locator(".note-title").blur();
        click("Take theirs");
        STUDIO.browser().forgive("409");
        assertThat(page.locator(".note-title")).hasValue("Theirs again");
        other.context().close();
    }

    @Test
    @Order(3)
    void aLinkShowsTheTilesUntilItIsEnded() {
        board("By link");
        click("Share");
        String link = page.getByLabel("Address").inputValue();
        Page guest = STUDIO.browser().page();
        guest.navigate(link);
        assertThat(guest.locator("section.tile")).hasCount(2);
        assertThat(guest.locator(".live-row").first()).isVisible();
        click("Done");
        // what the owner does reaches the open page
        click("Arrange");
        tiles().first().getByLabel(Pattern.compile("^Remove")).click();
        assertThat(guest.locator("section.tile")).hasCount(1);
        page.locator(".toast").last().getByText("Undo").click();
        assertThat(guest.locator("section.tile")).hasCount(2);
        for (Locator tile : guest.locator("section.tile").all()) {
            assertThat(tile.locator(".live-row")).hasCount(3);
        }
        page.locator(".note-title").fill("By the same link");
        page.locator(".note-title").blur();
        assertThat(guest.locator("h1")).hasText("By the same link");
        STUDIO.browser().picture(guest, "dashboard-by-link");
        click("Done");
        click("Share");
        // the address is not kept, so a second look does not break the first link
        assertThat(page.locator("dialog.sheet")).containsText("is not kept here");
        assertThat(page.getByLabel("Address")).hasCount(0);
        click("End the link");
        assertThat(page.locator(".toast").last()).containsText("shows nothing any more");
        assertThat(guest.getByText("This link shows nothing any more.")).isVisible();
        assertThat(guest.locator("section.tile")).hasCount(0);
        STUDIO.browser().forgive("404");
        guest.context().close();
    }

    @Test
    @Order(4)
    void everythingIsReachedThroughThePaletteAndTheKeys() {
        newNote("Reached by name");
        assertThat(page.locator(".note-head")).containsText("Saved");
        page.navigate(STUDIO.at("pipelines"));
        assertThat(page.locator("main.place h1")).hasText("Pipelines");
        page.keyboard().press("Control+k");
        Locator palette = page.getByRole(AriaRole.COMBOBOX);
        assertThat(palette).isFocused();
        page.keyboard().type("by na");
        assertThat(page.getByRole(AriaRole.OPTION)).hasCount(1);
        page.keyboard().press("Enter");
        assertThat(page.locator(".note-title")).hasValue("Reached by name");

        page.locator("main.place").focus();
        page.keyboard().press("Control+k");
        assertThat(palette).isFocused();
        page.keyboard().press("ArrowDown");
        page.keyboard().press("ArrowDown");
        assertThat(page.locator("[role=option][aria-selected=true]")).containsText("Topics");
        page.keyboard().press("Enter");
        assertThat(page).hasURL(Pattern.compile("#/topics$"));
        assertThat(palette).hasCount(0);

        for (String[] key : new String[][] {{"4", "jobs"}, {"5", "dashboards"}, {"1", "pipelines"}, {"2", "notes"}}) {
            page.keyboard().press("Alt+Digit" + key[0]);
            assertThat(page).hasURL(Pattern.compile("#/" + key[1]));
        }
        page.keyboard().press("Alt+Digit1");
        page.keyboard().press("?");
        Locator help = page.getByRole(AriaRole.DIALOG);
        assertThat(help).containsText("Undo the last change of cells");
        STUDIO.browser().picture(page, "shortcuts");
        page.keyboard().press("Escape");
        assertThat(help).hasCount(0);
        page.keyboard().press("Control+k");
        assertThat(palette).isFocused();
        page.keyboard().press("Escape");
        assertThat(palette).hasCount(0);
    }

    @Test
    @Order(5)
    void whatWasDoneToCellsIsUndoneStepByStep() {
        newNote("Undone");
        add(0, "SELECT 1 AS one");
        add(1, "SELECT 2 AS two");
        page.keyboard().press("Escape");
        page.keyboard().press("Control+Alt+KeyK");
        assertThat(page.locator("section.cell").first()).containsText("two");
        page.keyboard().press("Control+Alt+KeyD");
        assertThat(page.locator("section.cell")).hasCount(1);
        page.keyboard().press("Control+Alt+KeyZ");
        assertThat(page.locator("section.cell")).hasCount(2);
        assertThat(page.locator("section.cell").first()).containsText("two");
        page.keyboard().press("Control+Alt+KeyZ");
        assertThat(page.locator("section.cell").first()).containsText("one");
        assertThat(page.locator(".note-head")).containsText("Saved");
        page.reload();
        assertThat(page.locator("section.cell").first()).containsText("one");
        assertThat(page.locator("section.cell").nth(1)).containsText("two");
    }

    @Test
    @Order(6)
    void whatAQueryNeedsMayBeKilledAndItGoesOn() throws Exception {
        newNote("Losses");
        run(
                add(
                        0,
                        "CREATE TEMPORARY TABLE ticks (n BIGINT) WITH ('connector' = 'datagen', 'rows-per-second' = '10',"
                                + " 'fields.n.kind' = 'sequence', 'fields.n.start' = '1', 'fields.n.end' = '1000000')"),
                "done");
        Locator query = add(1, "SELECT COUNT(*) AS c, MAX(n) AS m FROM ticks");
        run(query, "live");
        assertThat(rows(query)).hasCount(1);
        Locator notice = query.locator(".notice[role=status]");
        assertThat(notice).hasCount(0);

        FLINK.nodes.killTaskManagers();
        FLINK.nodes.startTaskManager();
        assertThat(notice).containsText("Flink lost the TaskManager");
        assertThat(notice).containsText("begun again");
        assertThat(query).hasAttribute("data-state", "live");
        assertThat(rows(query)).hasCount(1);
        STUDIO.browser().picture(page, "task-manager-lost");

        // the session goes with its gateway: the table is defined again
        FLINK.nodes.killGateway();
        assertThat(notice).containsText("does not answer");
        FLINK.nodes.startGateway();
        assertThat(query).hasAttribute("data-state", "live");
        assertThat(rows(query)).hasCount(1);
        String before = rows(query).textContent();
        assertThat(rows(query)).not().hasText(before);
        query.locator("button.stop").click();
        assertThat(query).hasAttribute("data-state", "stopped");
    }
}
