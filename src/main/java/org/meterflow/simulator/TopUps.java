package org.meterflow.simulator;

import java.time.Instant;

/** Applies top-ups to a ledger: checks the token, keeps the limits, arms a supply that was off for lack of money. */
final class TopUps {

    static final int ADDED = 0;

    /** The numbers gas meters answer with (ZigBee Smart Energy, consumer top-up response). */
    static final int INVALID = 1;

    static final int DUPLICATE = 2;
    static final int ABOVE_CREDIT = 5;
    static final int ABOVE_BALANCE = 4;

    private static final int ADDED_REMOTELY = 0x81C2;
    private static final int DUPLICATE_EVENT = 0x8F51;
    private static final int ABOVE_CREDIT_EVENT = 0x8F5B;
    private static final int ABOVE_BALANCE_EVENT = 0x8F47;
    private static final int NOT_AUTHENTIC_EVENT = 0x8F63;
    private static final int ARMED_EVENT = 0x8F32;

    private final Ledger ledger;
    private final SupplySwitch supply;
    private final TokenCheck tokens;
    private final EventLog events;

    /** @param code 0 when it was added */
    record Result(int code, long amount) {}

    /** The most a meter takes, in hundred-thousandths of a pound. */
    record Limits(long oneTopUp, long balance) {}

    TopUps(Ledger ledger, SupplySwitch supply, TokenCheck tokens, EventLog events) {
        this.ledger = ledger;
        this.supply = supply;
        this.tokens = tokens;
        this.events = events;
    }

    Result apply(String digits, Limits limits, Task task) {
        Instant now = task.now();
        TokenCheck.Verdict verdict = tokens.check(digits, task.command().originatorCounter());
        if (verdict instanceof TokenCheck.Verdict.UsedBefore) {
            return refused(DUPLICATE, DUPLICATE_EVENT, now);
        }
        if (!(verdict instanceof TokenCheck.Verdict.Good good)) {
            return refused(INVALID, NOT_AUTHENTIC_EVENT, now);
        }
        if (good.amount() > limits.oneTopUp()) {
            return refused(ABOVE_CREDIT, ABOVE_CREDIT_EVENT, now);
        }
        if (ledger.balance(now) + good.amount() > limits.balance()) {
            return refused(ABOVE_BALANCE, ABOVE_BALANCE_EVENT, now);
        }
        ledger.topUp(good.amount(), now);
        events.add(now, ADDED_REMOTELY, "", good.amount());
        boolean paidUp = ledger.balance(now) > 0;
        if (paidUp && supply.state() == SupplySwitch.State.OFF && supply.arm()) {
            events.add(now, ARMED_EVENT, "");
        }
        return new Result(ADDED, good.amount());
    }

    private Result refused(int code, int event, Instant now) {
        events.add(now, event, "");
        return new Result(code, 0);
    }
}
