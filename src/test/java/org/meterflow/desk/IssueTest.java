package org.meterflow.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.meterflow.process.CaseFacts;
import org.meterflow.process.CaseKey;
import org.meterflow.process.FieldError;
import org.meterflow.process.issueresolution.IssueReport;
import org.meterflow.process.issueresolution.IssueReport.Gravity;
import org.meterflow.process.issueresolution.IssueReport.Source;
import org.meterflow.process.issueresolution.Issues;
import org.springframework.beans.factory.annotation.Autowired;

/** Issues from their opening until they have stayed quiet: Ivy is in all teams, Dale Energy is concerned. */
class IssueTest extends CasesOfIvy {

    private static final Map<String, String> REPORTED = Map.of(
            "title", "Reads come late",
            "description", "Every month the first day's reads are hours late",
            "source", "REPORT",
            "impact", "SERIOUS",
            "spread", "SEVERAL",
            "consumerHarm", "NONE",
            "security", "false");

    @Autowired
    Issues issues;

    IssueTest() {
        super(
                "SP-DALE",
                "Dale Energy",
                "DALE",
                Set.of("dcc-toc", "dcc-ops", "dcc-security", "operations", "panel", "sec-ssc", "authority"));
    }

    @Test
    void a_form_that_names_what_there_is_not_opens_nothing() {
        assertThat(starts.start(
                                "issueResolution",
                                with(REPORTED, "incident", "INC9999999", "parties", "Nobody"),
                                "ivy",
                                once())
                        .wrong())
                .extracting(FieldError::field)
                .containsExactly("incident", "parties");
        assertThat(starts.start("issueResolution", with(REPORTED, "recurrenceOf", "ISS9999999"), "ivy", once())
                        .wrong())
                .extracting(FieldError::field)
                .containsExactly("recurrenceOf");
    }

    @Test
    void an_analysis_without_cause_or_action_is_refused() {
        CaseKey issue = owned(open(REPORTED));

        assertThat(wrong(issue, Map.of()))
                .containsExactly("Select how the issue goes on", "Say why, in at least 10 characters");
        assertThat(wrong(issue, decision("putRight")))
                .containsExactly("Ask why at least twice", "Enter what is done, by whom and until when");
        assertThat(wrong(issue, with(found("putRight"), "due1", day(-1), "what2", "Half an action")))
                .containsExactly("Enter until when, today or later", "Enter who does it");
        assertThat(wrong(issue, with(found("modification"), "change", "MX1")))
                .singleElement()
                .asString()
                .startsWith("Enter the number of a modification");
        assertThat(wrong(issue, with(found("modification"), "change", "999999")))
                .hasSize(1);
        assertThat(state(issue)).isEqualTo("Its cause is sought");
    }

    @Test
    void nobody_owns_it_until_the_team_lead_is_asked() {
        CaseKey issue = open(with(REPORTED, "consumerHarm", "SAFETY"));
        assertThat(facts(issue)).containsEntry("Severity", "1");

        advance(Duration.ofDays(4));

        awaited("Look into delay", issue);
        assertThat(state(issue)).as("nothing is decided by time").isEqualTo("Nobody owns it yet");
    }

