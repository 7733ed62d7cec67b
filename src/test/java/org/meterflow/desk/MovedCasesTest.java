package org.meterflow.desk;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.RepositoryService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.meterflow.process.CaseKey;
import org.meterflow.process.Timeline;
import org.meterflow.process.engine.CaseVersions;
import org.meterflow.process.engine.ProcessMaps;
import org.meterflow.process.migration.Migration;
import org.meterflow.process.migration.Migrations;
import org.springframework.beans.factory.annotation.Autowired;

/** A mistake in a diagram has been mended, and cases that are under way shall profit from it. */
class MovedCasesTest extends AtTheConsole {

    private static final String WHY = "The finding of the first version was of no use";

    @Autowired
    RepositoryService repository;

    @Autowired
    CaseVersions versions;

    @Autowired
    ProcessMaps maps;

    @Autowired
    Migrations migrations;

    @Autowired
    Timeline timeline;

    private final List<String> deployed = new ArrayList<>();

    @AfterEach
    void formerDiagramsCountAgain() {
        deployed.forEach(each -> repository.deleteDeployment(each, true));
        deployed.clear();
    }

    @Test
    void an_operator_and_a_stranger_to_the_process_may_not_move_cases() {
        people.add("olaf", "Olaf Berg", Set.of(Role.OPERATOR), null, passwords.encode(PASSWORD));
        Visitor operator = new Visitor(port).signIn("olaf", PASSWORD);

        assertThat(operator.get("/processes/meterInspection/move").statusCode()).isEqualTo(403);
        assertThat(operator.get("/processes/meterInspection/map").body())
                .doesNotContain("Move cases to another version");
        assertThat(new Visitor(port)
                        .signIn("priya", PASSWORD)
                        .get("/processes/noSuchProcess/move")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void what_cannot_be_meant_is_said_and_moves_nothing() {
        int now = aVersionInWhich("Judge finding", "Judge the finding");
        CaseKey waiting = aCaseThatWaitsForAPerson("1200000000502");
        int later = aVersionInWhich("Judge finding", "Judge what was found");
        Visitor owner = new Visitor(port).signIn("priya", PASSWORD);
        String address = "/processes/meterInspection/move?from=%s&to=%s";

        assertThat(owner.get(address.formatted(now, now)).body()).contains("Select another version than the one");
        assertThat(owner.get(address.formatted(later, now)).body()).contains("No case runs by version");
        assertThat(owner.get(address.formatted(now, later + 7)).body())
                .contains("Cases move only to the version in force");
        Map<String, String> move = Map.of("from", "" + now, "to", "" + later, "reason", "because");
        var refused = owner.post("/processes/meterInspection/move", move);
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("Enter a reason of at least 10 characters");
        assertThat(versions.running("meterInspection", now, 10)).contains(waiting);
    }

    @Test
    void a_case_goes_on_in_the_other_version_and_its_story_says_who_moved_it_and_why() {
        int now = aVersionInWhich("Judge finding", "Judge the finding");
        CaseKey able = aCaseThatWaitsForAPerson("1200000000511");
        CaseKey unable = aCaseThatWaitsForAPerson("1200000000520");
        tasks.complete(taskOf(unable).id(), Map.of("faulty", "yes", "note", "Its display is dark"), "ben");
        assertThat(paths.details(unable).orElseThrow().active()).containsExactly("repairDue");
        int later = aVersionInWhich("id=\"repairDue\"", "id=\"repairWanted\"", "\"repairDue\"", "\"repairWanted\"");
        Page page = priya.page;
        priya.go("/processes/meterInspection/map");
        page.click("text=Move cases to another version");
        page.selectOption("#from", "" + now);
        page.selectOption("#to", "" + later);
        page.click("text=Try it out");

        assertThat(page.locator("main")).containsText("1 case can move to version " + later + ", 1 cannot.");
        assertThat(page.locator("main")).containsText("It is at “Repair due”, from where it cannot go on");
        assertThat(versions.running("meterInspection", now, 10))
                .as("a trial moves nothing")
                .contains(able, unable);
        priya.isGood("move-cases");
        page.fill("#reason", WHY);
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Move 1 case"))
                .click();

        assertThat(page.locator("#progress")).containsText("Done: 1 moved, 1 stayed.");
        assertThat(page.locator("#progress")).containsText("Stayed. It is at “Repair due”");
        priya.isGood("moved-cases");
        assertThat(versions.running("meterInspection", later, 10)).containsExactly(able);
        assertThat(versions.running("meterInspection", now, 10)).containsExactly(unable);
        priya.go("/cases/meterInspection/" + able.caseId());
        assertThat(page.locator("#case-live")).containsText("Moved to version " + later + " of its diagram");
        assertThat(page.locator("#case-live")).containsText(WHY);
        assertThat(page.locator("#case-live")).containsText("priya");
        assertThat(tasks.complete(taskOf(able).id(), Map.of("faulty", "no", "note", "All is well"), "aisha"))
                .isEmpty();
        assertThat(paths.details(able).orElseThrow().facts().outcome()).isEqualTo("Nothing found");
    }

    @Test
    void asking_twice_for_the_same_moves_each_case_once() {
        int now = aVersionInWhich("Judge finding", "Judge the finding");
        CaseKey waiting = aCaseThatWaitsForAPerson("1200000000539");
        int later = aVersionInWhich("Judge finding", "Judge what was found");

        long first = migrations.start("meterInspection", now, later, WHY, "priya");
        migrations.start("meterInspection", now, later, WHY, "priya");

        await().atMost(Duration.ofMinutes(1))
                .until(() -> migrations.find(first).orElseThrow().ended() != null);
        await().atMost(Duration.ofMinutes(1))
                .until(() -> migrations.of("meterInspection", 5).stream().noneMatch(each -> each.ended() == null));
        assertThat(migrations.of("meterInspection", 5).stream()
                        .mapToLong(Migration::moved)
                        .sum())
                .isGreaterThanOrEqualTo(1);
        assertThat(timeline.of(waiting))
                .filteredOn(entry -> entry.title().startsWith("Moved to version"))
                .hasSize(1);
    }

    /** @param replaced pairs: what stands in the diagram, and what instead */
    private int aVersionInWhich(String... replaced) {
        String diagram = ChangedInspection.unchanged();
        for (int at = 0; at < replaced.length; at += 2) {
            diagram = diagram.replace(replaced[at], replaced[at + 1]);
        }
        deployed.add(0, ChangedInspection.deployed(repository, diagram));
        return maps.all().stream()
                .filter(process -> process.key().equals("meterInspection"))
                .findFirst()
                .orElseThrow()
                .version();
    }
}
