package org.meterflow.desk;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.meterflow.identifier.Fuel;
import org.meterflow.party.Parties;
import org.meterflow.party.Party;
import org.meterflow.party.PartyStatus;
import org.meterflow.process.CaseKey;
import org.meterflow.process.CaseViews;
import org.meterflow.process.drawn.Begun;
import org.meterflow.process.drawn.DrawnCases;
import org.meterflow.process.drawn.StartForms;
import org.meterflow.process.drawn.Starter;
import org.meterflow.process.engine.DrawnProcess;
import org.springframework.beans.factory.annotation.Autowired;

/** The guide's process without a program: two process owners bring it in, and an operator starts a case of it. */
class DrawnCasePagesTest extends AtTheConsole {

    private static final Path EXAMPLE = Path.of("docs/guides/examples/damage-report/bpmn");

    @Autowired
    Parties parties;

    @Autowired
    CaseViews views;

    @Autowired
    StartForms starts;

    @Autowired
    DrawnCases drawn;

    @BeforeAll
    void twoProcessOwnersBringItIn() {
        parties.add(new Party(
                "SP-7001", "Rowan Energy", Set.of(), List.of(), PartyStatus.LIVE, Set.of(Fuel.ELECTRICITY), null));
        String hash = passwords.encode(PASSWORD);
        people.add("olga", "Olga Petrov", Set.of(Role.PROCESS_OWNER), null, hash);
        people.add("omar", "Omar Haddad", Set.of(Role.PROCESS_OWNER), null, hash);
        Browser.Visit olga = browser.signedIn("olga", PASSWORD);
        olga.go("/processes/changes/new");
        olga.page.setInputFiles(
                "#files", new Path[] {EXAMPLE.resolve("damage-report.bpmn"), EXAMPLE.resolve("damage-urgency.dmn")});
        olga.page.fill("#reason", "Damaged meters are handled by e-mail today");
        olga.page.click("main button");
        assertThat(olga.page.locator(".govuk-error-summary li").allInnerTexts()).isEmpty();
        Browser.Visit omar = browser.signedIn("omar", PASSWORD);
        omar.go(olga.path());
        omar.isGood("drawn-proposed");
        omar.page.click("#approve");
        assertThat(omar.page.locator("#notices")).containsText("is in force");
    }

    @Test
    void somebody_of_its_team_starts_a_case_with_a_form_and_hears_what_is_wrong_with_it() {
        aisha.go("/cases/start");
        aisha.isGood("drawn-start");
        aisha.page.click("text=Damage report");
        aisha.page.click("main form button");
        aisha.isGood("drawn-start-wrong");
        assertThat(aisha.page.locator(".govuk-error-summary li").allInnerTexts())
                .contains("What is damaged? Select an answer", "Supplier: select an answer");
        aisha.resize(390, 844);
        aisha.isGood("drawn-start-wrong");
        aisha.resize(1280, 900);
        fillIn(aisha.page);
        aisha.page.click("main form button");

        assertThat(aisha.page.locator("#case-head")).containsText("Judge damage");
        aisha.isGood("drawn-case");
        CaseKey key = new CaseKey("damageReport", aisha.path().replaceAll(".*/|\\?.*", ""));
        assertThat(key.caseId()).startsWith("DAMAGE-REPORT-");
        assertThat(views.facts(key).orElseThrow().about()).isEqualTo("Damage at 2200100000056: The terminals");
        assertThat(taskOf(key).name()).isEqualTo("Judge damage");
        aisha.go("/tasks/" + taskOf(key).id());
        aisha.isGood("drawn-task");
    }

    @Test
    void a_form_that_is_sent_twice_starts_one_case() {
        Map<String, String> typed = Map.of(
                "meterPoint", "2200100000056", "supplier", "SP-7001", "damage", "case", "visitFrom", "2027-03-01");

        DrawnProcess report = starts.startableBy("aisha").stream()
                .filter(process -> process.process().equals("damageReport"))
                .findFirst()
                .orElseThrow();
        CaseKey first = starts.start(report, typed, "one-form", "aisha").key();

        assertThat(starts.start(report, typed, "one-form", "aisha").key()).isEqualTo(first);
        assertThat(starts.start(report, typed, "another-form", "aisha").key()).isNotEqualTo(first);
    }

    @Test
    void a_party_that_takes_the_next_number_for_a_case_of_its_own_does_not_get_in_the_way_of_a_form() {
        Map<String, String> typed = Map.of(
                "meterPoint", "2200100000056", "supplier", "SP-7001", "damage", "case", "visitFrom", "2027-03-01");
        DrawnProcess report = starts.startableBy("aisha").stream()
                .filter(process -> process.process().equals("damageReport"))
                .findFirst()
                .orElseThrow();
        String before =
                starts.start(report, typed, "form-before", "aisha").key().caseId();
        String next = "DAMAGE-REPORT-" + (Long.parseLong(before.replaceAll("\\D", "")) + 1);
        Map<String, String> taken = new HashMap<>(typed);
        taken.put("reportId", next);
        drawn.start("damageReport", next, taken, Starter.party("SP-7001"));

        Begun begun = starts.start(report, typed, "form-after", "aisha");

        assertThat(begun.isNew()).isTrue();
        assertThat(begun.key().caseId()).isNotEqualTo(next);
    }

    @Test
    void who_is_in_none_of_its_teams_does_not_find_it() {
        people.add("nora", "Nora Lind", Set.of(Role.OPERATOR), null, passwords.encode(PASSWORD));
        Browser.Visit nora = browser.signedIn("nora", PASSWORD);

        nora.go("/cases/start");
        nora.isGood("drawn-start-none");

        assertThat(nora.page.locator("main")).containsText("Incident");
        assertThat(nora.page.locator("main")).not().containsText("Damage report");
        assertThat(nora.page
                        .navigate("http://localhost:" + port + "/cases/start/damageReport")
                        .status())
                .isEqualTo(404);
    }

    private static void fillIn(Page page) {
        page.fill("#meterPoint", "22 0010 0000 056");
        page.selectOption("#supplier", "SP-7001");
        page.check("input[name=damage][value=terminals]");
        page.fill("#visitFrom", "2027-03-01");
    }
}
