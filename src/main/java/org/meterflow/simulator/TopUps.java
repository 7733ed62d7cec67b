package org.meterflow.simulator;

import java.time.Instant;
import java.util.function.IntFunction;

/**
 * Applies top-ups to a ledger, those that come in commands and those that somebody types: checks the token, keeps the
 * limits, arms a supply that was off for lack of money.
 */
final class TopUps {

    static final int ADDED = 0;

    /** The numbers gas meters answer with (ZigBee Smart Energy, consumer top-up response). */
    static final int INVALID = 1;

    static final int DUPLICATE = 2;
    static final int ABOVE_CREDIT = 5;
    static final int ABOVE_BALANCE = 4;

    private static final int ADDED_REMOTELY = EventLog.COMMANDED;
    private static final int ADDED_LOCALLY = 0x810E;
    private static final int DUPLICATE_EVENT = 0x8F51;
    private static final int ABOVE_CREDIT_EVENT = 0x8F5B;
    private static final int ABOVE_BALANCE_EVENT = 0x8F47;
    private static final int NOT_AUTHENTIC_EVENT = 0x8F63;

    private final Ledger ledger;
    private final AccountTerms terms;
    private final SupplyArming supply;
    private final TokenCheck tokens;
    private final EventLog events;
    private final IntFunction<Announcement> alert;

    /** @param code 0 when it was added */
    record Result(int code, long amount) {}

    /** The most a meter takes, in hundred-thousandths of a pound. */
    record Limits(long oneTopUp, long balance) {}

    /** @param alert as this kind of device writes it */
    TopUps(
            Ledger ledger,
            AccountTerms terms,
            SupplyArming supply,
            TokenCheck tokens,
            EventLog events,
            IntFunction<Announcement> alert) {
        this.ledger = ledger;
        this.terms = terms;
        this.supply = supply;
        this.tokens = tokens;
        this.events = events;
        this.alert = alert;
    }

    Result apply(String digits, Task task) {
        TokenCheck.Verdict verdict = tokens.check(digits, task.command().originatorCounter());
        return add(verdict, ADDED_REMOTELY, task.now(), task.alerts());
    }

    /** As somebody typed it at home; the supplier is told. */
    Result enter(String digits, Instant now, Announcer alerts) {
        Result result = add(tokens.checkTyped(digits), ADDED_LOCALLY, now, alerts);
        if (result.code() == ADDED) {
            alerts.say(alert.apply(ADDED_LOCALLY));
        }
        return result;
    }

    private Result add(TokenCheck.Verdict verdict, int event, Instant now, Announcer alerts) {
        if (verdict instanceof TokenCheck.Verdict.UsedBefore) {
            return refused(DUPLICATE, DUPLICATE_EVENT, now);
        }
        if (!(verdict instanceof TokenCheck.Verdict.Good good)) {
            return refused(INVALID, NOT_AUTHENTIC_EVENT, now);
        }
        Limits limits = terms.topUpLimits();
        if (good.amount() > limits.oneTopUp()) {
            return refused(ABOVE_CREDIT, ABOVE_CREDIT_EVENT, now);
        }
        if (ledger.balance(now) + good.amount() > limits.balance()) {
            return refused(ABOVE_BALANCE, ABOVE_BALANCE_EVENT, now);
        }
        ledger.topUp(good.amount(), now);
        events.add(now, event, "", good.amount());
        if (ledger.balance(now) > 0) {
            supply.arm(now, alerts);
        }
        return new Result(ADDED, good.amount());
    }

    private Result refused(int code, int event, Instant now) {
        events.add(now, event, "");
        return new Result(code, 0);
    }
}
