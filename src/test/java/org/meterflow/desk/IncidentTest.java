package org.meterflow.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.meterflow.messages.OutboxEntry;
import org.meterflow.process.CaseKey;
import org.meterflow.process.FieldError;
import org.meterflow.process.Timeline;
import org.meterflow.process.TimelineEntry;
import org.meterflow.process.WorkItem;
import org.meterflow.process.escalation.Escalations;
import org.meterflow.process.kit.StartedByPeople.Started;
import org.meterflow.simulator.MarketApi;
import org.springframework.beans.factory.annotation.Autowired;

/** Incidents from their raising to their closing: Ivy is in the teams that take them on, Cedar Energy is concerned. */
class IncidentTest extends CasesOfIvy {

    private static final Map<String, String> TOP_UPS = Map.of(
            "title",
            "Top-ups fail",
            "description",
            "Every second top-up has failed since nine",
            "topUpsFailing",
            "7.5");
    private static final Map<String, String> ONE_SITE =
            Map.of("title", "A display is dark", "description", "The display in one home shows nothing");
    private static final Map<String, String> TAKEN_ON =
            Map.of("decision", "takeOn", "note", "We are looking at the vending link");

    @Autowired
    Escalations escalations;

    @Autowired
    Timeline timeline;

    IncidentTest() {
        super("SP-CEDAR", "Cedar Energy", "CEDR", Set.of("dcc-toc", "dcc-ops", "dcc-security", "operations"));
    }

    @Test
    void a_form_that_names_no_such_device_or_party_raises_nothing() {
        Started started = starts.start(
                "incident",
                with(ONE_SITE, "device", "02-4D-46-01-00-00-FF-FF", "parties", "Nobody Known", "consumers", "many"),
                "ivy",
                once());
        assertThat(started.wrong()).extracting(FieldError::field).containsExactly("consumers");

        started = starts.start(
                "incident",
                with(ONE_SITE, "device", "02-4D-46-01-00-00-FF-FF", "parties", "Nobody Known"),
                "ivy",
                once());
        assertThat(started.key()).isNull();
        assertThat(started.wrong())
                .extracting(FieldError::message)
                .containsExactly(
                        "The inventory has no device 02-4D-46-01-00-00-FF-FF", "There is no party “Nobody Known”");
    }

    @Test
    void a_page_that_is_sent_twice_raises_one() {
        String once = once();

        assertThat(starts.start("incident", ONE_SITE, "ivy", once).key())
                .isEqualTo(starts.start("incident", ONE_SITE, "ivy", once).key());
    }

    @Test
    void a_decision_without_what_it_needs_is_refused() {
        CaseKey incident = raise(ONE_SITE);
        String id = incident.caseId();

        assertThat(wrong(incident, Map.of()))
                .containsExactly(
                        "Select what happens to the incident", "Say what you know or did, in at least 10 characters");
        assertThat(wrong(incident, decision("resolved"))).containsExactly("Select what the cause was");
        assertThat(wrong(incident, decision("passOn", "team", "operations")))
                .containsExactly("The incident is with Operations desk already: select another team");
        assertThat(wrong(incident, decision("wait", "until", today(0).toString())))
                .containsExactly("Enter a day after today, at most 14 days ahead");
        assertThat(wrong(incident, decision("wait", "until", "soon"))).hasSize(1);
        assertThat(wrong(incident, decision("partOf", "other", id)))
                .containsExactly("This is the incident itself: enter the number of another one");
        assertThat(wrong(incident, decision("partOf", "other", "INC9999999")))
                .containsExactly("There is no incident of this number: enter one such as INC0000017");
        assertThat(state(incident)).isEqualTo("Not taken on yet");
    }

