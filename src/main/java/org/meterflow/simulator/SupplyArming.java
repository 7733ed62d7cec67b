package org.meterflow.simulator;

import java.time.Instant;
import java.util.function.IntFunction;

/** Arms a supply that is off, so that somebody at home may switch it on, and says so. */
final class SupplyArming {

    private static final int ARMED = 0x8F32;

    private final SupplySwitch supply;
    private final EventLog events;
    private final IntFunction<Announcement> alert;

    /** @param alert as this kind of device writes it */
    SupplyArming(SupplySwitch supply, EventLog events, IntFunction<Announcement> alert) {
        this.supply = supply;
        this.events = events;
        this.alert = alert;
    }

    void arm(Instant now, Announcer alerts) {
        if (supply.state() == SupplySwitch.State.OFF && supply.arm()) {
            events.add(now, ARMED, "");
            alerts.say(alert.apply(ARMED));
        }
    }
}
