package org.meterflow.process.issueresolution;

import java.time.Clock;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.meterflow.process.Drawn;
import org.meterflow.process.FieldError;
import org.meterflow.process.Form;
import org.meterflow.process.StoryKind;
import org.meterflow.process.Timeline;
import org.meterflow.process.caseclocks.Clocks;
import org.meterflow.process.engine.Cases;
import org.meterflow.process.issueresolution.Issue.Decision;
import org.meterflow.process.issueresolution.Issue.State;
import org.springframework.stereotype.Component;

/** The steps of {@code bpmn/issue-resolution.bpmn}, in diagram order. */
@Component
@Drawn(
        tells = {"recurred", "issueReopened"},
        asks = "issueSeverity",
        teams = "team")
public class IssueResolution {

    private final IssueRows rows;
    private final IssueForms forms;
    private final IssueNotices notices;
    private final IssueTimes times;
    private final Clocks clocks;
    private final Cases cases;
    private final Timeline timeline;
    private final Clock clock;

    IssueResolution(
            IssueRows rows,
            IssueForms forms,
            IssueNotices notices,
            IssueTimes times,
            Clocks clocks,
            Cases cases,
            Timeline timeline,
            Clock clock) {
        this.rows = rows;
        this.forms = forms;
        this.notices = notices;
        this.times = times;
        this.clocks = clocks;
        this.cases = cases;
        this.timeline = timeline;
        this.clock = clock;
    }

    public void weighIssue(String caseId) {
        Issue issue = require(caseId);
        Map<String, Object> weighed = cases.decide(
                "issueSeverity",
                Map.of(
                        "impact", issue.gravity().impact().name(),
                        "spread", issue.gravity().spread().name(),
                        "security", issue.gravity().security(),
                        "consumerHarm", issue.gravity().harm().name()));
        int severity = ((Number) weighed.getOrDefault("severity", IssueSettings.SEVERITIES)).intValue();
        int within = Math.max(1, Math.min(IssueSettings.SEVERITIES, severity));
        String reason = Objects.toString(weighed.get("reason"), "The rules say so");
        rows.weighed(caseId, within, reason);
        timeline.note(issue.key(), StoryKind.DECISION, "Severity S" + within, reason, Timeline.PLATFORM);
        times.startAll(require(caseId));
        notices.tell(require(caseId), "issueOpened", null);
    }

    public String watchClocks(String caseId) {
        return clocks.watch(Issue.key(caseId));
    }

    public String team(String caseId) {
        return require(caseId).gravity().security() ? "dcc-security" : "dcc-ops";
    }

    public Date ownerDue(String caseId) {
        return Date.from(times.due(require(caseId), Issue.OWNER));
    }

    public List<FieldError> takeOwnership(String caseId, Form form) {
        return forms.takeOwnership(require(caseId), form);
    }

    public Date planDue(String caseId) {
        return Date.from(times.due(require(caseId), Issue.PLAN));
    }

    public List<FieldError> analyseIssue(String caseId, Form form) {
        return forms.analyse(require(caseId), form);
    }

    public String decided(String caseId) {
        return switch (Objects.requireNonNull(require(caseId).analysis().decision())) {
            case PUT_RIGHT -> "putRight";
            case MODIFICATION -> "modification";
            case ESCALATE, DISPUTE -> "others";
            case CLOSE -> "close";
        };
    }

    public boolean disputed(String caseId) {
        return require(caseId).analysis().decision() == Decision.DISPUTE;
    }

    public Date boardDue(String caseId) {
        return Date.from(times.boardDue());
    }

    public Date negotiationEnds(String caseId) {
        return Date.from(times.negotiationEnds());
    }

    public Date fixDue(String caseId) {
        return Date.from(times.due(require(caseId), Issue.FIX));
    }

    public void startQuietDays(String caseId) {
        rows.quiet(caseId, clock.instant());
        rows.move(caseId, State.QUIET);
        clocks.stop(Issue.key(caseId), Issue.FIX);
        notices.tell(require(caseId), "issuePutRight", null);
    }

    public Date quietEnds(String caseId) {
        return Date.from(times.quietEnds(require(caseId)));
    }

    public void noteRecurrence(String caseId) {
        rows.recurred(caseId);
        rows.quiet(caseId, null);
        rows.move(caseId, State.ANALYSED);
        times.startAgain(require(caseId));
        notices.tell(require(caseId), "issueReopened", null);
    }

    /** With nobody to wait for, but able to be opened again. */
    public void closeIssue(String caseId) {
        rows.closed(caseId, clock.instant());
        rows.move(caseId, State.CLOSED);
        List.of(Issue.OWNER, Issue.PLAN, Issue.FIX).forEach(name -> clocks.stop(Issue.key(caseId), name));
        notices.tell(require(caseId), "issueClosed", null);
    }

    public Date reopeningEnds(String caseId) {
        return Date.from(times.reopeningEnds(require(caseId)));
    }

    public void endIssue(String caseId) {
        rows.move(caseId, State.ENDED);
        clocks.end(Issue.key(caseId));
    }

    private Issue require(String caseId) {
        return rows.find(caseId).orElseThrow(() -> new IllegalStateException("There is no issue " + caseId));
    }
}