    @Test
    void what_was_put_right_closes_after_quiet_days_and_can_be_opened_again_for_a_while() {
        CaseKey issue = owned(open(with(REPORTED, "parties", "SP-DALE")));
        done("Find root cause", issue, found("putRight"));
        assertThat(facts(issue).get("Actions")).startsWith("A second queue (Ivy, until ");
        done("Carry out actions", issue, Map.of("done", "The second queue is there"));
        assertThat(state(issue)).isEqualTo("Put right, and watched");

        advance(Duration.ofDays(29));
        assertThat(send("issueRecurred", Map.of("issueId", issue.caseId(), "reason", "They are late again")))
                .contains("CORRELATED");
        done("Find root cause", issue, found("putRight"));
        assertThat(facts(issue)).containsEntry("Times it recurred", "1");
        done("Carry out actions", issue, Map.of("done", "A third queue is there"));
        advance(Duration.ofDays(30));
        await().until(() -> state(issue).equals("Closed"));

        CaseKey same = starts.start(
                        "issueResolution",
                        with(REPORTED, "recurrenceOf", issue.caseId().toLowerCase()),
                        "ivy",
                        once())
                .key();
        assertThat(same).isEqualTo(issue);
        done("Find root cause", issue, decision("close"));
        await().until(() -> state(issue).equals("Closed"));
        advance(Duration.ofDays(90));
        await().until(() -> !cases.isRunning(issue));

        assertThat(state(issue)).isEqualTo("Closed for good");
        assertThat(cases.isRunning(new CaseKey("caseClocks", "issueResolution:" + issue.caseId())))
                .isFalse();
        assertThat(send("issueRecurred", Map.of("issueId", issue.caseId(), "reason", "They are late again")))
                .contains("REFUSED", "closed for good");
        assertThat(supplierHears(issue))
                .containsSubsequence("issueOpened", "issueUpdated", "issuePutRight", "issueReopened", "issueClosed");
    }

    @Test
    void a_modification_is_followed_and_where_it_fails_something_else_is_done() {
        CaseKey issue = owned(open(REPORTED));
        done("Find root cause", issue, with(found("modification"), "change", "dp 238"));
        assertThat(facts(issue)).containsEntry("Change", "DP238");
        done("Follow modification", issue, Map.of("inForce", "false", "result", "The board has rejected it"));
        done("Carry out actions", issue, Map.of("done", "An article tells users what to do"));
        assertThat(state(issue)).isEqualTo("Put right, and watched");

        CaseKey other = owned(open(REPORTED));
        done("Find root cause", other, with(found("modification"), "change", "MP252"));
        done("Follow modification", other, Map.of("inForce", "true", "result", "In force since November"));
        assertThat(state(other)).isEqualTo("Put right, and watched");
    }

    @Test
    void a_board_decides_for_the_owner_and_parties_in_dispute_agree_or_are_told() {
        CaseKey issue = owned(open(with(REPORTED, "source", "DISPUTE")));
        done("Find root cause", issue, decision("escalate"));
        done("Decide for owner", issue, Map.of("decision", "Let them negotiate first"));
        done("Find root cause", issue, decision("dispute"));
        done("Negotiate", issue, Map.of("agreed", "true", "terms", "They share the cost"));
        done("Carry out actions", issue, Map.of("done", "The cost is shared"));

        CaseKey silent = owned(open(with(REPORTED, "source", "DISPUTE")));
        done("Find root cause", silent, decision("dispute"));
        awaited("Negotiate", silent);
        advance(Duration.ofDays(21));
        done("Determine", silent, Map.of("determination", "The losing supplier pays for it", "accepted", "true"));
        awaited("Carry out actions", silent);

        CaseKey stubborn = owned(open(with(REPORTED, "source", "DISPUTE")));
        done("Find root cause", stubborn, decision("dispute"));
        done("Negotiate", stubborn, Map.of("agreed", "false", "terms", "Neither of them moves"));
        done("Determine", stubborn, Map.of("determination", "The losing supplier pays for it", "accepted", "false"));
        done("Decide finally", stubborn, Map.of("decision", "Each of them pays one half of it"));
        awaited("Carry out actions", stubborn);
    }

    @Test
    void three_incidents_of_one_area_are_an_issue_which_a_fourth_reopens() {
        CaseKey first = incident("ZZ91");
        incident("ZZ92");
        incident("ZZ91");
        assertThat(views.relatedTo(first)).isEmpty();

        CaseKey third = incident("zz91");

        CaseKey issue = views.relatedTo(first).get(0).key();
        assertThat(facts(issue)).containsEntry("Has in common", "the area ZZ91");
        assertThat(views.relatedTo(issue))
                .extracting(CaseFacts::key)
                .contains(first, third)
                .hasSize(3);
        owned(issue);
        done("Find root cause", issue, found("putRight"));
        done("Carry out actions", issue, Map.of("done", "The mast has been mended"));
        CaseKey fourth = incident("ZZ91");
        awaited("Find root cause", issue);
        assertThat(views.relatedTo(fourth)).extracting(CaseFacts::key).containsExactly(issue);
    }

