package org.meterflow.process.engine;

import java.util.Optional;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.meterflow.process.CaseKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Cases that go on hear what was kept for them, one after another: the next when they have come to where they wait again after
 * the former. What they do not wait for then, they would not have waited for if they had never stood still.
 */
@Component
class ResumedCases {

    private static final Logger log = LoggerFactory.getLogger(ResumedCases.class);

    private final KeptMessages kept;
    private final RunningCases running;
    private final Cases cases;
    private final TransactionTemplate transaction;

    ResumedCases(KeptMessages kept, RunningCases running, Cases cases, PlatformTransactionManager transactions) {
        this.kept = kept;
        this.running = running;
        this.cases = cases;
        this.transaction = new TransactionTemplate(transactions);
    }

    @Scheduled(fixedDelay = 1000)
    void goOn() {
        kept.notHeard().forEach(this::goOn);
    }

    private void goOn(CaseKey key) {
        try {
            transaction.executeWithoutResult(open -> {
                kept.rootThatHasNotHeard(key).ifPresent(kept::lock);
                hear(key);
            });
        } catch (ConcurrencyFailureException crossed) {
            log.debug("{} is busy and hears later what was kept for it", key, crossed);
        } catch (RuntimeException surprise) {
            log.warn("{} cannot be told what was kept for it", key, surprise);
        }
    }

    /** In the caller's transaction, which holds the lock of the outermost instance. */
    void hear(CaseKey key) {
        for (Optional<String> next = kept.first(key); next.isPresent(); next = kept.first(key)) {
            if (!hear(key, next.get())) {
                return;
            }
        }
    }

    /** @return false when it has to wait */
    private boolean hear(CaseKey key, String message) {
        Optional<ProcessInstance> instance = running.instance(key);
        boolean awaited = cases.awaits(key, message);
        boolean later = instance.isPresent()
                && (instance.get().isSuspended()
                        || !awaited && kept.isMoving(instance.get().getId()));
        if (later) {
            return false;
        }
        kept.forget(key, message);
        if (awaited) {
            cases.deliver(key, message);
        }
        return true;
    }
}
