package org.meterflow.desk;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.junit.jupiter.api.Test;
import org.meterflow.process.CaseKey;
import org.meterflow.process.FailureCause;
import org.meterflow.process.ProcessSummary;
import org.meterflow.process.StepCount;
import org.meterflow.process.Timeline;
import org.meterflow.process.TimelineEntry;
import org.meterflow.process.engine.FailureCauses;
import org.meterflow.process.engine.ProcessMaps;
import org.meterflow.process.engine.Troubles;
import org.meterflow.process.help.SuspendedCases;
import org.springframework.beans.factory.annotation.Autowired;

/** Steps that failed for one cause are one line; one of them is tried first, then all, and each says what came of it. */
class FailuresTest extends AtTheConsole {

    private static final Pattern ONCE = Pattern.compile("name=\"once\" value=\"([^\"]+)\"");
    private static final String WHY = "The gate has been opened";

    @Autowired
    ManagementService management;

    @Autowired
    FailureCauses causes;

    @Autowired
    Troubles troubles;

    @Autowired
    ProcessMaps maps;

    @Autowired
    SuspendedCases suspended;

    @Autowired
    Timeline timeline;

    @Test
    void cases_that_fail_for_one_reason_are_one_line_and_every_page_counts_them_alike() {
        List<CaseKey> failed = Stream.of(1, 2, 3)
                .map(number -> aCaseGivenUp("Ladder " + number + " leans at door 4b7-" + number))
                .toList();
        CaseKey retrying = aCaseThatHasFailed("1200000000804");
        setRetries(job(retrying), 1000);

        FailureCause cause = cause("Ladder … leans at door …");
        assertThat(cause.trouble().incidents()).isEqualTo(3);
        assertThat(cause.trouble().retrying()).isZero();
        assertThat(cause.cases()).isEqualTo(3);
        assertThat(cause.first()).isBeforeOrEqualTo(cause.last());
        assertThat(causes.steps(cause.id(), 2, 2)).hasSize(1);
        await().untilAsserted(this::everyPageCountsAlike);
        assertThat(causes.all("changeOfSupplier", 10, 0)).isEmpty();
        assertThat(troubles.ofCases(
                        MeterInspection.KEY,
                        failed.stream().map(CaseKey::caseId).toList()))
                .hasSize(3);
        assertThat(new Visitor(port)
                        .signIn("aisha", PASSWORD)
                        .get("/find?q=12000000008")
                        .statusCode())
                .isEqualTo(200);
        inspections.openTheRoad(retrying.caseId());
    }

    private void everyPageCountsAlike() {
        List<FailureCause> all = causes.all(MeterInspection.KEY, 1000, 0);
        ProcessSummary home = maps.all().stream()
                .filter(each -> each.key().equals(MeterInspection.KEY))
                .findFirst()
                .orElseThrow();
        List<StepCount> map = maps.tokens(MeterInspection.KEY, null);
        assertThat(all.stream().mapToLong(each -> each.trouble().incidents()).sum())
                .isEqualTo(home.incidents())
                .isEqualTo(map.stream().mapToLong(StepCount::incidents).sum())
                .isEqualTo(causes.total(MeterInspection.KEY).incidents());
        assertThat(all.stream().mapToLong(each -> each.trouble().retrying()).sum())
                .isEqualTo(home.retrying())
                .isEqualTo(map.stream().mapToLong(StepCount::retrying).sum())
                .isPositive();
    }

    @Test
    void nobody_retries_all_before_one_has_passed_and_passed_means_that_the_step_ran() {
        people.add("mona", "Mona Field", Set.of(Role.MANAGER), null, passwords.encode(PASSWORD));
        List<CaseKey> failed = Stream.of(1, 2, 3)
                .map(number -> aCaseGivenUp("Gate " + number + " is locked"))
                .toList();
        CaseKey atRest = aCaseGivenUp("Gate 4 is locked");
        suspended.suspend(atRest, "The house is being looked for", "priya");
        String address = "/failures/" + cause("Gate … is locked").id();
        Visitor manager = new Visitor(port).signIn("mona", PASSWORD);
        assertThat(manager.get(address).body()).contains("Gate … is locked").doesNotContain("Try one");
        assertThat(manager.post(address, form("one", UUID.randomUUID().toString(), WHY))
                        .statusCode())
                .isEqualTo(403);
        Visitor operator = new Visitor(port).signIn("aisha", PASSWORD);
        assertThat(operator.get("/failures/0123456789abcdef").statusCode()).isEqualTo(404);
        assertThat(operator.get(address).body()).contains("Try one").doesNotContain("Try all");
        assertThat(operator.post(address, form("one", UUID.randomUUID().toString(), "why"))
                        .statusCode())
                .isEqualTo(422);
        operator.post(address, form("all", UUID.randomUUID().toString(), WHY));
        assertThat(operator.get("/failures").body()).contains("Try one first");

        assertThat(results(operator, retried(operator, address, "one"))).contains("Failed again", "Gate 1 is locked");
        assertThat(operator.get(address).body()).doesNotContain("Try all");
        assertThat(paths.details(failed.get(0)).orElseThrow().failures()).hasSize(1);

        failed.forEach(key -> inspections.openTheRoad(key.caseId()));
        assertThat(results(operator, retried(operator, address, "one")))
                .contains("1 passed, 0 failed again, 0 not tried, 0 still to do, of 1");
        assertThat(paths.details(failed.get(0)).orElseThrow().active()).containsExactly("judgeFinding");
        assertThat(paths.details(failed.get(1)).orElseThrow().failures()).hasSize(1);

        String once = once(operator.get(address).body());
        String first = location(operator.post(address, form("all", once, WHY)));
        assertThat(location(operator.post(address, form("all", once, WHY))))
                .as("sent twice, done once")
                .isEqualTo(first);
        assertThat(results(operator, first)).contains("2 passed, 0 failed again, 0 not tried, 0 still to do, of 2");
        failed.forEach(key -> assertThat(timeline.of(key))
                .filteredOn(entry -> entry.title().equals("Retried “Book visit”"))
                .allSatisfy(entry -> assertThat(entry.actor()).isEqualTo("aisha"))
                .extracting(TimelineEntry::detail)
                .contains(WHY));
        assertThat(timeline.of(atRest)).noneMatch(entry -> entry.title().startsWith("Retried"));
        assertThat(operator.get(address).body())
                .as("a bulk retry needs a trial of its own")
                .doesNotContain("Try all");
    }

