package org.meterflow.desk;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.meterflow.process.CaseKey;
import org.meterflow.process.engine.Suspensions;
import org.springframework.beans.factory.annotation.Autowired;

/** People help cases beside their diagrams: they see before what it means, say why, and everybody sees it afterwards. */
class HelpedCasesTest extends AtTheConsole {

    private static final String WHY = "The house is being looked for";

    @Autowired
    Suspensions suspensions;

    @Test
    void who_only_watches_helps_nobody_and_a_reason_is_needed() {
        people.add("mona", "Mona Field", Set.of(Role.MANAGER), null, passwords.encode(PASSWORD));
        CaseKey inspection = aCaseThatWaitsForAPerson("1200000000701");
        String address = CasePages.address(inspection);
        Visitor manager = new Visitor(port).signIn("mona", PASSWORD);

        assertThat(manager.get(address + "/help/suspend").statusCode()).isEqualTo(403);
        assertThat(manager.get(address).body()).doesNotContain("Help this case");
        Visitor operator = new Visitor(port).signIn("aisha", PASSWORD);
        assertThat(operator.get(address + "/help/praise").statusCode()).isEqualTo(404);
        assertThat(operator.get("/cases/meterInspection/no-such-case/help/suspend")
                        .statusCode())
                .isEqualTo(404);
        var refused = operator.post(address + "/help/suspend", Map.of("reason", "because"));
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("Enter a reason of at least 10 characters");
        assertThat(suspensions.isSuspended(inspection)).isFalse();
    }

    @Test
    void a_suspended_case_says_so_wherever_it_is_shown_and_its_task_can_be_done_once_it_is_resumed() {
        CaseKey inspection = aCaseThatWaitsForAPerson("1200000000710");
        String task = taskOf(inspection).id();
        Page page = aisha.page;
        aisha.go(CasePages.address(inspection));
        page.click("text=Suspend it");
        assertThat(page.locator("main")).containsText("Nobody can do the task “Judge finding”");
        onEveryScreen(aisha, "suspend-case");
        page.fill("#reason", WHY);
        page.click("main .govuk-button");

        assertThat(page.locator("#case-head")).containsText("aisha suspended this case on");
        assertThat(page.locator("#case-head")).containsText(WHY);
        onEveryScreen(aisha, "suspended-case");
        aisha.go("/inbox?view=all&q=1200000000710");
        assertThat(page.locator("#row-" + task)).containsText("Suspended");
        aisha.isGood("suspended-inbox");
        aisha.go("/cases?process=meterInspection");
        assertThat(page.locator("main tr", new Page.LocatorOptions().setHasText(inspection.caseId())))
                .containsText("Suspended");
        aisha.go("/tasks/" + task);
        assertThat(page.locator("main")).containsText("Nobody can do the task until the case is resumed");
        onEveryScreen(aisha, "suspended-task");
        Visitor late = new Visitor(port).signIn("priya", PASSWORD);
        late.get("/tasks/" + task);
        assertThat(late.post("/tasks/" + task, Map.of("faulty", "no", "note", "All is well"))
                        .body())
                .contains("The case of this task is suspended")
                .contains("All is well");
        late.post(CasePages.address(inspection) + "/help/suspend", Map.of("reason", WHY));
        assertThat(late.get(CasePages.address(inspection)).body())
                .contains("Not done")
                .contains("aisha suspended this case on");

        aisha.go(CasePages.address(inspection) + "/help/resume");
        aisha.isGood("resume-case");
        page.fill("#reason", "The house has been found");
        page.click("main .govuk-button");
        assertThat(page.locator("#case-live")).containsText("The house has been found");
        assertThat(tasks.complete(task, Map.of("faulty", "no", "note", "All is well"), "aisha"))
                .isEmpty();
    }

    @Test
    void a_case_is_cancelled_by_who_answers_for_the_process_and_whoever_is_late_is_told() {
        CaseKey inspection = aCaseThatWaitsForAPerson("1200000000729");
        tasks.claim(taskOf(inspection).id(), "ben");
        String address = CasePages.address(inspection) + "/help/cancel";
        Visitor operator = new Visitor(port).signIn("aisha", PASSWORD);
        assertThat(operator.get(address).statusCode()).isEqualTo(403);
        assertThat(operator.get(CasePages.address(inspection)).body()).doesNotContain("Cancel it");
        Page page = priya.page;
        priya.go(CasePages.address(inspection));
        page.click("text=Cancel it");
        assertThat(page.locator("main")).containsText("The task “Judge finding” is withdrawn, which ben has claimed.");
        assertThat(page.locator("main")).containsText("Nobody visits the meter.");
        onEveryScreen(priya, "cancel-case");
        page.fill("#reason", WHY);
        page.click("main .govuk-button");

        assertThat(page.locator("#case-head")).containsText("Cancelled");
        assertThat(page.locator("#case-live")).containsText(WHY);
        assertThat(page.locator("main")).not().containsText("Help this case");
        priya.isGood("cancelled-case");
        Visitor late = new Visitor(port).signIn("priya", PASSWORD);
        late.get(address);
        late.post(address, Map.of("reason", WHY));
        assertThat(late.get(CasePages.address(inspection)).body())
                .contains("Not done")
                .contains("priya cancelled this case on");
    }

    @Test
    void a_case_goes_on_from_another_step_after_a_trial_that_changes_nothing() {
        CaseKey inspection = aCaseThatWaitsForAPerson("1200000000738");
        CaseKey failed = aCaseThatHasFailed("1200000000747");
        String task = taskOf(inspection).id();
        Visitor operator = new Visitor(port).signIn("aisha", PASSWORD);
        assertThat(operator.get(CasePages.address(inspection) + "/help/move").statusCode())
                .isEqualTo(403);
        Page page = priya.page;
        priya.go(CasePages.address(inspection));
        page.click("text=Move it to another step");
        onEveryScreen(priya, "move-case");
        page.selectOption("#to", "repairDue");
        page.click("text=Try it out");
        assertThat(page.locator("main")).containsText("The task “Judge finding” is withdrawn.");
        assertThat(page.locator("main")).containsText("The case is then at “Repair due”.");
        onEveryScreen(priya, "move-case-tried");
        assertThat(taskOf(inspection).id()).as("a trial changes nothing").isEqualTo(task);
        page.fill("#reason", WHY);
        page.click("text=Move the case");

        assertThat(page.locator("#case-live")).containsText("Moved from “Judge finding” to “Repair due”");
        assertThat(paths.details(inspection).orElseThrow().active()).containsExactly("repairDue");
        page.waitForSelector(".mf-diagram[data-ready]");
        assertThat(page.locator(".mf-diagram .mf-token--changed")).hasCount(1);
        onEveryScreen(priya, "moved-case");
        priya.go(CasePages.address(failed) + "/help/move?to=judgeFinding");
        assertThat(page.locator("main")).containsText("The case is then at “Judge finding”.");
        page.selectOption("#to", "repairDue");
        page.fill("#reason", WHY);
        page.click("text=Move the case");
        assertThat(paths.details(failed).orElseThrow().active()).containsExactly("judgeFinding");
        assertThat(paths.details(failed).orElseThrow().failures()).isEmpty();
        priya.go(CasePages.address(failed) + "/help/move?from=gone&to=repairDue");
        assertThat(page.locator("main")).containsText("The case no longer stands there");
        priya.isGood("move-case-gone");
    }

    private void onEveryScreen(Browser.Visit visit, String name) {
        visit.isGood(name);
        visit.resize(390, 844);
        visit.isGood(name);
        visit.resize(1280, 900);
    }
}
