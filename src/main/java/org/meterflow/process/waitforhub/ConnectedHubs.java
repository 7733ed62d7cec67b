package org.meterflow.process.waitforhub;

import org.meterflow.metering.HubConnected;
import org.meterflow.process.CaseKey;
import org.meterflow.process.engine.Cases;
import org.meterflow.process.placed.PlacedCall;
import org.meterflow.process.placed.PlacedCalls;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionTemplate;

/** Tells the cases that wait for a hub that it has come. Should that be missed, they look by themselves. */
@Component
class ConnectedHubs {

    private static final Logger log = LoggerFactory.getLogger(ConnectedHubs.class);
    private static final int MOST = 100;

    private final PlacedCalls calls;
    private final Cases cases;
    private final TransactionTemplate eachByItself;

    ConnectedHubs(PlacedCalls calls, Cases cases, PlatformTransactionManager transactions) {
        this.calls = calls;
        this.cases = cases;
        this.eachByItself = new TransactionTemplate(transactions);
        this.eachByItself.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
    void on(HubConnected connected) {
        try {
            calls.open(WaitForHub.PROCESS, WaitForHub.HUB, connected.hub().value(), MOST).stream()
                    .map(PlacedCall::key)
                    .forEach(this::tell);
        } catch (RuntimeException failure) {
            log.warn("What waits for hub {} looks for it later", connected.hub(), failure);
        }
    }

    private void tell(CaseKey waiting) {
        try {
            eachByItself.executeWithoutResult(status -> cases.tell(waiting, WaitForHub.CONNECTED));
        } catch (RuntimeException crossed) {
            log.info("Case {} has moved on meanwhile: {}", waiting, crossed.getMessage());
        }
    }
}
