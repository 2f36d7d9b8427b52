/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.app.studio;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.crosscurrent.app.studio.SharedPlatform.Studio;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Everything without a mouse: each step is a key, and where one is can be seen. */
@ExtendWith(SharedPlatform.class)
class StudioKeysIT {
    private static final int MOST_TABS = 60;

    /** What has the focus: its name, and whether a person sees that it has. */
    private static final String FOCUSED =
            """
            () => {
              const element = document.activeElement;
              const name = element.getAttribute("aria-label") ?? element.textContent.trim();
              const shows = (one) => {
                const {outlineStyle, outlineWidth, boxShadow, borderColor} = getComputedStyle(one);
                return outlineStyle !== "none" && parseFloat(outlineWidth) > 0;
              };
              const seen = element.matches(".cm-content") ? Boolean(element.closest(".cm-focused"))
                : element === document.body || element.matches("main.place")
                  || [element, element.closest("label"), element.closest(".palette")].some((one) => one && shows(one))
                  || element.matches("input, select") && getComputedStyle(element).borderColor !== getComputedStyle(document.body).borderColor;
              return `${seen ? "" : "unseen: "}${name}`;
            }""";

    private Page page;

    private void press(String... keys) {
        for (String key : keys) {
            page.keyboard().press(key);
        }
    }

    private String focused() {
        String focused = (String) page.evaluate(FOCUSED);
        assertThat(focused).as("what has the focus is seen").doesNotStartWith("unseen: ");
        return focused;
    }

    /** Goes on by Tab until something of that name has the focus. */
    private void tabTo(String name) {
        StringBuilder passed = new StringBuilder();
        for (int i = 0; i < MOST_TABS; i++) {
            press("Tab");
            String focused = focused();
            if (focused.equals(name)) {
                return;
            }
            passed.append(focused.lines().findFirst().orElse("")).append(", ");
        }
        throw new AssertionError("Tab never comes to " + name + ", but to " + passed);
    }

    private void state(String state) {
        assertThat(page.locator("section.cell").first()).hasAttribute("data-state", state);
    }

    /** One Escape closes the list of completions, one leaves. */
    private void leaveEditor() {
        press("Escape");
        if (!focused().startsWith("Cell 1")) {
            press("Escape");
        }
        assertThat(page.locator("section.cell").first()).isFocused();
    }

    @Test
    void fromSigningInToAResultAndADialogByKeysAlone(Studio studio) {
        page = studio.browser().page(1440, 900, ColorScheme.LIGHT);
        page.navigate(studio.at("pipelines"));
        assertThat(page.getByLabel("Access key id")).isFocused();
        page.keyboard().type(studio.platform().accessKeyId());
        press("Tab");
        assertThat(page.getByLabel("Secret access key")).isFocused();
        page.keyboard().type(studio.platform().secretAccessKey());
        press("Enter");
        assertThat(page.locator("main.place h1")).isVisible();
        studio.browser().forgive("401");

        press("Alt+Digit2");
        assertThat(page.locator(".notes-side")).isVisible();
        assertThat(page.locator("main.place")).isFocused();
        tabTo("New note");
        press("Enter");
        assertThat(page.locator(".note-title")).hasValue("Untitled");

        press("Control+Alt+KeyB");
        Locator editor = page.locator("section.cell .cm-content").first();
        assertThat(editor).isFocused();
        page.keyboard()
                .type("CREATE TEMPORARY TABLE t (id BIGINT) WITH ('connector' = 'datagen', 'rows-per-second' = '5');\n"
                        + "SELECT id FROM t");
        press("Control+Enter");
        state("live");
        assertThat(page.locator(".live-body .live-row:not([hidden])").first()).isVisible();
        press("Control+Alt+KeyC");
        state("stopped");

        // out of the editor, in and out again, on to the result
        leaveEditor();
        press("Enter");
        assertThat(editor).isFocused();
        leaveEditor();
        tabTo("Run Cell 1");
        tabTo("Changes");
        press("Enter");
        assertThat(page.locator(".changes")).isVisible();
        press("Shift+Tab", "Shift+Tab", "Shift+Tab", "Shift+Tab", "Shift+Tab", "Shift+Tab");
        assertThat(focused()).isEqualTo("Table");
        press("Space");
        tabTo("Filter rows");
        page.keyboard().type("no such row");
        assertThat(page.locator(".live-body .live-row:not([hidden])")).hasCount(0);
        press("Control+a", "Delete");
        assertThat(page.locator(".live-body .live-row:not([hidden])").first()).isVisible();
        tabTo("Result of cell 1");
        press("?");
        assertThat(page.locator("dialog[open]")).containsText("Leave the editor");
        press("Escape");
        assertThat(page.locator("dialog[open]")).hasCount(0);
        press("Control+k");
        assertThat(page.getByLabel("Go to a page, note, task, topic or dashboard"))
                .isFocused();
        page.keyboard().type("dash");
        press("Enter");
        assertThat(page.locator("main.place h1")).hasText("Dashboards");
        page.context().close();
        studio.browser().assertNoTrouble();
    }
}