    @Test
    void nobody_responds_until_it_is_handed_on() {
        CaseKey incident = raise(with(TOP_UPS, "parties", "Cedar Energy"));
        assertThat(task(incident).teams()).containsExactly("dcc-toc");
        assertThat(supplierHears(incident)).containsExactly("incidentOpened");
        assertThat(views.withheldFrom("SP-CEDAR", incident)).contains("Description", "Raised by");

        advance(Duration.ofMinutes(5));
        storyHas(incident, "First response: 50% of the time has gone");
        escalations.look();
        advance(Duration.ofMinutes(3));
        storyHas(incident, "First response: 80% of the time has gone");
        escalations.look();
        assertThat(timeline.of(incident))
                .as("the clock alone tells of it")
                .extracting(TimelineEntry::title)
                .doesNotContain("Work on incident");
        WorkItem lead = awaited("Look into delay", incident);
        assertThat(lead.teams()).containsExactly("dcc-ops");
        assertThat(tasks.complete(lead.id(), Map.of("measure", "I called two more people"), "ivy"))
                .isEmpty();
        advance(Duration.ofMinutes(2));
        await().until(() -> supplierHears(incident).contains("incidentLate"));
        advance(Duration.ofMinutes(10));
        await().until(() -> task(incident).teams().equals(List.of("dcc-ops")));

        assertThat(state(incident)).as("nothing is decided by time").isEqualTo("Not taken on yet");
    }

    @Test
    void all_concerned_hear_every_hour_how_a_grave_one_stands() {
        CaseKey incident = raise(with(TOP_UPS, "parties", "SP-CEDAR"));
        work(incident, TAKEN_ON);

        advance(Duration.ofHours(1));

        await().until(() -> supplierHears(incident).stream()
                        .filter("incidentUpdated"::equals)
                        .count()
                == 2);
    }

    @Test
    void a_clock_rests_while_information_is_missing() {
        CaseKey incident = raise(with(TOP_UPS, "parties", "SP-CEDAR"));
        work(incident, decision("passOn", "team", "operations"));
        work(incident, with(TAKEN_ON, "category", "4"));
        Instant due = due(incident);
        assertThat(due).isEqualTo(raised(incident).plus(Duration.ofDays(5)));

        work(incident, decision("wait", "until", today(3).toString()));
        advance(Duration.ofHours(20));
        assertThat(tasks.complete(
                        awaited("Note information", incident).id(),
                        Map.of("information", "The vending log is here"),
                        "ivy"))
                .isEmpty();
        assertThat(due(incident)).isAfterOrEqualTo(due.plus(Duration.ofHours(20)));

        work(incident, decision("wait", "until", today(3).toString()));
        send("incidentInformationGiven", Map.of("incidentId", incident.caseId(), "information", "Here is our log too"));
        assertThat(awaited("Work on incident", incident).teams()).containsExactly("operations");

        work(incident, decision("wait", "until", today(1).toString()));
        assertThat(state(incident)).isEqualTo("Waiting for information");
        advance(Duration.ofDays(1));
        awaited("Work on incident", incident);
        assertThat(state(incident)).isEqualTo("Being worked on");
    }

    @Test
    void duplicates_end_with_the_incident_of_which_they_are_part() {
        CaseKey main = raise(TOP_UPS);
        CaseKey duplicate = raise(TOP_UPS);
        CaseKey forgotten = raise(TOP_UPS);
        work(duplicate, decision("partOf", "other", main.caseId().toLowerCase()));
        work(forgotten, decision("partOf", "other", main.caseId()));
        CaseKey other = raise(TOP_UPS);
        assertThat(wrong(other, decision("partOf", "other", duplicate.caseId())))
                .containsExactly(duplicate.caseId() + " is itself part of " + main.caseId() + ": enter that number");

        advance(Duration.ofHours(4));
        awaited("Work on incident", forgotten);
        awaited("Work on incident", duplicate);
        work(duplicate, decision("partOf", "other", main.caseId()));
        work(main, decision("resolved", "cause", "SERVICE_PROVIDER"));

        await().until(() -> state(duplicate).equals("Resolved"));
        assertThat(facts(duplicate))
                .containsEntry("Cause", "A service provider")
                .containsEntry("Part of", main.caseId());
        assertThat(state(forgotten)).isEqualTo("Being worked on");
        assertThat(wrong(other, decision("partOf", "other", main.caseId())))
                .containsExactly(main.caseId() + " is resolved already: resolve this one too, or enter another");
    }

