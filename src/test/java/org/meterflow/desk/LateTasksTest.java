package org.meterflow.desk;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.meterflow.calendar.DemoClock;
import org.meterflow.process.CaseKey;
import org.meterflow.process.Timeline;
import org.meterflow.process.TimelineEntry;
import org.meterflow.process.WorkItem;
import org.meterflow.process.escalation.Escalations;
import org.springframework.beans.factory.annotation.Autowired;

/** A task has ninety minutes, and nobody does it. */
class LateTasksTest extends AtTheConsole {

    private static final Duration TIME = Duration.ofMinutes(90);

    @Autowired
    Escalations escalations;

    @Autowired
    Timeline timeline;

    @Autowired
    Clock clock;

    @Test
    void a_task_is_brought_up_once_at_each_share_of_its_time_and_stays_to_be_done() {
        CaseKey inspection = aCaseThatWaitsForAPerson("1200000000465");
        WorkItem task = taskOf(inspection);

        escalations.look();
        assertThat(told(inspection)).isEmpty();

        goOn(TIME.dividedBy(2).plusSeconds(1));
        goOn(TIME.dividedBy(10));
        assertThat(told(inspection)).containsExactly("50% of its time has gone.");

        goOn(TIME);
        assertThat(told(inspection)).containsExactly("50% of its time has gone.", "Not done in time.");
        assertThat(taskOf(inspection).id()).isEqualTo(task.id());
    }

    @Test
    void after_twice_its_time_it_is_on_the_list_of_those_who_answer_for_all_teams() {
        CaseKey inspection = aCaseThatWaitsForAPerson("1200000000474");
        goOn(Duration.ofDays(60));

        assertThat(told(inspection))
                .containsExactly(
                        "Not done, and 200% of its time has gone. It is on the list of those who answer for all teams.");
        priya.go("/");
        assertThat(priya.page.locator("main")).containsText("waited for twice");
        priya.go("/teams");
        priya.isGood("teams-far-too-late");
        assertThat(priya.page.locator("section[aria-labelledby=late]")).containsText("1200000000474");

        tasks.complete(taskOf(inspection).id(), Map.of("faulty", "no", "note", "All is well"), "aisha");
        priya.go("/teams");
        assertThat(priya.page.locator("main")).not().containsText("1200000000474");
    }

    private void goOn(Duration time) {
        ((DemoClock) clock).advance(time);
        escalations.look();
    }

    private List<String> told(CaseKey inspection) {
        return timeline.of(inspection).stream()
                .filter(entry -> entry.title().equals("Judge finding"))
                .filter(entry -> entry.actor().equals(Timeline.PLATFORM))
                .map(TimelineEntry::detail)
                .toList();
    }
}
