package org.meterflow.process.migration;

import java.time.Clock;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.meterflow.identifier.Reason;
import org.meterflow.process.CaseKey;
import org.meterflow.process.StoryKind;
import org.meterflow.process.Timeline;
import org.meterflow.process.engine.CannotMove;
import org.meterflow.process.engine.CaseVersions;
import org.meterflow.process.migration.MigratedCase.Outcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Moves the cases that wait for it, each in a transaction of its own together with the mark on its story: whatever is cut
 * off in the middle, a case is moved once and says so, or is moved later.
 */
@Component
class MigrationWorker {

    private static final Logger log = LoggerFactory.getLogger(MigrationWorker.class);
    private static final int IN_ONE_GO = 200;

    private final MigrationRows rows;
    private final CaseVersions versions;
    private final Timeline timeline;
    private final Clock clock;
    private final TransactionTemplate transaction;

    MigrationWorker(
            MigrationRows rows,
            CaseVersions versions,
            Timeline timeline,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.rows = rows;
        this.versions = versions;
        this.timeline = timeline;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
    }

    @Scheduled(fixedDelay = 1000)
    void work() {
        rows.open().forEach(this::work);
    }

    private void work(Migration migration) {
        Set<String> busy = new HashSet<>();
        for (int moved = 0; moved < IN_ONE_GO; moved++) {
            if (!moveNext(migration, busy)) {
                rows.endIfDone(migration.id(), clock.instant());
                return;
            }
        }
    }

    /** @return false when there is nothing left to do, or for the moment */
    private boolean moveNext(Migration migration, Set<String> busy) {
        AtomicReference<String> taken = new AtomicReference<>("");
        try {
            return Boolean.TRUE.equals(transaction.execute(open -> {
                Optional<String> next = rows.next(migration.id(), busy);
                next.ifPresent(caseId -> {
                    taken.set(caseId);
                    move(migration, caseId);
                });
                return next.isPresent();
            }));
        } catch (CannotMove obstacle) {
            String why = Objects.requireNonNullElse(obstacle.getMessage(), "");
            rows.settle(migration.id(), Objects.requireNonNull(taken.get()), Outcome.LEFT, why);
        } catch (ConcurrencyFailureException crossed) {
            log.debug("Case {} is busy and will be moved later", taken.get());
            busy.add(Objects.requireNonNull(taken.get()));
        } catch (RuntimeException surprise) {
            log.warn("Case {} cannot be moved", taken.get(), surprise);
            rows.settle(migration.id(), Objects.requireNonNull(taken.get()), Outcome.LEFT, Reason.of(surprise));
        }
        return true;
    }

    private void move(Migration migration, String caseId) {
        CaseKey key = new CaseKey(migration.process(), caseId);
        versions.move(key, migration.fromVersion(), migration.toVersion());
        rows.settle(migration.id(), caseId, Outcome.MOVED, "");
        timeline.note(
                key,
                StoryKind.PERSON,
                "Moved to version " + migration.toVersion() + " of its diagram",
                "From version " + migration.fromVersion() + ". " + migration.reason(),
                migration.askedBy());
    }
}