    @Test
    void a_grave_one_is_disputed_and_resolved_again_and_closed_with_a_report() {
        CaseKey incident = raise(with(TOP_UPS, "parties", "SP-CEDAR"));
        assertThat(send("incidentResolutionDisputed", dispute(incident)))
                .contains("REFUSED", "is not resolved, or is closed");
        work(incident, decision("resolved", "cause", "PLATFORM"));
        assertThat(send("incidentResolutionDisputed", dispute(incident))).contains("CORRELATED");
        awaited("Work on incident", incident);
        assertThat(due(incident)).isAfter(clock.instant().plus(Duration.ofHours(3)));
        work(incident, decision("resolved", "cause", "PLATFORM"));

        advance(Duration.ofDays(5));
        WorkItem report = awaited("Write report", incident);
        assertThat(report.due()).isAfter(clock.instant().plus(Duration.ofDays(20)));
        assertThat(tasks.complete(
                        report.id(),
                        Map.of(
                                "summary", "Top-ups failed for two hours in the morning, in all of the country",
                                "lesson", "The vending link gets a second line",
                                "openIssue", "false"),
                        "ivy"))
                .isEmpty();

        await().until(() -> !cases.isRunning(incident));
        assertThat(supplierHears(incident))
                .containsExactly(
                        "incidentOpened",
                        "incidentResolved",
                        "incidentReopened",
                        "incidentResolved",
                        "incidentClosed",
                        "incidentReported");
        assertThat(cases.isRunning(new CaseKey("caseClocks", "incident:" + incident.caseId())))
                .isFalse();
    }

    @Test
    void a_party_raises_one_by_message_and_nobody_else_hears_or_answers_it() {
        String reference = "CEDAR-" + once().substring(0, 8);
        Map<String, Object> said = Map.of(
                "reference",
                reference,
                "title",
                "Two homes cannot be read",
                "description",
                "Neither answers since yesterday",
                "consumersAffected",
                2);
        assertThat(send("incidentRaised", said)).contains("STARTED");
        assertThat(send("incidentRaised", said)).contains("DUPLICATE", "it is INC");
        assertThat(send("incidentRaised", Map.of("reference", "short"))).contains("is required");
        CaseKey incident = new CaseKey("incident", incidentOf(reference));
        MarketApi stranger = new MarketApi(
                URI.create("http://localhost:" + port),
                "/stranger",
                clients.create("SP-STRANGER", "incidents", Set.of("supplier"), "the test")
                        .key());

        assertThat(stranger.send("incidentResolutionDisputed", once(), dispute(incident))
                        .body())
                .contains("NO_MATCH");
        assertThat(facts(incident)).containsEntry("Category", "4").containsEntry("Raised by", "Cedar Energy");
        assertThat(views.withheldFrom("SP-CEDAR", incident)).isEmpty();
        work(incident, decision("resolved", "cause", "NETWORK"));
        advance(Duration.ofDays(5));

        await().until(() -> !cases.isRunning(incident));
        assertThat(state(incident)).isEqualTo("Closed");
    }

    // ── words of the tests ──

    private CaseKey raise(Map<String, String> answers) {
        return start("incident", answers);
    }

    private static Map<String, String> decision(String decision, String... more) {
        return with(Map.of("decision", decision, "note", "What we know is in the log"), more);
    }

    private static Map<String, Object> dispute(CaseKey incident) {
        return Map.of("incidentId", incident.caseId(), "reason", "Ours still fail every time");
    }

    private List<String> wrong(CaseKey incident, Map<String, String> answers) {
        return tasks.complete(task(incident).id(), answers, "ivy").stream()
                .map(FieldError::message)
                .toList();
    }

    private void work(CaseKey incident, Map<String, String> answers) {
        assertThat(tasks.complete(awaited("Work on incident", incident).id(), answers, "ivy"))
                .isEmpty();
    }

    private WorkItem task(CaseKey incident) {
        return awaited("Work on incident", incident);
    }

    private void storyHas(CaseKey incident, String title) {
        await().until(() ->
                timeline.of(incident).stream().map(TimelineEntry::title).anyMatch(title::equals));
    }

    private String incidentOf(String reference) {
        return notifications.of("SP-CEDAR", 0, 10_000).stream()
                .map(OutboxEntry::message)
                .filter(each -> new String(each.body(), java.nio.charset.StandardCharsets.UTF_8).contains(reference))
                .map(each -> each.key())
                .findFirst()
                .orElseThrow();
    }

    private Instant due(CaseKey incident) {
        return Instant.parse(facts(incident).get("Resolve by"));
    }

    private Instant raised(CaseKey incident) {
        return details(incident).facts().since();
    }
}
