/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.app.studio;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.crosscurrent.app.studio.SharedPlatform.Studio;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AccessKey;
import software.amazon.awssdk.services.iam.model.EntityAlreadyExistsException;

/** Two people, each with a browser of their own, signed in with their access keys. */
@ExtendWith(SharedPlatform.class)
class StudioUsersIT {
    private Studio studio;
    private Page anna;
    private Page ben;

    @BeforeEach
    void bothSignIn(Studio shared) {
        studio = shared;
        anna = signIn("anna", "crosscurrent:*");
        ben = signIn("ben", "crosscurrent:*");
    }

    @AfterEach
    void nothingWentWrongOnThePages() {
        anna.context().close();
        ben.context().close();
        studio.browser().assertNoTrouble();
    }

    private Page signIn(String name, String action) {
        AccessKey key = key(name, action);
        Page page = studio.browser().page(1440, 900, ColorScheme.LIGHT);
        page.navigate(studio.at("notes"));
        page.getByLabel("Access key id").fill(key.accessKeyId());
        page.getByLabel("Secret access key").fill(key.secretAccessKey());
        page.keyboard().press("Enter");
        assertThat(page.locator(".notes-side")).isVisible();
        studio.browser().forgive("401");
        return page;
    }

    private AccessKey key(String name, String action) {
        try (IamClient iam = IamClient.builder()
                .endpointOverride(URI.create(studio.platform().endpointUrl()))
                .region(Region.US_EAST_1)
                .httpClient(UrlConnectionHttpClient.create())
                .credentialsProvider(studio.platform().credentials())
                .build()) {
            try {
                iam.createUser(r -> r.userName(name));
            } catch (EntityAlreadyExistsException again) {
                iam.listAccessKeys(r -> r.userName(name))
                        .accessKeyMetadata()
                        .forEach(
                                old -> iam.deleteAccessKey(r -> r.userName(name).accessKeyId(old.accessKeyId())));
            }
            iam.putUserPolicy(r -> r.userName(name)
                    .policyName("studio")
                    .policyDocument("{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\""
                            + action + "\",\"Resource\":\"*\"}]}"));
            return iam.createAccessKey(r -> r.userName(name)).accessKey();
        }
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(name).setExact(true))
                .first();
    }

    private static void newNote(Page page, String title, String... texts) {
        button(page, "New note").click();
        page.locator(".note-title").fill(title);
        page.locator(".note-title").blur();
        for (int i = 0; i < texts.length; i++) {
            page.locator(".insert button").first().click();
            save(page, i, texts[i]);
        }
    }

    /** Writes and waits until the server has it. */
    private static void save(Page page, int cell, String text) {
        page.waitForResponse(
                answer -> answer.ok()
                        && answer.request().method().equals("PUT")
                        && answer.request().postData().contains(text),
                () -> write(page, cell, text));
        saved(page);
    }

    private static void write(Page page, int cell, String text) {
        page.locator("section.cell").nth(cell).locator(".cm-content").click();
        page.keyboard().press("Control+a");
        page.keyboard().insertText(text);
    }

    /** Presses what changes the note, and waits until the server has it. */
    private static void press(Page page, String button) {
        page.waitForResponse(
                answer -> answer.request().method().equals("PUT") && answer.ok(),
                () -> button(page, button).click());
        saved(page);
    }

    private static void saved(Page page) {
        assertThat(page.locator(".note-head [role=status]")).hasText("Saved");
    }

    private static void hasTexts(Page page, String... texts) {
        assertThat(page.locator("section.cell .cm-content")).hasText(texts);
    }

    @Test
    void aNoteIsSeenByItsOwnerUntilItIsShared() {
        newNote(anna, "Anna's figures", "SELECT 1 AS a");
        ben.reload();
        assertThat(ben.locator(".notes-side")).containsText("TestCDCStreaming");
        assertThat(ben.locator(".notes-side")).not().containsText("Anna's figures");
        ben.navigate(anna.url());
        ben.reload();
        assertThat(ben.getByRole(AriaRole.ALERT)).containsText("There is no note");
        studio.browser().forgive("404");

        press(anna, "Share");
        ben.reload();
        assertThat(ben.locator(".note-head")).containsText("shared by user/anna");
        hasTexts(ben, "SELECT 1 AS a");
        assertThat(button(ben, "Delete the note")).hasCount(0);
        assertThat(button(ben, "Share")).hasCount(0);

        // the result of a run is seen by both
        ben.locator("button.play").click();
        assertThat(ben.locator("section.cell")).hasAttribute("data-state", "done");
        assertThat(anna.locator("section.cell")).hasAttribute("data-state", "done");
        assertThat(anna.locator(".live-body .live-row:not([hidden])")).hasText("1");

        press(anna, "Shared");
        ben.reload();
        assertThat(ben.getByRole(AriaRole.ALERT)).containsText("There is no note");
        studio.browser().forgive("404");
    }

    @Test
    void changesOfTwoPeopleAreMergedAndACellBothChangedStandsTwice() {
        newNote(anna, "Together", "SELECT 'one'", "SELECT 'two'");
        press(anna, "Share");
        ben.navigate(anna.url());
        hasTexts(ben, "SELECT 'one'", "SELECT 'two'");

        // Given: each changes a cell of their own
        save(anna, 0, "SELECT 'one of anna'");
        save(ben, 1, "SELECT 'two of ben'");
        assertThat(ben.locator(".toast")).containsText("both changes stand");
        hasTexts(ben, "SELECT 'one of anna'", "SELECT 'two of ben'");

        // When: both change the same one
        anna.reload();
        hasTexts(anna, "SELECT 'one of anna'", "SELECT 'two of ben'");
        save(ben, 0, "SELECT 'ben'");
        write(anna, 0, "SELECT 'anna'");
        assertThat(anna.getByRole(AriaRole.ALERT)).containsText("Somebody else changed this note");
        studio.browser().forgive("409");
        hasTexts(anna, "SELECT 'anna'", "SELECT 'two of ben'");

        // Then: nothing is lost
        press(anna, "Keep both");
        hasTexts(anna, "SELECT 'ben'", "SELECT 'anna'", "SELECT 'two of ben'");
        ben.reload();
        hasTexts(ben, "SELECT 'ben'", "SELECT 'anna'", "SELECT 'two of ben'");
        studio.browser().forgive("409");
    }

    @Test
    void whoMayOnlyLookIsToldSoWhereTheyTryToRun() {
        newNote(anna, "To look at", "SELECT 1 AS a");
        press(anna, "Share");
        Page eve = signIn("eve", "crosscurrent:OpenStudio");
        eve.navigate(anna.url());
        eve.locator("button.play").click();
        assertThat(eve.locator(".cell-problem")).containsText("crosscurrent:ExecuteStatement");
        studio.browser().forgive("status of 40");
        eve.context().close();
    }
}
