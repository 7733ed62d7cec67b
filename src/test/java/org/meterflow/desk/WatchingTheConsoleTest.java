package org.meterflow.desk;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.meterflow.process.CaseKey;

/** Maps, cases and times that follow what happens while somebody looks. */
class WatchingTheConsoleTest extends AtTheConsole {

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
}
