package org.meterflow.desk;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.util.Objects.requireNonNull;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.meterflow.process.CaseKey;
import org.meterflow.process.StoryKind;
import org.meterflow.process.Timeline;
import org.springframework.beans.factory.annotation.Autowired;

/** Pages whose answers come late or not at all: what they show in the end is what is so. */
class SlowNetworkTest extends AtTheConsole {

    private static final Predicate<String> A_REFRESH =
            address -> address.contains("/cases/") || address.contains("/map") || address.contains("/inbox");

    @Autowired
    Timeline timeline;

    private Browser.Visit visit;
    private Page page;

    @BeforeEach
    void somebodyIsFarAway() {
        visit = browser.signedIn("aisha", PASSWORD);
        page = visit.page;
    }

    @AfterEach
    void theyLeave() {
        page.unrouteAll();
        visit.close();
    }

    @Test
    void a_case_shows_the_last_news_though_an_earlier_look_at_it_took_long() {
        CaseKey inspection = aCaseThatWaitsForAPerson("1200000000131");
        open("/cases/meterInspection/" + inspection.caseId(), "case");
        SlowAnswer slow = theNextAnswerIsSlow();

        note(inspection, "The van is on its way");
        slow.isHeldBack();
        int before = newsHeard();
        note(inspection, "The van has arrived");
        page.waitForCondition(() -> newsHeard() > before);
        slow.arrives();

        assertThat(page.locator(".mf-timeline")).containsText("The van has arrived");
    }

    @Test
    void a_map_shows_the_last_news_though_an_earlier_look_at_it_took_long() {
        aCaseThatWaitsForAPerson("1200000000140");
        CaseKey inspection = aCaseThatWaitsForAPerson("1200000000158");
        open("/processes/meterInspection/map", "tokens");
        Locator waiting = page.locator("tr[data-step='judgeFinding'] td").nth(1);
        int before = Integer.parseInt(waiting.textContent());
        SlowAnswer slow = theNextAnswerIsSlow();

        aCaseThatWaitsForAPerson("1200000000166");
        slow.isHeldBack();
        int heard = newsHeard();
        tasks.complete(taskOf(inspection).id(), Map.of("faulty", "yes", "note", "Dark"), "ben");
        page.waitForCondition(() -> newsHeard() > heard);
        slow.arrives();

        assertThat(page.locator("tr[data-step='repairDue']")).isVisible();
        assertThat(waiting).hasText(String.valueOf(before));
    }

    @Test
    void a_search_ends_with_what_was_typed_last_though_an_earlier_answer_took_long() {
        aCaseThatWaitsForAPerson("1200000000174");
        aCaseThatWaitsForAPerson("1200000000182");
        open("/inbox?view=all", "tasks");
        Locator search = page.locator("#q");
        Locator rows = page.locator("tr[data-row]");
        SlowAnswer slow = theNextAnswerIsSlow();

        search.pressSequentially("12000000001");
        slow.isHeldBack();
        search.pressSequentially("7");
        page.waitForTimeout(600);
        search.pressSequentially("4");
        page.waitForTimeout(600);
        slow.arrives();

        assertThat(rows).hasCount(1);
        assertThat(rows).containsText("174");
    }

    @Test
    void a_claim_that_fails_shows_why() {
        CaseKey inspection = aCaseThatWaitsForAPerson("1200000000208");
        open("/inbox?view=team&q=1200000000208", "tasks");
        page.route(
                address -> address.endsWith("/claim"),
                route -> route.fulfill(new Route.FulfillOptions()
                        .setStatus(500)
                        .setContentType("text/html")
                        .setBody("<h1>Sorry, there is a problem</h1>")));

        page.locator("#row-" + taskOf(inspection).id() + " [data-claim]").click();

        assertThat(page.locator("h1")).hasText("Sorry, there is a problem");
    }

    @Test
    void a_page_that_could_not_be_refreshed_catches_up_by_itself() {
        CaseKey inspection = aCaseThatWaitsForAPerson("1200000000190");
        open("/cases/meterInspection/" + inspection.caseId(), "case");
        AtomicInteger refreshes = new AtomicInteger();
        page.route(A_REFRESH, route -> {
            switch (refreshes.incrementAndGet()) {
                case 1 -> route.abort();
                case 2 ->
                    route.fulfill(new Route.FulfillOptions().setStatus(500).setBody("<h1>Sorry</h1>"));
                default -> route.resume();
            }
        });

        note(inspection, "The van has arrived");

        page.waitForCondition(() -> refreshes.get() >= 2);
        assertThat(page.locator(".mf-timeline")).containsText("Visit booked");
        assertThat(page.locator(".mf-timeline")).containsText("The van has arrived");
    }

    @Test
    void a_page_that_nobody_sees_gives_up_its_line_and_catches_up_when_it_is_seen_again() {
        CaseKey inspection = aCaseThatWaitsForAPerson("1200000000216");
        open("/cases/meterInspection/" + inspection.caseId(), "case");
        AtomicInteger ended = new AtomicInteger();
        page.onRequestFailed(request -> ended.addAndGet(request.url().contains("/stream") ? 1 : 0));

        becomes("hidden");
        page.waitForCondition(() -> ended.get() >= 1);
        note(inspection, "The van has arrived");
        becomes("visible");

        assertThat(page.locator(".mf-live")).hasText("Live");
        assertThat(page.locator(".mf-timeline")).containsText("The van has arrived");
    }

    private void becomes(String state) {
        page.evaluate("""
                state => {
                  Object.defineProperty(document, 'visibilityState', { value: state, configurable: true });
                  document.dispatchEvent(new Event('visibilitychange'));
                }""", state);
    }

    private void open(String path, String topic) {
        visit.go(path);
        assertThat(page.locator(".mf-live")).hasText("Live");
        page.evaluate(
                "topic => { window.heard = 0; document.body.addEventListener(topic, () => window.heard++); }", topic);
    }

    private int newsHeard() {
        return (Integer) page.evaluate("window.heard");
    }

    private void note(CaseKey inspection, String title) {
        timeline.note(inspection, StoryKind.NOTICE, title, "", Timeline.PLATFORM);
    }

    /** The server answers what the page asks next, but the answer arrives when the test lets it. */
    private SlowAnswer theNextAnswerIsSlow() {
        SlowAnswer slow = new SlowAnswer();
        page.route(A_REFRESH, slow::answer);
        return slow;
    }

    private final class SlowAnswer {

        private @Nullable Route asked;
        private @Nullable APIResponse answer;

        private void answer(Route route) {
            if (asked != null) {
                route.resume();
                return;
            }
            answer = route.fetch();
            asked = route;
        }

        void isHeldBack() {
            page.waitForCondition(() -> asked != null);
        }

        void arrives() {
            requireNonNull(asked).fulfill(new Route.FulfillOptions().setResponse(answer));
        }
    }
}
