package org.meterflow.simulator;

import java.time.Instant;
import java.util.function.Supplier;

/** What somebody at home does at a meter or at the prepayment interface that belongs to it. */
final class KeyPad {

    private static final int DONE = 0x8161;
    private static final int NOT_DONE = 0x8162;

    private final SupplySwitch supply;
    private final EventLog events;
    private final TopUps topUps;
    private final Supplier<TopUps.Limits> limits;
    private final Emergency emergency;

    /** Gives emergency credit where it may be given. */
    @FunctionalInterface
    interface Emergency {
        boolean activate(Instant now, Announcer alerts);
    }

    KeyPad(SupplySwitch supply, EventLog events, TopUps topUps, Supplier<TopUps.Limits> limits, Emergency emergency) {
        this.supply = supply;
        this.events = events;
        this.topUps = topUps;
        this.limits = limits;
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
        return noted(topUps.enter(digits, limits.get(), now, alerts).code() == TopUps.ADDED, now);
    }

    boolean borrow(Instant now, Announcer alerts) {
        return noted(emergency.activate(now, alerts), now);
    }

    private boolean noted(boolean done, Instant now) {
        events.add(now, done ? DONE : NOT_DONE, "");
        return done;
    }
}
