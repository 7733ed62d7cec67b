package org.meterflow.desk;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.time.Duration;
import java.util.Set;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.meterflow.process.WorkItem;
import org.springframework.beans.factory.annotation.Autowired;

/** An administrator gives a team and takes it, and the people concerned see it at once. */
class TeamsAtTheConsoleTest extends AtTheConsole {

    @Autowired
    TaskService engine;

    @Autowired
    RuntimeService running;

    /** The pages list the oldest tasks that nobody can do: those of this class alone. */
    @BeforeAll
    void whatOthersHaveLeftIsNotThere() {
        await().atMost(Duration.ofMinutes(1)).ignoreExceptions().until(() -> {
            running.createProcessInstanceQuery()
                    .rootProcessInstances()
                    .list()
                    .forEach(each -> running.deleteProcessInstance(each.getId(), "left", true, true, true));
            return running.createProcessInstanceQuery().count() == 0;
        });
    }

    @AfterEach
    void theTeamsAreAsBefore() {
        for (String name : Set.of("aisha", "priya", "ben")) {
            members.set(name, Set.of("operations"), "priya");
        }
    }

    @Test
    void somebody_in_another_team_is_told_whose_task_it_is_and_keeps_what_they_typed() {
        WorkItem task = taskOf(aCaseThatWaitsForAPerson("1200000000616"));
        aisha.go("/tasks/" + task.id());
        aisha.page.fill("#note", "Its display is dark");
        members.set("aisha", Set.of("switching"), "priya");

        aisha.page.click("text=Complete task");

        assertThat(aisha.page.locator("h1")).hasText("This task is for another team");
        assertThat(aisha.page.locator("main")).containsText("for the team Operations desk, and you are not in it");
        assertThat(aisha.page.locator("main")).containsText("Its display is dark");
        onEveryScreen(aisha, "task-of-another-team");
        aisha.go("/inbox");
        assertThat(aisha.page.locator("main")).containsText("Tasks for Switching");
        members.set("aisha", Set.of(), "priya");
        aisha.go("/inbox");
        assertThat(aisha.page.locator(".mf-empty")).containsText("You are in no team");
        onEveryScreen(aisha, "inbox-without-a-team");
    }

    @Test
    void an_administrator_sees_that_a_team_has_nobody_and_puts_somebody_into_it() {
        aCaseThatWaitsForAPerson("1200000000625");
        for (String name : Set.of("aisha", "priya", "ben")) {
            members.set(name, Set.of(), "priya");
        }
        people.add("noor", "Noor Aziz", Set.of(Role.OPERATOR), null, passwords.encode(PASSWORD));
        Page page = priya.page;
        priya.go("/");
        onEveryScreen(priya, "home-with-stranded-tasks");
        page.click("text=/waits? for (a team|teams) that nobody is in/");
        assertThat(page.locator("main")).containsText("Tasks that nobody can do");
        onEveryScreen(priya, "teams-with-stranded-tasks");

        priya.go("/people/noor");
        page.check("text=Operations desk");
        onEveryScreen(priya, "person-with-teams");
        page.click("main form button:has-text('Save')");

        assertThat(page.locator("main tr[data-row]").filter(new Locator.FilterOptions().setHasText("Noor Aziz")))
                .containsText("Operations desk");
        onEveryScreen(priya, "people-with-teams");
        page.click("main >> text=Teams >> nth=0");
        assertThat(page.locator("main")).not().containsText("Tasks that nobody can do");
        assertThat(page.locator("#team-operations")).containsText("Noor Aziz");
        onEveryScreen(priya, "teams");

        page.click("#team-operations button");

        assertThat(page.locator(".govuk-notification-banner"))
                .containsText("noor is no longer in the team Operations desk");
        assertThat(members.teamsOf("noor")).isEmpty();
        priya.go("/people/noor");
        assertThat(page.locator("#history + table")).containsText("priya");
        onEveryScreen(priya, "person-with-a-former-team");
    }

    @Test
    void a_task_for_a_team_that_there_is_not_is_given_to_one_by_a_click() {
        WorkItem task = taskOf(aCaseThatWaitsForAPerson("1200000000634"));
        engine.deleteCandidateGroup(task.id(), "operations");
        engine.addCandidateGroup(task.id(), "street-works");
        Page page = priya.page;
        priya.go("/teams");
        assertThat(page.locator("main")).containsText("There is no team street-works");
        onEveryScreen(priya, "teams-with-a-task-of-none");

        page.selectOption("#give-" + task.id(), "operations");
        page.click("main form:has(#give-" + task.id() + ") button");

        assertThat(page.locator(".govuk-notification-banner"))
                .containsText("Judge finding is now a task of the team Operations desk");
        assertThat(tasks.open(task.id(), "aisha")).isPresent();
    }

    private static void onEveryScreen(Browser.Visit visit, String name) {
        visit.isGood(name);
        visit.resize(390, 844);
        visit.isGood(name);
        visit.resize(1280, 900);
    }
}
