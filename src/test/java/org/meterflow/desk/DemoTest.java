package org.meterflow.desk;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.meterflow.testing.FreshDatabase;
import org.meterflow.testing.TownTest;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.ContextConfiguration;

/**
 * The demonstration as a visitor meets it, on other ports than the usual ones: everything by clicking, nothing by hand behind
 * the scenes.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = "server.shutdown=immediate")
@ContextConfiguration(initializers = {FreshDatabase.class, TownTest.Ports.class})
@ActiveProfiles("demo")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@EnabledIf("org.meterflow.desk.Browser#isHere")
class DemoTest {

    @LocalServerPort
    int port;

    private Browser browser;

    @BeforeAll
    void openTheBrowser() {
        browser = Browser.open(port);
    }

    @AfterAll
    void closeTheBrowser() {
        browser.close();
    }

    @Test
    void a_visitor_learns_on_the_first_page_whom_they_can_be() {
        try (Browser.Visit stranger = browser.visit()) {
            stranger.go("/");
            assertThat(stranger.page.locator("main")).containsText("operator");
            assertThat(stranger.page.locator("main")).containsText("meterflow");
            assertThat(stranger.page.locator("main")).containsText("works on the tasks of the team Switching");
            stranger.isGood("demo-sign-in");
        }
    }

    @Test
    void for_each_team_that_has_work_there_is_somebody_and_the_operator_is_in_all() {
        try (Browser.Visit switcher = browser.signedIn("switching", "meterflow");
                Browser.Visit operator = browser.signedIn("operator", "meterflow")) {
            switcher.go("/inbox");
            assertThat(switcher.page.locator("main")).containsText("Tasks for Switching");
            operator.go("/inbox");
            assertThat(operator.page.locator("main")).containsText("Operations desk");
            assertThat(operator.page.locator("main")).containsText("Security operations");
            assertThat(operator.page.locator("main")).containsText("Switching");
        }
    }

    @Test
    void a_visitor_switches_a_homes_supplier_with_an_objection_and_sees_it_end() {
        try (Browser.Visit visitor = browser.signedIn("operator", "meterflow")) {
            Page page = visitor.page;
            page.click("text=Switch supplier at a home >> nth=0");
            visitor.isGood("demo-start");
            page.check("#scenario-OBJECTION");
            page.click("main button");
            Locator head = page.locator("#case-head");
            assertThat(head).containsText("Handle objection");
            String theCase = visitor.path();
            visitor.isGood("demo-case-started");

            visitor.go("/inbox?view=team");
            page.click("tr[data-row] a");
            page.waitForSelector(".mf-diagram[data-ready]");
            visitor.isGood("demo-task");
            page.check("#decision-dismiss");
            page.fill("#reason", "The debt is in dispute");
            page.click("text=Complete task");
            assertThat(page.locator(".govuk-notification-banner")).containsText("Done");

            visitor.go(theCase);
            assertThat(page.locator(".mf-timeline")).containsText("The debt is in dispute");
            visitor.isGood("demo-case-goes-on");
            page.click("text=To gate closure");
            assertThat(head).containsText("Replace supplier keys");
            page.click("text=To the supply start date");
            assertThat(head.locator(".mf-state--good")).isVisible();
            assertThat(page.locator(".mf-timeline")).containsText("The switch is complete");
            visitor.isGood("demo-case-ended");
            page.locator("aside[aria-label='The case'] a >> text=Firmware version")
                    .first()
                    .click();
            assertThat(page.locator("#exchanged")).isVisible();
            visitor.isGood("demo-case-with-meter-messages");
            page.locator("section[aria-labelledby=exchanged] button").last().click();
            assertThat(page.locator("h1")).hasText("Take a message apart");
            assertThat(page.locator(".mf-opened .mf-title")).containsText("Response");
            visitor.isGood("demo-meter-message");
            visitor.go("/processes/changeOfSupplier/map");
            page.waitForSelector(".mf-diagram[data-ready]");
            visitor.isGood("demo-map");
            visitor.go("/messages");
            visitor.isGood("demo-messages");
            visitor.go("/messages/out");
            visitor.isGood("demo-messages-out");
        }
    }

    @Test
    void a_visitor_has_electricity_and_gas_switched_together_and_goes_from_one_case_to_the_other() {
        try (Browser.Visit visitor = browser.signedIn("operator", "meterflow")) {
            Page page = visitor.page;
            page.click("main >> text=Switch of electricity and gas");
            visitor.isGood("demo-dual-fuel");
            page.locator("input[name=home]").last().check();
            page.click("main button");
            assertThat(page.locator("main")).containsText("Together with gas: both or neither");
            visitor.isGood("demo-dual-fuel-case");
            page.click("aside[aria-label='The case'] a >> text=Meter point 75");
            assertThat(page.locator("main")).containsText("Together with electricity: both or neither");

            visitor.go("/demo");
            page.check("input[value='2200100000065']");
            page.check("#both");
            page.click("main button");
            assertThat(page.locator("main")).containsText("both or neither");
        }
    }

    @Test
    void a_visitor_lets_a_supplier_fail_two_agree_and_the_keys_of_its_homes_are_replaced() {
        try (Browser.Visit visitor = browser.signedIn("operator", "meterflow");
                Browser.Visit second = browser.signedIn("switching", "meterflow")) {
            Page page = visitor.page;
            page.click("main >> text=A supplier fails");
            visitor.isGood("demo-last-resort");
            page.click("main button");
            assertThat(page.locator("#case-head")).containsText("Approve");
            String theCase = visitor.path().replaceAll("\\?.*", "");
            agree(visitor, "Decide first");
            agree(second, "Decide second");
            visitor.go(theCase);
            assertThat(page.locator("#case-head")).containsText("Day comes");
            for (int times = 0;
                    times < 12 && page.locator("#case-head").innerText().contains("Day comes");
                    times++) {
                page.click("text=To the next timer");
                page.waitForTimeout(3000);
            }
            visitor.go(theCase + "/meter-points");
            assertThat(page.locator("#progress")).containsText("Keys at the meters: 100 % of 4");
            assertThat(page.locator("td[data-label=Keys]"))
                    .hasText(new String[] {"Replaced", "Replaced", "Replaced", "Replaced"});
            visitor.isGood("demo-last-resort-meter-points");
        }
    }

    private static void agree(Browser.Visit visitor, String task) {
        visitor.go("/inbox?view=team");
        visitor.page.click("tr[data-row] a >> text=" + task);
        visitor.page.check("input[name=decision][value=agree]");
        visitor.page.fill("#reason", "The direction is signed");
        visitor.page.click("text=Complete task");
        assertThat(visitor.page.locator(".govuk-notification-banner")).containsText("Done");
    }

    @Test
    void a_visitor_pays_for_energy_in_advance_somebody_enters_the_number_and_it_counts() {
        try (Browser.Visit visitor = browser.signedIn("operator", "meterflow")) {
            Page page = visitor.page;
            page.click("main >> text=Pay for energy in advance");
            visitor.isGood("demo-top-up");
            page.check("text=somebody enters the number at the meter");
            page.click("main button");
            Locator head = page.locator("#case-head");
            assertThat(page.locator("h1")).containsText("£20.00 for meter point");
            visitor.isGood("demo-top-up-case");
            for (int times = 0; times < 12 && !head.innerText().contains("Entered by hand"); times++) {
                page.click("text=To the next timer");
                page.waitForTimeout(4000);
            }
            assertThat(head).containsText("Entered by hand");
            assertThat(page.locator(".mf-timeline")).containsText("A token was entered by hand");
            visitor.isGood("demo-top-up-case-ended");
            visitor.go("/processes/topUp/map");
            page.waitForSelector(".mf-diagram[data-ready]");
            visitor.isGood("demo-top-up-map");
        }
    }

    @Test
    void a_visitor_sees_an_incident_that_a_supplier_has_raised() {
        try (Browser.Visit visitor = browser.signedIn("operator", "meterflow")) {
            Page page = visitor.page;
            page.click("main a >> text=Raise an incident");
            visitor.isGood("demo-incident");
            page.check("input[value=THREE_TIMES]");
            page.click("main form button");

            assertThat(page.locator("#case-head")).containsText("Work on incident");
            page.click("aside[aria-label='The case'] a >> text=3 incidents at the communications hub");
            assertThat(page.locator("#case-head")).containsText("Take ownership");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_visitor_breaks_a_device_sees_it_broken_and_mends_it(boolean phone) {
        try (Browser.Visit visitor = operator(phone)) {
            Page page = visitor.page;
            page.click("text=Simulation");
            assertThat(page.locator("main")).containsText("homes are connected");
            visitor.isGood("fleet");
            page.selectOption("#kind", "ESME");
            assertThat(page.locator("tr[data-row] td[data-label=Kind]").first()).hasText("ESME");
            page.waitForURL("**kind=ESME**");
            page.locator("tr[data-row] a").first().click();
            Locator offline = page.locator("main tbody tr").first();
            String device = visitor.path();
            offline.locator("button").dblclick();
            assertThat(offline).containsText("Broken");
            assertThat(page.locator(".mf-title")).containsText("Offline");
            visitor.isGood("fleet-device-broken");

            visitor.go("/demo/fleet?condition=broken");
            assertThat(page.locator("tr[data-row]")).hasCount(1);
            visitor.isGood("fleet-broken");
            visitor.go("/demo/fleet?q=nothing-like-this");
            assertThat(page.locator(".mf-empty")).containsText("No devices found");

            visitor.go(device);
            offline.locator("button").click();
            assertThat(page.locator(".govuk-notification-banner")).containsText("mended");
            assertThat(offline).containsText("Working");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_visitor_cuts_the_power_of_homes_gives_it_back_and_mends_everything(boolean phone) {
        try (Browser.Visit visitor = operator(phone)) {
            Page page = visitor.page;
            visitor.go("/demo/fleet");
            page.click("text=Change many homes");
            page.click("text=Cut the power");
            assertThat(page.locator(".govuk-error-summary")).isFocused();
            page.fill("#cut-homes", "a few");
            page.click("text=Cut the power");
            assertThat(page.locator(".govuk-error-summary")).containsText("Enter a number of homes from 1 to ");
            assertThat(page.locator("#cut-homes")).hasValue("a few");
            visitor.isGood("fleet-with-errors");
            page.click(".govuk-error-summary a");
            assertThat(page.locator("#cut-homes")).isFocused();

            page.fill("#cut-homes", "2");
            page.keyboard().press("Enter");
            assertThat(page.locator(".govuk-notification-banner")).containsText("2 homes lost power");
            assertThat(page.locator("main")).containsText("2 homes are without power.");
            page.waitForLoadState();
            page.selectOption("#condition", "broken");
            assertThat(page.locator("tr[data-row]")).hasCount(2);
            assertThat(page.locator("tr[data-row] td[data-label=Broken]").first())
                    .containsText("Without power");
            visitor.isGood("fleet-without-power");
            visitor.go("/demo/fleet");
            page.click("text=Change many homes");
            page.click("text=Restore power");
            assertThat(page.locator(".govuk-notification-banner")).containsText("2 homes have power again");
            assertThat(page.locator("main")).containsText("Nothing is broken.");

            page.click("text=Change many homes");
            page.selectOption("#profile", "rough");
            page.fill("#profile-homes", "1");
            page.click("text=Choose");
            assertThat(page.locator(".govuk-notification-banner")).containsText("In 1 home, from the next minute on");
            page.click("text=Change many homes");
            assertThat(page.locator("main")).containsText("devices: rough: one in five");
            page.click("text=Mend everything");
            assertThat(page.locator(".govuk-notification-banner"))
                    .containsText("nothing goes wrong by itself any more");
            page.click("text=Change many homes");
            assertThat(page.locator("main")).not().containsText("devices: rough");
        }
    }

    @Test
    void a_device_says_in_words_how_it_stands_and_gets_a_profile_of_its_own() {
        try (Browser.Visit visitor = browser.signedIn("operator", "meterflow")) {
            Page page = visitor.page;
            visitor.go("/demo/fleet?kind=ESME&condition=prepayment");
            page.locator("tr[data-row] a").first().click();
            Locator facts = page.locator("aside[aria-label='The device']");
            assertThat(facts).containsText("Prepayment");
            assertThat(facts).containsText(Pattern.compile("£\\d+\\.\\d\\d left"));
            assertThat(facts).containsText("kWh");
            assertThat(facts).containsText("Last command");
            assertThat(facts).containsText("Own counter");
            page.selectOption("#profile", "everyday");
            page.click("text=Choose");
            assertThat(page.locator(".govuk-notification-banner")).containsText("from the next minute on");
            assertThat(page.locator("#profile")).hasValue("everyday");
            visitor.isGood("fleet-device");
            page.selectOption("#profile", "calm");
            page.click("text=Choose");
            assertThat(page.locator("#profile")).hasValue("calm");
        }
    }

    private Browser.Visit operator(boolean phone) {
        return phone ? browser.signedInByPhone("operator", "meterflow") : browser.signedIn("operator", "meterflow");
    }
}
