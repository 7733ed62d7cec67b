package org.meterflow.simulator;

import java.time.Duration;
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
    static final int NOT_PREPAYING = 3;
    static final int ABOVE_CREDIT = 6;
    static final int ABOVE_BALANCE = 4;

    /** How many wrong numbers in a row it takes, and for how long the keys then do not take another. */
    private static final int WRONG_IN_A_ROW = 5;

    private static final Duration LOCKED_FOR = Duration.ofMinutes(10);
    private static final String WRONG = "top-up.wrong";
    private static final String LOCKED_UNTIL = "top-up.locked-until";
    private static final int LOCKED = 5;

    private static final int ADDED_REMOTELY = EventLog.COMMANDED;
    private static final int ADDED_LOCALLY = 0x810E;
    private static final int DUPLICATE_EVENT = 0x8F51;
    private static final int ABOVE_CREDIT_EVENT = 0x8F5B;
    private static final int ABOVE_BALANCE_EVENT = 0x8F47;
    private static final int NOT_AUTHENTIC_EVENT = 0x8F63;
    private static final int LOCKED_EVENT = 0x81C4;
    private static final int WHILE_LOCKED_EVENT = 0x81C5;

    private final Ledger ledger;
    private final AccountTerms terms;
    private final SupplyArming supply;
    private final TokenCheck tokens;
    private final EventLog events;
    private final Memory memory;
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
            Memory memory,
            IntFunction<Announcement> alert) {
        this.ledger = ledger;
        this.terms = terms;
        this.supply = supply;
        this.tokens = tokens;
        this.events = events;
        this.memory = memory;
        this.alert = alert;
    }

    Result apply(String digits, Task task) {
        TokenCheck.Verdict verdict = tokens.check(digits, task.command().originatorCounter());
        return add(verdict, ADDED_REMOTELY, task.now(), task.alerts());
    }

    /** As somebody typed it at home; the supplier is told. */
    Result enter(String digits, Instant now, Announcer alerts) {
        Instant locked = memory.time(LOCKED_UNTIL);
        if (locked != null && now.isBefore(locked)) {
            alerts.say(alert.apply(WHILE_LOCKED_EVENT));
            return refused(LOCKED, WHILE_LOCKED_EVENT, now);
        }
        Result result = add(tokens.checkTyped(digits), ADDED_LOCALLY, now, alerts);
        if (result.code() == ADDED) {
            alerts.say(alert.apply(ADDED_LOCALLY));
        }
        countWrong(result.code() == INVALID, now, alerts);
        return result;
    }

    private void countWrong(boolean wrong, Instant now, Announcer alerts) {
        String before = memory.get(WRONG);
        int inARow = wrong ? 1 + (before == null ? 0 : Integer.parseInt(before)) : 0;
        memory.put(WRONG, Integer.toString(inARow % WRONG_IN_A_ROW));
        if (inARow == WRONG_IN_A_ROW) {
            memory.put(LOCKED_UNTIL, now.plus(LOCKED_FOR));
            events.add(now, LOCKED_EVENT, "");
            alerts.say(alert.apply(LOCKED_EVENT));
        }
    }

    private Result add(TokenCheck.Verdict verdict, int event, Instant now, Announcer alerts) {
        if (verdict instanceof TokenCheck.Verdict.UsedBefore) {
            return refused(DUPLICATE, DUPLICATE_EVENT, now);
        }
        if (!(verdict instanceof TokenCheck.Verdict.Good good)) {
            return refused(INVALID, NOT_AUTHENTIC_EVENT, now);
        }
        if (!terms.prepayment()) {
            return new Result(NOT_PREPAYING, 0);
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
