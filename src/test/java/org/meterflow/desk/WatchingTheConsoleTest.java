package org.meterflow.desk;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.RepositoryService;
import org.junit.jupiter.api.Test;
import org.meterflow.calendar.BusinessCalendar;
import org.meterflow.calendar.DemoClock;
import org.meterflow.process.CaseKey;
import org.springframework.beans.factory.annotation.Autowired;

/** Maps, cases and times that follow what happens while somebody looks. */
class WatchingTheConsoleTest extends AtTheConsole {

    @Autowired
    RepositoryService repository;

    @Autowired
    ManagementService management;

    @Autowired
    DemoClock clock;

    @Test
    void the_map_shows_where_cases_are_and_follows_them() {
        CaseKey inspection = aCaseThatWaitsForAPerson("1200000000088");
        aisha.go("/processes/meterInspection/map");
        Locator token = aisha.page.locator("[data-container-id='judgeFinding'] .mf-token");
        assertThat(token).isVisible();
        int before = Integer.parseInt(token.textContent());
        assertThat(aisha.page.locator("tr[data-step='judgeFinding'] td").nth(1)).hasText(String.valueOf(before));

        tasks.complete(taskOf(inspection).id(), Map.of("faulty", "yes", "note", "Dark"), "aisha");

        assertThat(aisha.page.locator("[data-container-id='repairDue'] .mf-token"))
                .isVisible();
        assertThat(aisha.page.locator("tr[data-step='repairDue']")).isVisible();
        aisha.isGood("process-map-live");
    }

    @Test
    void the_map_is_walked_with_the_arrow_keys_and_spoken() {
        aCaseThatWaitsForAPerson("1200000000097");
        aisha.go("/processes/meterInspection/map");
        aisha.page.waitForSelector(".mf-diagram[data-painted]");
        aisha.page.focus("#diagram");
        Locator spoken = aisha.page.locator("#step");

        aisha.page.keyboard().press("ArrowRight");
        assertThat(spoken).hasText("Inspection asked for, start event");
        aisha.page.keyboard().press("ArrowRight");
        aisha.page.keyboard().press("ArrowRight");
        assertThat(spoken).containsText("Judge finding, user task");
        assertThat(spoken).containsText("running");
        aisha.page.keyboard().press("ArrowRight");
        aisha.page.keyboard().press("ArrowRight");
        assertThat(spoken).containsText("Repair due");
        aisha.page.keyboard().press("ArrowDown");
        assertThat(spoken).containsText("Nothing found");
        aisha.page.keyboard().press("ArrowLeft");
        aisha.page.keyboard().press("ArrowLeft");
        aisha.page.keyboard().press("Enter");
        assertThat(aisha.page.locator("h1")).hasText("Cases");
        assertThat(aisha.path()).contains("step=judgeFinding");
    }

    @Test
    void a_case_shows_its_path_and_moves_on_before_ones_eyes() {
        CaseKey inspection = aCaseThatWaitsForAPerson("1200000000105");
        aisha.go("/cases?q=1200000000105");
        assertThat(aisha.path()).isEqualTo("/cases/meterInspection/" + inspection.caseId());
        assertThat(aisha.page.locator(".mf-timeline")).containsText("Visit booked");
        assertThat(aisha.page.locator("g.mf-active[data-element-id='judgeFinding']"))
                .isVisible();
        assertThat(aisha.page.locator("g.mf-passed[data-element-id='bookVisit']"))
                .isVisible();

        tasks.complete(taskOf(inspection).id(), Map.of("faulty", "no", "note", "It was the fuse"), "ben");

        assertThat(aisha.page.locator(".mf-timeline")).containsText("It was the fuse");
        assertThat(aisha.page.locator("#case-head")).containsText("Nothing found");
        assertThat(aisha.page.locator("g.mf-passed[data-element-id='nothingFound']"))
                .isVisible();
        assertThat(aisha.page.locator("g.mf-passed[data-element-id='no']")).hasCount(1);
        assertThat(aisha.page.locator("g.mf-passed[data-element-id='yes']")).hasCount(0);
    }

    @Test
    void the_demos_clock_is_moved_and_every_page_follows() {
        CaseKey inspection = aCaseThatWaitsForAPerson("1200000000123");
        aisha.go("/tasks/" + taskOf(inspection).id());
        assertThat(aisha.page.locator("h1 + time")).containsText("left");
        assertThat(aisha.page.locator(".mf-live")).hasText("Live");

        Locator banner = priya.page.locator(".govuk-notification-banner");
        priya.page.click("text=+ 1 hour");
        assertThat(banner).containsText("It is now");
        String first = banner.textContent();
        priya.page.click("text=+ 1 hour");

        assertThat(aisha.page.locator("h1 + time")).containsText("overdue");
        assertThat(banner).not().hasText(first);
        assertThat(banner).containsText("It is now");
        priya.isGood("home-after-the-clock-moved");
    }

    @Test
    void a_step_on_the_map_opens_its_cases_by_a_click() {
        aCaseThatWaitsForAPerson("1200000000307");
        aisha.go("/processes/meterInspection/map");
        aisha.page.waitForSelector(".mf-diagram[data-painted]");

        aisha.page.click("g[data-element-id='judgeFinding'] .djs-hit");

        assertThat(aisha.page.locator("h1")).hasText("Cases");
        assertThat(aisha.path()).contains("step=judgeFinding");
    }