    @Test
    void whoever_reports_on_a_grave_incident_can_have_its_cause_found() {
        CaseKey incident = starts.start(
                        "incident",
                        Map.of(
                                "title", "Nobody can top up",
                                "description", "All top-ups fail since noon",
                                "topUpsFailing", "100"),
                        "ivy",
                        once())
                .key();
        done(
                "Work on incident",
                incident,
                Map.of("decision", "resolved", "cause", "PLATFORM", "note", "The queue was full"));
        advance(Duration.ofDays(5));
        done(
                "Write report",
                incident,
                Map.of(
                        "summary", "All top-ups failed from noon to one, since a queue was full",
                        "lesson", "The queue needs a limit and an alarm",
                        "openIssue", "true"));

        CaseFacts issue = views.relatedTo(incident).get(0);
        assertThat(issue.about()).isEqualTo("The cause of: Nobody can top up · S1");
    }

    @Test
    void a_party_raises_one_by_message_and_nobody_else_is_heard() {
        String reference = "DALE-" + once().substring(0, 8);
        Map<String, Object> said = Map.of(
                "reference", reference,
                "title", "Alerts arrive twice",
                "description", "Each alert comes two times",
                "source", "DISPUTE",
                "impact", "LIMITED",
                "spread", "ONE",
                "consumerHarm", "NONE");
        assertThat(send("issueRaised", with(said, "incidentId", "INC9999999")))
                .contains("No incident INC9999999 concerns you");
        assertThat(send("issueRaised", said)).contains("STARTED");
        assertThat(send("issueRaised", said)).contains("DUPLICATE", "it is ISS");
        assertThat(send("issueRecurred", Map.of("issueId", open(REPORTED).caseId(), "reason", "It is not my business")))
                .contains("NO_MATCH");
    }

    @Test
    void a_case_opens_one_once() {
        CaseKey by = new CaseKey("meterInspection", once());
        IssueReport report = new IssueReport(
                "Meters are found faulty", "One more", Source.PROCESS, Gravity.UNKNOWN, null, Set.of(), Set.of());

        Issues.Opened opened = issues.open(report, by, "report");

        assertThat(opened.isNew()).isTrue();
        assertThat(issues.open(report, by, "report")).isEqualTo(new Issues.Opened(opened.id(), false));
    }

    // ── words of the tests ──

    private CaseKey open(Map<String, String> answers) {
        return start("issueResolution", answers);
    }

    private CaseKey owned(CaseKey issue) {
        done("Take ownership", issue, Map.of("view", "I think it is the queue"));
        assertThat(facts(issue)).containsEntry("Owner", "ivy");
        return issue;
    }

    private CaseKey incident(String area) {
        return starts.start(
                        "incident",
                        Map.of("title", "No contact", "description", "Hubs are silent here", "area", area),
                        "ivy",
                        once())
                .key();
    }

    private static Map<String, String> decision(String decision) {
        return Map.of("decision", decision, "reason", "As we have found out");
    }

    private Map<String, String> found(String decision) {
        return with(
                decision(decision),
                "timeline",
                "1 November: the first late reads",
                "why1",
                "The queue was full",
                "why2",
                "Nobody had set a limit",
                "category",
                "DESIGN",
                "what1",
                "A second queue",
                "who1",
                "Ivy",
                "due1",
                day(5));
    }

    private List<String> wrong(CaseKey issue, Map<String, String> answers) {
        return tasks.complete(awaited("Find root cause", issue).id(), answers, "ivy").stream()
                .map(FieldError::message)
                .toList();
    }

    private String day(int days) {
        return LocalDate.ofInstant(clock.instant(), ZoneId.of("Europe/London"))
                .plusDays(days)
                .toString();
    }
}
