package org.meterflow.process.engine;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Tries again what somebody wants done while the platform itself, by a reminder for instance, is at work on the same case: each
 * time in a transaction of its own, and after a moment. What another person has done meanwhile, it then finds.
 */
@Component
class TriedAgain {

    private static final int ATTEMPTS = 6;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(20);

    private final TransactionTemplate transaction;

    TriedAgain(PlatformTransactionManager transactions) {
        this.transaction = new TransactionTemplate(transactions);
    }

    /**
     * In the caller's transaction, if there is one, once.
     *
     * @throws ConcurrencyFailureException when something is in the way again and again
     */
    <T> T settled(TransactionCallback<T> change) {
        int attempts = TransactionSynchronizationManager.isActualTransactionActive() ? 1 : ATTEMPTS;
        for (int attempt = 1; ; attempt++) {
            try {
                return transaction.execute(change);
            } catch (ConcurrencyFailureException crossed) {
                if (attempt == attempts) {
                    throw crossed;
                }
                LockSupport.parkNanos(FIRST_PAUSE.multipliedBy(1L << attempt).toNanos());
            }
        }
    }
}
