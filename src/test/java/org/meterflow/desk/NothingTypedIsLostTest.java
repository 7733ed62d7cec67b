package org.meterflow.desk;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.meterflow.process.CaseKey;
import org.meterflow.process.WorkItem;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.core.session.SessionInformation;
import org.springframework.security.core.session.SessionRegistry;

/** Sessions end, tabs are closed, others are faster: what somebody typed is still there. */
class NothingTypedIsLostTest extends AtTheConsole {

    @Autowired
    SessionRegistry sessions;

    private Browser.Visit visit;
    private Page page;

    @BeforeEach
    void somebodyComesToWork() {
        visit = browser.visit().signIn("aisha", PASSWORD);
        page = visit.page;
    }

    @AfterEach
    void theyLeave() {
        visit.close();
    }

    @Test
    void a_task_sent_after_the_session_was_over_is_there_again_after_signing_in_and_is_then_done() {
        CaseKey inspection = aCaseThatWaitsForAPerson("1200000000224");
        visit.go("/tasks/" + taskOf(inspection).id());
        page.check("#faulty");
        page.fill("#note", "Its display is dark");

        theSessionIsForgotten();
        page.click("text=Complete task");

        assertThat(page.locator("h1")).hasText("Sign in");
        assertThat(page.locator("main")).containsText("Your session has ended");
        assertThat(visit.path()).doesNotContain(";");
        visit.isGood("sign-in-after-the-session");
        signInAgain("aisha");
        assertThat(page.locator("h1")).hasText("Judge finding");
        assertThat(page.locator("#note")).hasValue("Its display is dark");
        assertThat(page.locator("#faulty")).isChecked();

        page.click("text=Complete task");
        assertThat(page.locator(".govuk-notification-banner")).containsText("Done: Judge finding");
        assertThat(drafts()).isEqualTo("[]");
    }

    @Test
    void whoever_is_signed_out_by_an_administrator_comes_back_to_the_form_they_sent() {
        visit.go("/tasks/" + taskOf(aCaseThatWaitsForAPerson("1200000000232")).id());
        page.fill("#note", "Its display is dark");

        everySessionOfAishaEnds();
        page.click("text=Complete task");
        signInAgain("aisha");

        assertThat(page.locator("#note")).hasValue("Its display is dark");
    }

    @Test
    void any_other_form_is_there_again_too_but_never_its_password() {
        try (Browser.Visit administrator = browser.visit().signIn("priya", PASSWORD)) {
            Page form = administrator.page;
            administrator.go("/people/new");
            form.fill("#name", "noor");
            form.fill("#fullName", "Noor Aziz");
            form.check("#roles-2");
            form.fill("#password", PASSWORD);
            form.context().clearCookies();

            form.click("text=Add person");
            form.fill("#name", "priya");
            form.fill("#password", PASSWORD);
            form.click("main button");

            assertThat(form.locator("h1")).hasText("Add a person");
            assertThat(form.locator("#fullName")).hasValue("Noor Aziz");
            assertThat(form.locator("#roles-2")).isChecked();
            assertThat(form.locator("#password")).hasValue("");
            assertThat(form.locator("#told")).containsText("except the password");
            assertThat((String) form.evaluate("JSON.stringify(localStorage)")).doesNotContain(PASSWORD);
        }
    }

    @Test
    void what_was_typed_outlives_the_tab_and_is_not_shown_to_somebody_else_at_the_same_desk() {
        String task =
                "/tasks/" + taskOf(aCaseThatWaitsForAPerson("1200000000240")).id();
        visit.go(task);
        page.fill("#note", "Its display is dark");
        visit.go("/");
        visit.go(task);
        assertThat(page.locator("#note")).hasValue("Its display is dark");

        page.click("text=Sign out");
        signInAgain("priya");
        visit.go(task);

        assertThat(page.locator("#note")).hasValue("");
    }

    @Test
    void going_back_to_a_task_that_is_done_says_who_did_it_and_leads_to_its_case() {
        CaseKey inspection = aCaseThatWaitsForAPerson("1200000000257");
        WorkItem task = taskOf(inspection);
        visit.go("/tasks/" + task.id());
        page.check("#faulty-no");
        page.fill("#note", "It was the fuse");
        page.click("text=Complete task");
        assertThat(page.locator(".govuk-notification-banner")).containsText("Done");

        page.goBack();

        assertThat(page.locator("h1")).hasText("This task has been completed");
        assertThat(page.locator("main")).containsText("aisha completed this task on ");
        assertThat(page.locator("main")).containsText("What was decided");
        assertThat(page.locator("main")).containsText("Is the meter at 1200000000257 faulty?");
        assertThat(page.locator("main")).containsText("It was the fuse");
        assertThat(page.locator("main")).not().containsText("Your answers have not been used");
        visit.isGood("task-done");
        page.click("text=Open the case");
        assertThat(page.locator("h1")).containsText("1200000000257");
    }

