package org.meterflow.process.topup;

import java.util.List;
import java.util.Set;
import org.meterflow.metering.HubConnected;
import org.meterflow.metering.MeterAlerted;
import org.meterflow.metering.MeterAnswered;
import org.meterflow.metering.MeterUnreachable;
import org.meterflow.process.StoryKind;
import org.meterflow.process.Timeline;
import org.meterflow.process.engine.Cases;
import org.meterflow.process.topup.PaidTopUp.State;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionTemplate;

/** What meters and hubs say that concerns top-ups. */
@Component
class TopUpNews {

    private static final Logger log = LoggerFactory.getLogger(TopUpNews.class);
    private static final String ENTERED_BY_HAND = "810E";
    private static final Set<String> ENTRY_LOCKED = Set.of("81C4", "81C5");

    private final PaidTopUps topUps;
    private final TopUpNotices notices;
    private final Cases cases;
    private final Timeline timeline;
    private final TransactionTemplate eachByItself;

    TopUpNews(
            PaidTopUps topUps,
            TopUpNotices notices,
            Cases cases,
            Timeline timeline,
            PlatformTransactionManager transactions) {
        this.topUps = topUps;
        this.notices = notices;
        this.cases = cases;
        this.timeline = timeline;
        this.eachByItself = new TransactionTemplate(transactions);
        this.eachByItself.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    @EventListener
    void on(MeterAnswered fact) {
        topUps.byCommand(fact.reference()).ifPresent(topUp -> cases.tell(topUp.key(), "tokenAnswered"));
    }

    @EventListener
    void on(MeterUnreachable fact) {
        topUps.byCommand(fact.reference()).ifPresent(topUp -> cases.tell(topUp.key(), "tokenAnswered"));
    }

    /** The alert does not say which token it was: the next look at the meter tells. */
    @EventListener
    void on(MeterAlerted alert) {
        if (alert.alertCode().equals(ENTERED_BY_HAND)) {
            List<PaidTopUp> open = topUps.openAt(List.of(alert.device()));
            open.forEach(topUp -> {
                topUps.keyed(topUp.caseId(), alert.at());
                note(topUp, "A token was entered by hand", "The meter says so");
            });
            enteredAfterAll(alert, open);
        } else if (ENTRY_LOCKED.contains(alert.alertCode())) {
            topUps.openAt(List.of(alert.device())).forEach(topUp -> {
                note(topUp, "The meter takes no typed tokens for now", alert.name());
                notices.locked(topUp);
            });
        }
    }

    /** One whose consumer was asked to enter it, and who has: if it can be no other. */
    private void enteredAfterAll(MeterAlerted alert, List<PaidTopUp> open) {
        List<PaidTopUp> left = topUps.leftToBeEntered(alert.device());
        if (open.isEmpty() && left.size() == 1) {
            PaidTopUp topUp = left.get(0);
            topUps.keyed(topUp.caseId(), alert.at());
            topUps.ended(topUp.caseId(), State.ENTERED, alert.at());
            note(topUp, "The token was entered by hand", "The meter says so");
            notices.onMeter(topUp, true);
        }
    }

    private void note(PaidTopUp topUp, String title, String detail) {
        timeline.note(topUp.key(), StoryKind.METER, title, detail, Timeline.PLATFORM);
    }

    /** Should it be missed, the plan still stands; and no case's trouble keeps an alert from being taken in. */
    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
    void wake(MeterAlerted alert) {
        if (alert.alertCode().equals(ENTERED_BY_HAND)) {
            wake(topUps.openAt(List.of(alert.device())));
        }
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
    void wake(HubConnected connected) {
        try {
            wake(topUps.openAt(connected.devices()));
        } catch (RuntimeException failure) {
            log.warn("Top-ups for devices of hub {} wait for their plan", connected.hub(), failure);
        }
    }

    private void wake(List<PaidTopUp> waiting) {
        for (PaidTopUp topUp : waiting) {
            try {
                eachByItself.executeWithoutResult(status -> cases.tell(topUp.key(), "meterBack"));
            } catch (RuntimeException crossed) {
                log.info("Top-up {} has moved on meanwhile: {}", topUp.caseId(), crossed.getMessage());
            }
        }
    }
}
