package org.meterflow.process.caseclocks;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.meterflow.process.CaseKey;
import org.meterflow.process.TimeTeller;
import org.meterflow.process.engine.Cases;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The clocks of a case: its diagram runs {@code caseClocks} beside the work, and its steps start, move and stop them here, in
 * their own transaction. What has gone of them is told as {@link ClockPassed}.
 */
@Component
public class Clocks implements TimeTeller {

    /** The engine keeps times to the millisecond. */
    private static final Duration SAME = Duration.ofSeconds(1);

    private final WatchedClocks rows;
    private final Cases cases;

    Clocks(WatchedClocks rows, Cases cases) {
        this.rows = rows;
        this.cases = cases;
    }

    /** The id under which a call activity runs {@code caseClocks} for the case. */
    public String watch(CaseKey watched) {
        return CaseClocks.id(watched);
    }

    /** @param clock a name in plain words, <em>First response</em>: people read it */
    public void start(CaseKey watched, String clock, Instant from, Instant due) {
        rows.start(watched, clock, from, due, false);
        changed(watched);
    }

    /** A time at which {@link Stage#RAN_OUT} is told, and nothing before or after it. */
    public void alarm(CaseKey watched, String clock, Instant now, Instant at) {
        rows.start(watched, clock, now, at, true);
        changed(watched);
    }

    /** Gives a clock another length from the same beginning; stages that were told are not told again. */
    public void changeLength(CaseKey watched, String clock, Duration length) {
        rows.changeDue(watched, clock, length);
        changed(watched);
    }

    /** All that run stand still. */
    public void rest(CaseKey watched) {
        rows.rest(watched);
        changed(watched);
    }

    /** Those that rested go on, later by the time they did. */
    public void resume(CaseKey watched, Duration rested) {
        rows.resume(watched, rested);
        changed(watched);
    }

    public void stop(CaseKey watched, String clock) {
        rows.stop(watched, clock);
        changed(watched);
    }

    /** The case is over: nobody watches any more. */
    public void end(CaseKey watched) {
        rows.end(watched);
        changed(watched);
    }

    public Optional<Instant> due(CaseKey watched, String clock) {
        return rows.of(watched).stream()
                .filter(each -> each.clock().equals(clock))
                .map(WatchedClock::due)
                .findFirst();
    }

    @Override
    public boolean tells(CaseKey watched, Instant due) {
        return rows.of(watched).stream()
                .filter(each -> each.next().isPresent() && !each.alarm())
                .anyMatch(each -> Duration.between(each.due(), due).abs().compareTo(SAME) < 0);
    }

    /**
     * The rows are locked by now: either the watching case sees the change when it next looks, or it waits and is told. Told when all
     * else in the transaction is done, since a step may change several clocks, and the case waits for one message.
     */
    private void changed(CaseKey watched) {
        CaseKey watching = new CaseKey(CaseClocks.PROCESS, CaseClocks.id(watched));
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void beforeCommit(boolean readOnly) {
                cases.tell(watching, "clockChanged");
            }
        });
    }
}
