package org.meterflow.process.servicerequest;

import java.time.Clock;
import org.meterflow.metering.HubConnected;
import org.meterflow.process.CaseKey;
import org.meterflow.process.engine.Cases;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A hub has called again: what waits for the next planned attempt at one of its devices goes now. Should that be missed, the
 * plan still stands; and no case's trouble keeps a hub from its line.
 */
@Component
class ReturnedHubs {

    private static final Logger log = LoggerFactory.getLogger(ReturnedHubs.class);
    private static final String BACK = "hubBack";

    private final RequestedServices requests;
    private final Cases cases;
    private final TransactionTemplate eachByItself;
    private final Clock clock;

    ReturnedHubs(RequestedServices requests, Cases cases, PlatformTransactionManager transactions, Clock clock) {
        this.requests = requests;
        this.cases = cases;
        this.eachByItself = new TransactionTemplate(transactions);
        this.eachByItself.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.clock = clock;
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
    void on(HubConnected connected) {
        try {
            requests.awaitingAttempt(connected.devices(), clock.instant()).forEach(this::tell);
        } catch (RuntimeException failure) {
            log.warn("What waits for devices of hub {} waits for its plan", connected.hub(), failure);
        }
    }

    private void tell(String request) {
        try {
            eachByItself.executeWithoutResult(status -> cases.tell(new CaseKey(ServiceRequest.PROCESS, request), BACK));
        } catch (RuntimeException crossed) {
            log.info("Request {} has moved on meanwhile: {}", request, crossed.getMessage());
        }
    }
}
