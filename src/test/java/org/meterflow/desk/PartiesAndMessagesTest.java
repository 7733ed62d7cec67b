package org.meterflow.desk;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files brought in, keys given away, messages taken apart: forms that carry a lot, at the desk and on a phone. */
class PartiesAndMessagesTest extends AtTheConsole {

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_market_file_is_corrected_and_brought_in_and_a_party_of_it_looked_after(boolean phone) throws Exception {
        Path wrong = Path.of("src/test/resources/market/wrong.yaml");
        Path right = Path.of("src/main/resources/market/default.yaml");
        try (Browser.Visit priya = priya(phone)) {
            Page page = priya.page;
            priya.go("/parties");
            page.click("text=Upload a market file");
            page.setInputFiles("#market", wrong);
            page.click("text=Upload market file");
            assertThat(page.locator(".govuk-error-summary")).isFocused();
            assertThat(page.locator(".govuk-error-summary")).containsText("Line 7: users 1 has no roles.");
            priya.isGood("bring-in-with-errors");
            page.locator(".govuk-error-summary a").first().click();
            assertThat(page.locator("#market")).isFocused();

            page.setInputFiles("#market", right);
            page.click("text=Upload market file");
            assertThat(page.locator("h1")).hasText("default.yaml");
            priya.isGood("brought-in");

            priya.go("/parties/SP-0002");
            page.selectOption("#status", phone ? "LIVE" : "SUSPENDED");
            page.fill("#reason", "Its accession was asked about");
            page.click("text=Change status");
            assertThat(page.locator(".govuk-notification-banner")).containsText("Birch Energy is now");
            assertThat(page.locator("table").last()).containsText("Its accession was asked about");
            priya.isGood("party");
        }
    }

    @Test
    void a_new_key_for_a_partys_program_is_shown_once() {
        jdbc.sql(
                        "insert into party (id, name, status, fuels) values ('SP-0001', 'NewCo', 'LIVE', '{}') on conflict do nothing")
                .update();
        priya.go("/parties/SP-0001");
        priya.isGood("party");
        priya.page.fill("#name", "billing");
        priya.page.click("text=Create key");
        assertThat(priya.page.locator("#secret")).containsText("mf_");
        priya.isGood("party-with-a-new-key");
        String key = priya.page.locator("#secret").textContent();

        priya.go("/parties/SP-0001");

        assertThat(priya.page.content()).doesNotContain(key).contains("billing");
    }

    @Test
    void a_key_is_revoked_only_after_a_question_and_nothing_happens_when_one_thinks_better_of_it() {
        jdbc.sql(
                        "insert into party (id, name, status, fuels) values ('SP-0001', 'NewCo', 'LIVE', '{}') on conflict do nothing")
                .update();
        Page page = priya.page;
        priya.go("/parties/SP-0001");
        page.fill("#name", "settlement");
        page.click("text=Create key");
        Locator row = page.locator("tr:has-text('settlement')").first();

        row.locator("a").click();
        assertThat(page.locator("h1")).hasText("Revoke the key of settlement?");
        assertThat(page.locator("main")).containsText("You cannot undo this");
        priya.isGood("revoke-a-key");
        page.click("text=Cancel");
        assertThat(row.locator("a")).isVisible();

        row.locator("a").click();
        page.click("main button");
        assertThat(page.locator(".govuk-notification-banner")).containsText("You revoked the key");
        assertThat(row).containsText("Revoked");
    }

    @Test
    void an_address_in_a_private_network_or_with_a_password_is_refused_beside_its_field() {
        jdbc.sql(
                        "insert into party (id, name, status, fuels) values ('SP-0009', 'NewCo', 'LIVE', '{}') on conflict do nothing")
                .update();
        jdbc.sql("""
                        insert into party_user (eui, party_id, roles) values ('02-4D-46-00-00-09-00-00', 'SP-0009', '{IS}')
                        on conflict do nothing
                        """).update();
        Page page = priya.page;
        priya.go("/parties/SP-0009");
        page.fill("#webhook", "https://10.0.0.1:5432/hook");
        page.click("text=Save and create a new secret");
        assertThat(page.locator(".govuk-error-summary"))
                .containsText("10.0.0.1 is this machine or in a private network");
        page.locator(".govuk-error-summary a").first().click();
        assertThat(page.locator("#webhook")).isFocused();
        priya.isGood("party-with-a-private-webhook");

        page.fill("input[name=address]", "http://169.254.169.254/latest/meta-data");
        page.click("section[aria-labelledby=users] button");
        assertThat(page.locator(".govuk-error-summary")).containsText("169.254.169.254 is this machine or in a");

        page.fill("input[name=address]", "https://olivia:secret@example.org/duis");
        page.click("section[aria-labelledby=users] button");
        assertThat(page.locator(".govuk-error-summary")).containsText("without a name and password");
        assertThat(page.content()).doesNotContain("olivia:secret");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_message_is_taken_apart_a_request_transformed_and_a_top_up_checked(boolean phone) throws Exception {
        String duis =
                Files.readString(Path.of("docs/guides/examples/registers.xml")).replace("COUNTER", "1000");
        try (Browser.Visit priya = priya(phone)) {
            Page page = priya.page;
            priya.go("/workbench");
            page.fill("#message", "no message");
            page.click("text=Take it apart");
            assertThat(page.locator(".govuk-error-summary")).isFocused();
            priya.isGood("workbench-with-errors");
            page.fill("#message", BenchPagesTest.ALERT);
            page.click("text=Take it apart");
            assertThat(page.locator(".mf-opened")).containsText("8F3F");
            page.locator(".mf-tree summary").first().focus();
            page.keyboard().press("Enter");
            assertThat(page.locator(".mf-tree details").first()).not().hasAttribute("open", "");
            page.keyboard().press("Enter");
            priya.isGood("workbench-message");

            priya.go("/workbench/transform");
            page.fill("#duis", duis);
            page.click("main form > button");
            page.locator(".govuk-error-summary a").first().click();
            assertThat(page.locator("#deviceType")).isFocused();
            priya.isGood("workbench-transform-with-errors");
            page.selectOption("#deviceType", "ESME");
            page.click("main form > button");
            assertThat(page.locator(".mf-opened")).containsText("ECS17b");
            priya.isGood("workbench-transformed");

            priya.go("/workbench/top-up");
            page.fill("#number", "7394 6144 3320 4021 7315");
            page.click("text=Check >> nth=-1");
            assertThat(page.locator(".mf-opened")).containsText("£10.00");
            priya.isGood("workbench-top-up-checked");
        }
    }

    private Browser.Visit priya(boolean phone) {
        return phone ? browser.signedInByPhone("priya", PASSWORD) : browser.signedIn("priya", PASSWORD);
    }
}