    @Test
    void a_draft_is_on_the_platform_a_moment_later_whatever_becomes_of_session_and_device() {
        String task =
                "/tasks/" + taskOf(aCaseThatWaitsForAPerson("1200000000308")).id();
        visit.go(task);
        page.check("#faulty");
        page.fill("#note", "Its display is dark");
        assertThat(page.locator("[data-draft-state]")).containsText("Draft saved at ");
        everySessionOfAishaEnds();

        try (Browser.Visit elsewhere = browser.visitByPhone().signIn("aisha", PASSWORD)) {
            elsewhere.go(task);
            assertThat(elsewhere.page.locator("#note")).hasValue("Its display is dark");
            assertThat(elsewhere.page.locator("#faulty")).isChecked();
            elsewhere.isGood("task-with-a-draft");
            elsewhere.page.click("text=Delete the draft");
            assertThat(elsewhere.page.locator("#note")).hasValue("");
        }
    }

    @Test
    void without_scripts_a_draft_is_saved_by_a_button_read_by_nobody_else_and_shown_to_whoever_comes_too_late() {
        WorkItem task = taskOf(aCaseThatWaitsForAPerson("1200000000317"));
        Visitor late = new Visitor(port).signIn("aisha", PASSWORD);
        Visitor other = new Visitor(port).signIn("priya", PASSWORD);
        late.get("/tasks/" + task.id());

        late.post("/tasks/" + task.id() + "/later", Map.of("faulty", "yes", "note", "Its display is dark"));

        assertThat(late.get("/tasks/" + task.id()).body()).contains("Its display is dark", "Draft saved");
        assertThat(other.get("/tasks/" + task.id()).body()).doesNotContain("Its display is dark");
        tasks.complete(task.id(), Map.of("faulty", "no", "note", "All is well"), "ben");
        assertThat(late.get("/tasks/" + task.id()).body())
                .contains("ben completed this task on", "All is well", "not been used", "Its display is dark");
        assertThat(other.get("/tasks/" + task.id()).body())
                .contains("All is well")
                .doesNotContain("Its display is dark");
        assertThat(late.post("/tasks/" + task.id() + "/draft", Map.of("note", "Too late"))
                        .statusCode())
                .isEqualTo(409);
    }

    @Test
    void whoever_is_too_late_reads_their_answers_in_the_forms_own_words() {
        CaseKey inspection = aCaseThatWaitsForAPerson("1200000000265");
        WorkItem task = taskOf(inspection);
        visit.go("/tasks/" + task.id());
        page.check("#faulty");
        page.fill("#note", "Its display is dark");
        tasks.complete(task.id(), Map.of("faulty", "no", "note", "All is well"), "ben");

        page.click("text=Complete task");

        assertThat(page.locator("h1")).hasText("You cannot complete this task");
        assertThat(page.locator("main").textContent())
                .contains(
                        "ben completed this task on ",
                        "Is the meter at 1200000000265 faulty?",
                        "Yes",
                        "What was seen",
                        "Its display is dark")
                .doesNotContain("faulty:")
                .doesNotContainPattern("\\dT\\d");
        visit.isGood("task-gone");
    }

    private void theSessionIsForgotten() {
        page.context().clearCookies();
    }

    private void everySessionOfAishaEnds() {
        sessions.getAllPrincipals().stream()
                .filter(principal -> principal instanceof SignedInPeople.SignedIn person
                        && person.getUsername().equals("aisha"))
                .flatMap(principal -> sessions.getAllSessions(principal, false).stream())
                .forEach(SessionInformation::expireNow);
    }

    private void signInAgain(String name) {
        page.fill("#name", name);
        page.fill("#password", PASSWORD);
        page.click("main button");
        assertThat(page.locator(".mf-me")).isVisible();
    }

    private String drafts() {
        return (String) page.evaluate(
                "JSON.stringify(Object.keys(localStorage).filter((key) => key.startsWith('meterflow.draft')))");
    }
}
