package org.meterflow.simulator;

import java.time.Instant;

/** What somebody at home does at a meter or at the prepayment interface that belongs to it. */
final class KeyPad {

    private static final int DONE = 0x8161;
    private static final int NOT_DONE = 0x8162;

    private final SupplySwitch supply;
    private final EventLog events;
    private final TopUps topUps;
    private final EmergencyCredit emergency;

    KeyPad(SupplySwitch supply, EventLog events, TopUps topUps, EmergencyCredit emergency) {
        this.supply = supply;
        this.events = events;
        this.topUps = topUps;
        this.emergency = emergency;
    }

    /** Switches an armed supply on. */
    boolean switchOn(Instant now) {
        boolean armed = supply.state() == SupplySwitch.State.ARMED;
        if (armed) {
            supply.on(now);
        }
        return noted(armed, now);
    }

    /** @param digits of a top-up token, as they were typed */
    boolean enter(String digits, Instant now, Announcer alerts) {
        return noted(topUps.enter(digits, now, alerts).code() == TopUps.ADDED, now);
    }

    boolean borrow(Instant now, Announcer alerts) {
        return noted(emergency.activate(now, alerts), now);
    }

    private boolean noted(boolean done, Instant now) {
        events.add(now, done ? DONE : NOT_DONE, "");
        return done;
    }
}
