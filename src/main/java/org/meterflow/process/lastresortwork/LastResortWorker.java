package org.meterflow.process.lastresortwork;

import org.meterflow.process.engine.Cases;
import org.meterflow.process.lastresortwork.LastResort.Work;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Does what the rows say is to be done, on every node. Whatever is cut off in the middle, a chunk is done and written down, or
 * neither.
 */
@Component
class LastResortWorker {

    private static final Logger log = LoggerFactory.getLogger(LastResortWorker.class);
    private static final int CHUNKS_IN_ONE_GO = 40;

    private final LastResorts directions;
    private final ConcernedMeterPoints points;
    private final PassedRegistrations registrations;
    private final ReplacedKeys keys;
    private final Cases cases;
    private final TransactionTemplate transaction;

    LastResortWorker(
            LastResorts directions,
            ConcernedMeterPoints points,
            PassedRegistrations registrations,
            ReplacedKeys keys,
            Cases cases,
            PlatformTransactionManager transactions) {
        this.directions = directions;
        this.points = points;
        this.registrations = registrations;
        this.keys = keys;
        this.cases = cases;
        this.transaction = new TransactionTemplate(transactions);
    }

    @Scheduled(fixedDelay = 1000)
    void work() {
        directions.atWork().forEach(direction -> {
            try {
                work(direction);
            } catch (RuntimeException failure) {
                log.warn("The direction {} goes on later", direction.caseId(), failure);
            }
        });
    }

    private void work(LastResort direction) {
        int taken = 1;
        for (int chunk = 0; chunk < CHUNKS_IN_ONE_GO && taken > 0; chunk++) {
            taken = direction.work() == Work.REGISTRATIONS
                    ? registrations.passSome(direction)
                    : keys.beginSome(direction);
        }
        if (taken == 0 && !points.workIsLeft(direction.caseId(), direction.work())) {
            transaction.executeWithoutResult(open -> cases.tell(direction.box(), LastResortWork.DONE));
        }
    }
}
