package org.meterflow.process.issueresolution;

import java.time.Clock;
import java.util.Optional;
import org.meterflow.process.CaseKey;
import org.meterflow.process.StoryKind;
import org.meterflow.process.Timeline;
import org.meterflow.process.engine.Cases;
import org.meterflow.process.issueresolution.Issue.State;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Where other processes open issues, and say that one recurs. */
@Component
public class Issues {

    /** @param isNew false when it had been opened before, or one of the same subject is open */
    public record Opened(String id, boolean isNew) {}

    private final IssueRows rows;
    private final Cases cases;
    private final Timeline timeline;
    private final Clock clock;

    Issues(IssueRows rows, Cases cases, Timeline timeline, Clock clock) {
        this.rows = rows;
        this.cases = cases;
        this.timeline = timeline;
        this.clock = clock;
    }

    /**
     * Opens an issue in the caller's transaction.
     *
     * @param reference of the opening case's own: opened twice under the same one, it is opened once
     */
    @Transactional
    public Opened open(IssueReport report, CaseKey by, String reference) {
        return open(report, by.process() + ":" + by.caseId(), reference, StoryKind.MESSAGE, Timeline.PLATFORM);
    }

    /** @param actor who is named in the story */
    @Transactional
    Opened open(IssueReport report, String by, String reference, StoryKind kind, String actor) {
        Optional<String> added = rows.add(report, by, reference, clock.instant());
        String id = added.or(() -> rows.of(by, reference))
                .or(() -> Optional.ofNullable(report.subject()).flatMap(rows::of))
                .orElseThrow();
        report.incidents().forEach(incident -> rows.link(id, incident, clock.instant()));
        if (added.isPresent()) {
            timeline.note(Issue.key(id), kind, "Opened: " + report.title(), report.description(), actor);
            cases.start(Issue.key(id));
        } else {
            recur(id, report.description(), kind, actor);
        }
        return new Opened(id, added.isPresent());
    }

    /** What is being worked on merely hears of it; what was put right is taken up again, until it has ended. */
    boolean recur(String id, String words, StoryKind kind, String actor) {
        Optional<Issue> issue = rows.lock(id).filter(found -> found.state() != State.ENDED);
        issue.ifPresent(found -> {
            timeline.note(found.key(), kind, "Seen again", words, actor);
            if (found.state() == State.QUIET) {
                cases.tell(found.key(), "recurred");
            } else if (found.state() == State.CLOSED) {
                cases.tell(found.key(), "issueReopened");
            }
        });
        return issue.isPresent();
    }
}
