package org.meterflow.process.foureyes;

import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.Locale;
import java.util.Optional;
import org.meterflow.process.Drawn;
import org.meterflow.process.StoryKind;
import org.meterflow.process.Timeline;
import org.meterflow.process.foureyes.Approval.Outcome;
import org.meterflow.process.kit.Answers;
import org.meterflow.process.kit.CalledStep;
import org.meterflow.process.kit.PlacedStep;
import org.springframework.stereotype.Component;

/**
 * The steps of {@code bpmn/four-eyes.bpmn}: two people, neither of them one whose doing they judge, agree or one of them does
 * not. Nobody's silence is a yes.
 */
@Component
@Drawn
@PlacedStep(
        needs = {"question", "team", "within"},
        outcomes = {"approved", "refused", "expired"})
public class FourEyes implements CalledStep {

    private final Approvals approvals;
    private final Answers answers;
    private final Timeline timeline;
    private final Clock clock;

    FourEyes(Approvals approvals, Answers answers, Timeline timeline, Clock clock) {
        this.approvals = approvals;
        this.answers = answers;
        this.timeline = timeline;
        this.clock = clock;
    }

    @Override
    public String process() {
        return Approval.PROCESS;
    }

    @Override
    public String prepare(Call call) {
        return approvals.of(call.parent(), call.box(), call.visit()).orElseGet(() -> ask(call));
    }

    private String ask(Call call) {
        long before = approvals.times(call.parent().caseId(), call.box());
        String id = call.caseId(before);
        Duration within = Duration.parse(call.said().getOrDefault("within", "P1D"));
        approvals.add(new Approval(
                id,
                call.parent(),
                call.box(),
                call.visit(),
                call.title(),
                call.said().getOrDefault("question", call.title()),
                call.said().getOrDefault("team", ""),
                clock.instant().plus(within),
                call.judged(),
                clock.instant(),
                null));
        return id;
    }

    @Override
    public Optional<Judged> judges(String caseId) {
        Approval approval = require(caseId);
        return Optional.of(new Judged(approval.parent(), approval.judged()));
    }

    // ── the steps ──

    public String team(String caseId) {
        return require(caseId).team();
    }

    public Date deadline(String caseId) {
        return Date.from(require(caseId).deadline());
    }

    public void approve(String caseId) {
        end(caseId, Outcome.APPROVED);
    }

    public void refuse(String caseId) {
        end(caseId, Outcome.REFUSED);
    }

    public void expire(String caseId) {
        end(caseId, Outcome.EXPIRED);
    }

    private void end(String caseId, Outcome outcome) {
        Approval approval = require(caseId);
        approvals.end(caseId, outcome, clock.instant());
        answers.came(approval.parent(), approval.box(), outcome.name().toLowerCase(Locale.ROOT));
        timeline.note(
                approval.parent(),
                StoryKind.DECISION,
                approval.title(),
                outcome.words() + ". " + approval.question(),
                Timeline.PLATFORM);
    }

    private Approval require(String caseId) {
        return approvals.find(caseId).orElseThrow(() -> new IllegalStateException("There is no approval " + caseId));
    }
}
