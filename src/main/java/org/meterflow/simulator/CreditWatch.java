package org.meterflow.simulator;

import java.time.Instant;
import java.util.function.IntFunction;

/** Looks after a prepayment meter's credit: warns when little is left, and switches off when it is gone. */
final class CreditWatch {

    private static final int LOW = 0x810D;
    private static final int EMERGENCY_AVAILABLE = 0x8119;
    private static final int EMERGENCY_GONE = 0x81AA;
    private static final int OFF = 0x8F0F;
    private static final int SUSPENDED = 0x8F83;

    private final Memory memory;
    private final Ledger ledger;
    private final SupplySwitch supply;
    private final IntFunction<Announcement> alert;

    /**
     * All in hundred-thousandths of a pound.
     *
     * @param friendly no supply is switched off now for lack of credit
     */
    record Limits(long disablement, long low, long emergencyAvailable, boolean friendly) {}

    CreditWatch(Memory memory, Ledger ledger, SupplySwitch supply, IntFunction<Announcement> alert) {
        this.memory = memory;
        this.ledger = ledger;
        this.supply = supply;
        this.alert = alert;
    }

    void look(Limits limits, Instant now, Announcer alerts) {
        long balance = ledger.balance(now);
        boolean emergencyUsed = ledger.emergencyActive() && ledger.emergencyCredit(now) == 0;
        once(LOW, balance < limits.low(), alerts);
        once(EMERGENCY_AVAILABLE, balance <= limits.emergencyAvailable() && !ledger.emergencyActive(), alerts);
        once(EMERGENCY_GONE, emergencyUsed, alerts);
        boolean gone = balance < limits.disablement() && (!ledger.emergencyActive() || emergencyUsed);
        boolean on = supply.state() == SupplySwitch.State.ON;
        once(SUSPENDED, gone && on && limits.friendly(), alerts);
        if (gone && on && !limits.friendly()) {
            supply.off(now);
            new EventLog(memory, EventLog.EVENTS).add(now, OFF, "");
            alerts.say(alert.apply(OFF));
        }
    }

    /** Told when it becomes so, and not again while it is. */
    private void once(int code, boolean is, Announcer alerts) {
        String told = "told." + code;
        if (is && !memory.has(told)) {
            memory.put(told, 1);
            alerts.say(alert.apply(code));
        } else if (!is) {
            memory.remove(told);
        }
    }
}