    @Test
    void what_was_under_way_when_the_platform_was_stopped_goes_on() {
        CaseKey left = aCaseGivenUp("Dog 7 barks");
        CaseKey suspendedMeanwhile = aCaseGivenUp("Dog 8 barks");
        FailureCause cause = cause("Dog … barks");
        inspections.openTheRoad(left.caseId());
        suspended.suspend(suspendedMeanwhile, "The house is being looked for", "priya");
        long retry = jdbc.sql(
                        "insert into failure_retry"
                                + " (once, cause, process, element, sentence, trial, reason, asked_by, asked_at, ended)"
                                + " values (gen_random_uuid(), ?, ?, 'bookVisit', ?, false, ?, 'ben', now(), now()) returning id")
                .params(cause.id(), MeterInspection.KEY, cause.sentence(), WHY)
                .query(Long.class)
                .single();
        step(retry, job(left), left, "RUNNING");
        step(retry, "long-gone", left, "RUNNING");
        step(retry, job(suspendedMeanwhile), suspendedMeanwhile, "WAITING");
        jdbc.sql("update failure_retry set ended = null where id = ?")
                .param(retry)
                .update();

        Visitor operator = new Visitor(port).signIn("aisha", PASSWORD);
        assertThat(results(operator, "/failures/retries/" + retry))
                .contains("1 passed, 0 failed again, 2 not tried, 0 still to do, of 3")
                .contains("Meterflow was stopped while it ran", "The case is suspended");
        assertThat(paths.details(left).orElseThrow().active()).containsExactly("judgeFinding");
    }

    @Test
    void the_pages_of_failures_fit_every_screen() {
        List<CaseKey> failed = Stream.of(1, 2)
                .map(number -> aCaseGivenUp("Scaffold " + number + " hides the meter box"))
                .toList();
        FailureCause cause = cause("Scaffold … hides the meter box");
        Page page = aisha.page;
        aisha.go("/failures");
        onEveryScreen("failures");
        page.click("text=" + cause.sentence());
        onEveryScreen("failure");
        page.click("text=Details of one of them");
        onEveryScreen("failure-details");
        page.click("text=Try one");
        assertThat(page.locator("main")).containsText("Enter a reason of at least 10 characters");
        aisha.isGood("failure-without-reason");
        failed.forEach(key -> inspections.openTheRoad(key.caseId()));
        page.fill("#reason", WHY);
        page.click("text=Try one");
        assertThat(page.locator("#progress")).containsText("Done: 1 passed");
        onEveryScreen("failure-tried");
        page.click("text=Try the other one");
        onEveryScreen("failure-proven");
        page.fill("#reason", WHY);
        page.click("text=Try all 1");
        assertThat(page.locator("#progress")).containsText("Done: 1 passed");
        page.click(".govuk-back-link");
        assertThat(page.locator("main")).containsText("No step fails for this reason now.");
        onEveryScreen("failure-mended");
    }

    private CaseKey aCaseGivenUp(String sentence) {
        CaseKey key = inspections.askWhereSomethingStandsInTheWay(
                UUID.randomUUID().toString().substring(0, 8), "1200000000803", sentence);
        await().atMost(Duration.ofMinutes(1))
                .until(() -> !paths.details(key).orElseThrow().failures().isEmpty());
        setRetries(job(key), 0);
        return key;
    }

    private void setRetries(String job, int retries) {
        await().ignoreException(OptimisticLockingException.class).until(() -> {
            management.setJobRetries(job, retries);
            return true;
        });
    }

    private String job(CaseKey key) {
        return paths.details(key).orElseThrow().failures().get(0).jobId();
    }

    private FailureCause cause(String sentence) {
        return causes.all(null, 1000, 0).stream()
                .filter(each -> each.sentence().equals(sentence))
                .findFirst()
                .orElseThrow();
    }

    private void step(long retry, String job, CaseKey key, String outcome) {
        jdbc.sql("insert into retried_step (retry, job, process, case_id, step, outcome)"
                        + " values (?, ?, ?, ?, 'Book visit', ?)")
                .params(retry, job, key.process(), key.caseId(), outcome)
                .update();
    }

    private static Map<String, String> form(String which, String once, String reason) {
        return Map.of("which", which, "once", once, "reason", reason);
    }

    private static String retried(Visitor visitor, String address, String which) {
        String once = once(visitor.get(address).body());
        return location(visitor.post(address, form(which, once, WHY)));
    }

    private static String once(String page) {
        Matcher found = ONCE.matcher(page);
        assertThat(found.find()).isTrue();
        return found.group(1);
    }

    private static String location(HttpResponse<String> answer) {
        return answer.headers().firstValue("Location").orElseThrow();
    }

    private static String results(Visitor visitor, String address) {
        return await().atMost(Duration.ofSeconds(30))
                .until(() -> visitor.get(address).body(), page -> page.contains("Done: "));
    }

    private void onEveryScreen(String name) {
        aisha.isGood(name);
        aisha.resize(390, 844);
        aisha.isGood(name);
        aisha.resize(1280, 900);
    }
}
