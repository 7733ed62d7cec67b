package org.meterflow.desk;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.meterflow.process.CaseKey;
import org.meterflow.process.WorkItem;

/** Tasks and failures: found, dealt with, and lost to somebody faster. */
class WorkAtTheConsoleTest extends AtTheConsole {

    @Test
    void a_task_is_found_claimed_filled_in_wrongly_and_then_done() {
        CaseKey inspection = aCaseThatWaitsForAPerson("1200000000033");
        Page page = aisha.page;
        aisha.go("/inbox?view=team");
        page.fill("#q", "1200000000033");
        assertThat(page.locator("tr[data-row]")).hasCount(1);
        assertThat(aisha.path()).contains("q=1200000000033");
        assertThat(page.locator("tr[data-row] time.mf-left")).containsText("left");

        page.click("[data-claim]");
        assertThat(page.locator(".mf-empty")).isVisible();
        assertThat(taskOf(inspection).assignee()).isEqualTo("aisha");

        aisha.go("/inbox?view=mine&q=1200000000033");
        page.click("tr[data-row] a");
        page.fill("#note", "Its display is dark");
        page.click("text=Complete task");
        assertThat(page.locator(".govuk-error-summary")).isFocused();
        assertThat(page).hasTitle("Error: Judge finding – Meterflow");
        assertThat(page.locator("#note")).hasValue("Its display is dark");
        aisha.isGood("task-with-an-error");
        page.click(".govuk-error-summary a");
        assertThat(page.locator("#faulty")).isFocused();

        page.check("#faulty");
        page.click("text=Complete task");
        assertThat(page.locator(".govuk-notification-banner")).containsText("Done: Judge finding");
        assertThat(paths.details(inspection).orElseThrow().active()).containsExactly("repairDue");
    }

    @Test
    void what_was_typed_is_kept_when_somebody_else_was_faster() {
        CaseKey inspection = aCaseThatWaitsForAPerson("1200000000042");
        WorkItem task = taskOf(inspection);
        aisha.go("/tasks/" + task.id());
        aisha.page.fill("#note", "Its display is dark");
        tasks.complete(task.id(), Map.of("faulty", "no", "note", "All is well"), "ben");

        aisha.page.click("text=Complete task");

        assertThat(aisha.page.locator("main")).containsText("ben completed this task");
        assertThat(aisha.page.locator("main")).containsText("Its display is dark");
        aisha.isGood("task-gone");
    }

    @Test
    void claiming_a_task_that_somebody_has_just_taken_says_who() {
        WorkItem task = taskOf(aCaseThatWaitsForAPerson("1200000000273"));
        aisha.go("/inbox?view=team&q=1200000000273");
        tasks.claim(task.id(), "ben");

        aisha.page.click("[data-claim]");

        assertThat(aisha.page.locator(".govuk-notification-banner")).containsText("ben claimed this task before you");
        assertThat(aisha.page.locator(".mf-empty")).isVisible();
        aisha.isGood("claimed-by-somebody-else");
    }

    @Test
    void of_two_people_who_claim_one_task_at_one_moment_one_gets_it_and_the_other_is_told() {
        WorkItem task = taskOf(aCaseThatWaitsForAPerson("1200000000281"));
        Visitor ann = new Visitor(port).signIn("aisha", PASSWORD);
        Visitor pri = new Visitor(port).signIn("priya", PASSWORD);
        ann.get("/inbox");
        pri.get("/inbox");

        List<Integer> answers = Stream.of(ann, pri)
                .parallel()
                .map(each -> each.post("/tasks/" + task.id() + "/claim", Map.of("back", "/inbox"))
                        .statusCode())
                .toList();

        assertThat(answers).containsExactly(302, 302);
        String owner = taskOf(task.key()).assignee();
        Visitor late = "aisha".equals(owner) ? pri : ann;
        assertThat(late.get("/inbox").body()).contains(owner + " claimed this task before you");
    }

    @Test
    void an_answer_longer_than_the_form_allows_is_refused_whole_and_breaks_where_the_page_ends() {
        WorkItem task = taskOf(aCaseThatWaitsForAPerson("1200000000299"));
        aisha.go("/tasks/" + task.id());
        assertThat(aisha.page.locator("main")).containsText("1,000 characters");
        String tooLong = "x".repeat(20_000);
        aisha.page.check("#faulty");
        aisha.page.fill("#note", tooLong);

        aisha.page.click("text=Complete task");

        assertThat(aisha.page.locator(".govuk-error-summary"))
                .containsText("Enter 1,000 characters or fewer. You entered 20,000");
        assertThat(aisha.page.locator("#note")).hasValue(tooLong);
        aisha.isGood("task-too-long");
        aisha.page.fill("#note", "x".repeat(1000));
        aisha.page.click("text=Complete task");
        assertThat(aisha.page.locator(".govuk-notification-banner")).containsText("Done");
        aisha.go("/cases/meterInspection/" + task.key().caseId());
        aisha.isGood("case-with-a-long-word");
        aisha.resize(390, 844);
        aisha.isGood("case-with-a-long-word");
        aisha.resize(1280, 900);
    }

    @Test
    void the_inbox_is_worked_by_keyboard() {
        aCaseThatWaitsForAPerson("1200000000051");
        aCaseThatWaitsForAPerson("1200000000060");
        Page page = aisha.page;
        aisha.go("/inbox?view=team");
        page.keyboard().press("j");
        assertThat(page.locator("tr[data-row]").nth(0).locator("a")).isFocused();
        page.keyboard().press("j");
        assertThat(page.locator("tr[data-row]").nth(1).locator("a")).isFocused();
        page.keyboard().press("k");
        assertThat(page.locator("tr[data-row]").nth(0).locator("a")).isFocused();
        page.keyboard().press("/");
        assertThat(page.locator("#find")).isFocused();
        page.locator("h1").click();
        page.keyboard().press("?");
        assertThat(page.locator("#keys")).isVisible();
        page.keyboard().press("Escape");
        page.keyboard().press("j");
        page.keyboard().press("Enter");
        assertThat(page.locator("h1")).hasText("Judge finding");
    }

    @Test
    void new_work_is_announced_and_does_not_jump_into_the_list() {
        aisha.go("/inbox?view=all");
        assertThat(aisha.page.locator(".mf-live")).hasText("Live");
        int before = aisha.page.locator("tr[data-row]").count();

        aCaseThatWaitsForAPerson("1200000000079");

        assertThat(aisha.page.locator("[data-news]")).containsText("1 new task");
        assertThat(aisha.page.locator("tr[data-row]")).hasCount(before);
        aisha.page.click("[data-news] a");
        assertThat(aisha.page.locator("tr[data-row]")).hasCount(before + 1);
    }

    @Test
    void a_failed_step_says_why_and_is_run_again_by_an_operator() {
        CaseKey inspection = aCaseThatHasFailed("1200000000114");
        aisha.go("/cases/meterInspection/" + inspection.caseId());
        assertThat(aisha.page.locator("main")).containsText("The road to the meter is closed");
        assertThat(aisha.page.locator("g.mf-failed[data-element-id='bookVisit']"))
                .isVisible();
        inspections.openTheRoad(inspection.caseId());

        aisha.page.click("text=Retry this step");

        assertThat(aisha.page.locator(".mf-timeline")).containsText("Visit booked");
        assertThat(aisha.page.locator("text=A step has failed")).hasCount(0);
    }
}
