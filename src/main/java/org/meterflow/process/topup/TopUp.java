package org.meterflow.process.topup;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalTime;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meterflow.calendar.BusinessCalendar;
import org.meterflow.process.Drawn;
import org.meterflow.process.StoryKind;
import org.meterflow.process.Timeline;
import org.meterflow.process.engine.Cases;
import org.meterflow.process.kit.Answers;
import org.meterflow.process.topup.PaidTopUp.Finding;
import org.meterflow.process.topup.PaidTopUp.State;
import org.meterflow.process.topup.TokenDelivery.Heard;
import org.springframework.stereotype.Component;

/** The steps of {@code bpmn/top-up.bpmn}, in diagram order. */
@Component
@Drawn(
        tells = {"tokenAnswered", "meterBack", "topUpRefunded"},
        knows = TopUpFact.class,
        asks = "topUpRefusal")
public class TopUp {

    private final PaidTopUps topUps;
    private final TokenDelivery delivery;
    private final MeterLooks looks;
    private final TopUpNotices notices;
    private final Answers answers;
    private final Cases cases;
    private final Timeline timeline;
    private final BusinessCalendar calendar;
    private final TopUpSettings settings;
    private final Clock clock;

    TopUp(
            PaidTopUps topUps,
            TokenDelivery delivery,
            MeterLooks looks,
            TopUpNotices notices,
            Answers answers,
            Cases cases,
            Timeline timeline,
            BusinessCalendar calendar,
            TopUpSettings settings,
            Clock clock) {
        this.topUps = topUps;
        this.delivery = delivery;
        this.looks = looks;
        this.notices = notices;
        this.answers = answers;
        this.cases = cases;
        this.timeline = timeline;
        this.calendar = calendar;
        this.settings = settings;
        this.clock = clock;
    }

    public boolean checkSupplier(String caseId) {
        PaidTopUp topUp = require(caseId);
        Finding problem = delivery.problem(topUp);
        if (problem != null) {
            topUps.notTaken(caseId, problem, problem.words());
        }
        return problem == null;
    }

    /** The engine asks twice; the same id is prepared once. */
    public String lookAtBalance(String caseId) {
        return looks.balance(require(caseId));
    }

    public Date lookDue(String caseId) {
        return Date.from(clock.instant().plus(settings.lookWithin()));
    }

    /**
     * Before the token is sent for the first time this is where it starts from; afterwards it shows whether it arrived. What
     * another token may have paid in shows nothing: this one is then sent again, which the meter never counts twice.
     */
    public boolean weighBalance(String caseId) {
        PaidTopUp topUp = require(caseId);
        if (delivery.wasTaken(topUp)) {
            return true;
        }
        Optional<BigDecimal> worth = looks.worth(topUp);
        if (!delivery.hasLeft(topUp)) {
            worth.ifPresent(pounds -> topUps.worthBefore(caseId, pounds));
            return false;
        }
        BigDecimal before = topUp.worthBefore();
        return before != null
                && !topUps.hasCompany(topUp)
                && worth.map(now -> now.subtract(before).movePointRight(2))
                        .filter(risen -> risen.compareTo(
                                        BigDecimal.valueOf(topUp.payment().pence() / 2))
                                > 0)
                        .isPresent();
    }

    public void sendToken(String caseId) {
        delivery.send(require(caseId));
    }

    public Date answerOverdue(String caseId) {
        return Date.from(delivery.lookAt(require(caseId)));
    }

    /** @return TAKEN, REFUSED or SILENT */
    public String noteAnswer(String caseId) {
        Heard heard = delivery.heard(require(caseId));
        if (heard.finding() != null) {
            topUps.notTaken(caseId, heard.finding(), heard.reason());
        }
        note(require(caseId), StoryKind.METER, heard.standing().words(), heard.reason());
        return heard.standing().name();
    }

    public List<String> lookForReason(String caseId) {
        return looks.reason(require(caseId));
    }