    @Test
    void a_case_and_its_task_are_drawn_in_the_version_by_which_they_run() throws Exception {
        CaseKey earlier = aCaseThatWaitsForAPerson("1200000000315");
        int version = aLaterVersionIsDeployed();
        CaseKey later = aCaseThatWaitsForAPerson("1200000000323");
        Locator onlyInTheLater = aisha.page.locator("g[data-element-id='sinceLater']");

        look("/cases/meterInspection/" + earlier.caseId());
        assertThat(onlyInTheLater).hasCount(0);
        look("/tasks/" + taskOf(earlier).id());
        assertThat(onlyInTheLater).hasCount(0);
        look("/cases/meterInspection/" + later.caseId());
        assertThat(onlyInTheLater).hasCount(1);
        look("/tasks/" + taskOf(later).id());
        assertThat(onlyInTheLater).hasCount(1);

        look("/processes/meterInspection/map");
        assertThat(onlyInTheLater).hasCount(1);
        aisha.isGood("process-map-of-several-versions");
        aisha.page.click("main a >> text=version " + (version - 1));
        assertThat(aisha.page.locator("#steps")).containsText("You see cases on version " + (version - 1));
        aisha.page.waitForSelector(".mf-diagram[data-ready]");
        assertThat(onlyInTheLater).hasCount(0);
    }

    @Test
    void a_step_that_is_tried_again_is_counted_wherever_its_state_is_shown_and_so_is_one_given_up() {
        CaseKey failing = aCaseThatHasFailed("1200000000331");
        String job = paths.details(failing).orElseThrow().failures().get(0).jobId();
        management.setJobRetries(job, 1000);

        itIsShownAs("Retrying", failing);
        assertThat(aisha.page.locator("#case-head")).containsText("Meterflow is retrying it");
        aisha.isGood("case-retrying");
        look("/processes/meterInspection/map");
        assertThat(aisha.page.locator("[data-container-id='bookVisit'] .mf-token--retrying"))
                .isVisible();
        aisha.isGood("process-map-retrying");

        await().ignoreException(OptimisticLockingException.class).until(() -> {
            management.setJobRetries(job, 0);
            return true;
        });
        itIsShownAs("Failed", failing);
        assertThat(aisha.page.locator("#case-head")).containsText("Meterflow has stopped retrying it");
        inspections.openTheRoad(failing.caseId());
    }

    private void itIsShownAs(String state, CaseKey failing) {
        aisha.go("/");
        assertThat(count("tr:has-text('Meter inspection')", state)).not().hasText("0");
        aisha.go("/processes");
        assertThat(count("tr:has-text('Meter inspection')", state)).not().hasText("0");
        aisha.go("/processes/meterInspection/map");
        assertThat(count("tr[data-step='bookVisit']", state)).not().hasText("0");
        assertThat(aisha.page.locator("#steps h2")).not().containsText(" 0 " + state.toLowerCase(Locale.UK));
        aisha.go("/cases?process=meterInspection&step=bookVisit");
        assertThat(aisha.page.locator("tr:has-text('" + failing.caseId() + "')"))
                .containsText(state);
        aisha.go("/cases/meterInspection/" + failing.caseId());
        assertThat(aisha.page.locator("#case-head")).containsText(state);
    }

    private Locator count(String row, String column) {
        return aisha.page.locator(row + " td[data-label='" + column + "']");
    }

    @Test
    void a_page_that_has_lost_its_line_says_from_when_its_data_are_in_the_platforms_time() {
        aisha.go("/inbox");
        assertThat(aisha.page.locator(".mf-live")).hasText("Live");
        clock.advance(Duration.ofMinutes(95));
        String before = onTheWall(clock.instant());
        assertThat(aisha.page.locator(".mf-demo time")).containsText(", " + before.substring(0, 4));

        aisha.page.evaluate("""
                Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true });
                document.dispatchEvent(new Event('visibilitychange'));""");

        assertThat(aisha.page.locator(".mf-live")).containsText("data from ");
        assertThat(aisha.page.locator(".mf-live").textContent().replaceAll(".* ", ""))
                .isIn(before, onTheWall(clock.instant().minusSeconds(60)), onTheWall(clock.instant()));
    }

    private static String onTheWall(Instant instant) {
        return DateTimeFormatter.ofPattern("HH:mm").format(instant.atZone(BusinessCalendar.LONDON));
    }

    private void look(String path) {
        aisha.go(path);
        aisha.page.waitForSelector(".mf-diagram[data-ready]");
    }

    private int aLaterVersionIsDeployed() {
        String diagram = ChangedInspection.unchanged();
        repository
                .createDeployment()
                .addString(
                        "later.bpmn",
                        diagram.replace(
                                        "</bpmn:process>",
                                        "<bpmn:textAnnotation id='sinceLater'><bpmn:text>Later</bpmn:text>"
                                                + "</bpmn:textAnnotation></bpmn:process>")
                                .replace(
                                        "</bpmndi:BPMNPlane>",
                                        "<bpmndi:BPMNShape id='sinceLater_di' bpmnElement='sinceLater'>"
                                                + "<dc:Bounds x='160' y='200' width='100' height='30'/>"
                                                + "</bpmndi:BPMNShape></bpmndi:BPMNPlane>"))
                .deploy();
        return repository
                .createProcessDefinitionQuery()
                .processDefinitionKey("meterInspection")
                .latestVersion()
                .singleResult()
                .getVersion();
    }
}
