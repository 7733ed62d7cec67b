package org.meterflow.process.issueresolution;

import java.util.ArrayList;
import java.util.List;
import org.meterflow.process.FieldError;
import org.meterflow.process.Form;
import org.meterflow.process.StoryKind;
import org.meterflow.process.Timeline;
import org.meterflow.process.caseclocks.Clocks;
import org.meterflow.process.issueresolution.Issue.Decision;
import org.meterflow.process.issueresolution.Issue.State;
import org.springframework.stereotype.Component;

/** What the owner of an issue fills in. */
@Component
class IssueForms {

    private static final int SHORTEST = 10;

    private final IssueRows rows;
    private final RootCauseCheck check;
    private final IssueNotices notices;
    private final Clocks clocks;
    private final Timeline timeline;

    IssueForms(IssueRows rows, RootCauseCheck check, IssueNotices notices, Clocks clocks, Timeline timeline) {
        this.rows = rows;
        this.check = check;
        this.notices = notices;
        this.clocks = clocks;
        this.timeline = timeline;
    }

    /** Whoever completes it is the owner. */
    List<FieldError> takeOwnership(Issue issue, Form form) {
        if (form.text("view").length() < SHORTEST) {
            return List.of(new FieldError("view", "Say how you see it, in at least " + SHORTEST + " characters"));
        }
        rows.owned(issue.id(), form.actor());
        rows.move(issue.id(), State.ANALYSED);
        clocks.stop(issue.key(), Issue.OWNER);
        timeline.note(issue.key(), StoryKind.PERSON, "Took ownership", form.text("view"), form.actor());
        notices.tell(rows.find(issue.id()).orElseThrow(), "issueUpdated", form.text("view"));
        return List.of();
    }

    /** Whoever else of the team completes it answers for the issue from here on. */
    List<FieldError> analyse(Issue issue, Form form) {
        RootCause found = RootCause.of(form);
        List<FieldError> wrong = new ArrayList<>(check.wrong(found));
        if (wrong.isEmpty()) {
            Decision decision = found.analysis().decision();
            rows.analysed(issue.id(), found.analysis(), found.actions());
            rows.owned(issue.id(), form.actor());
            if (decision != Decision.ESCALATE) {
                clocks.stop(issue.key(), Issue.PLAN);
            }
            if (decision == Decision.PUT_RIGHT || decision == Decision.MODIFICATION) {
                rows.move(issue.id(), State.BEING_PUT_RIGHT);
            }
            timeline.note(issue.key(), StoryKind.PERSON, found.words(), found.reason(), form.actor());
            notices.tell(rows.find(issue.id()).orElseThrow(), "issueUpdated", found.reason());
        }
        return wrong;
    }
}