    /** @return what the decision table says: ON_METER, REFUND or PERSON */
    public String explainRefusal(String caseId) {
        PaidTopUp topUp = require(caseId);
        Finding known = topUp.finding();
        Finding finding = known == null || known == Finding.UNKNOWN ? looks.finding(topUp) : known;
        topUps.notTaken(caseId, finding, finding.words());
        Map<String, Object> decided = cases.decide(
                "topUpRefusal", Map.of("finding", finding.name(), "enteredByHand", topUp.keyedAt() != null));
        String outcome = Objects.requireNonNull(decided.get("outcome")).toString();
        note(
                topUp,
                StoryKind.DECISION,
                finding.words(),
                Objects.requireNonNull(decided.get("reason")).toString());
        return outcome;
    }

    public Date decisionDue(String caseId) {
        return Date.from(clock.instant().plus(settings.personAnswersWithin()));
    }

    /** @return AGAIN, TELL when the consumer shall know as well, or OVER */
    public String planRetry(String caseId) {
        PaidTopUp topUp = require(caseId);
        int attempt = topUp.pauses() + 1;
        Optional<Instant> next = settings.next(attempt, clock.instant(), topUp.takenAt());
        topUps.planned(caseId, next.orElse(null));
        if (next.isEmpty()) {
            return "OVER";
        }
        return settings.isLong(attempt) && !topUp.told() ? "TELL" : "AGAIN";
    }

    public Date nextTry(String caseId) {
        return Date.from(Objects.requireNonNullElse(require(caseId).nextAttemptAt(), clock.instant()));
    }

    public void tellToEnter(String caseId) {
        PaidTopUp topUp = require(caseId);
        if (!topUp.told()) {
            topUps.told(caseId);
            notices.toBeEntered(topUp);
        }
    }

    public void closeUndelivered(String caseId) {
        tellToEnter(caseId);
        topUps.ended(caseId, State.TO_BE_ENTERED, clock.instant());
    }

    public String lookAtSupply(String caseId) {
        return looks.supply(require(caseId));
    }

    public void tellOnMeter(String caseId) {
        PaidTopUp topUp = require(caseId);
        looks.armed(topUp).ifPresent(armed -> topUps.armed(caseId, armed));
        boolean byHand = topUp.keyedAt() != null && !delivery.wasTaken(topUp);
        topUps.ended(caseId, byHand ? State.ENTERED : State.ON_METER, clock.instant());
        notices.onMeter(require(caseId), byHand);
    }

    /** The token was used before: somebody has entered it, or an attempt had arrived whose answer was lost. */
    public void tellUsedBefore(String caseId) {
        tellOnMeter(caseId);
    }

    public void refundPayment(String caseId) {
        topUps.refundDue(caseId);
        PaidTopUp topUp = require(caseId);
        notices.refundDue(topUp, because(topUp));
    }

    public Date refundDue(String caseId) {
        return Date.from(calendar.at(
                calendar.plusWorkingDays(calendar.today(), settings.refundWithinWorkingDays()), LocalTime.of(17, 0)));
    }

    /** The payment provider has said so, or a person has found it out. */
    public void noteRefund(String caseId) {
        PaidTopUp topUp = require(caseId);
        boolean lost =
                "notRefunded".equals(answers.of(topUp.key(), "chaseRefund").get("outcome"))
                        && topUp.state() != State.REFUNDED;
        topUps.ended(caseId, lost ? State.CLOSED : State.REFUNDED, clock.instant());
    }

    public void forwardPayment(String caseId) {
        PaidTopUp topUp = require(caseId);
        topUps.ended(caseId, State.FORWARDED, clock.instant());
        notices.forwarded(topUp, because(topUp));
    }

    public void closeWithoutRefund(String caseId) {
        topUps.ended(caseId, State.CLOSED, clock.instant());
    }

    private static String because(PaidTopUp topUp) {
        @Nullable Finding finding = topUp.finding();
        return (finding == null ? Finding.UNKNOWN : finding).words();
    }

    private void note(PaidTopUp topUp, StoryKind kind, String title, String detail) {
        timeline.note(topUp.key(), kind, title, detail, Timeline.PLATFORM);
    }

    private PaidTopUp require(String caseId) {
        return topUps.find(caseId).orElseThrow(() -> new IllegalStateException("There is no top-up " + caseId));
    }
}
