package org.meterflow.simulator;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiPredicate;
import org.meterflow.identifier.Eui64;

/** What somebody in a simulated home does at a meter; each is answered with whether the meter did it. */
public final class AtHome {

    private final SimulatedHub hub;
    private final Eui64 meter;

    AtHome(SimulatedHub hub, Eui64 meter) {
        this.hub = hub;
        this.meter = meter;
    }

    /**
     * Switches an armed supply on.
     *
     * @throws IllegalArgumentException when this is no meter, as with all that follows
     */
    public boolean switchOn() {
        return act((device, now) -> device.keyPad().switchOn(now));
    }

    /** @param digits of a top-up token, without blanks */
    public boolean enterToken(String digits) {
        return act((device, now) -> device.keyPad().enter(digits, now, device));
    }

    /** Asks for emergency credit. */
    public boolean borrow() {
        return act((device, now) -> device.keyPad().borrow(now, device));
    }

    private boolean act(BiPredicate<SimulatedDevice, Instant> act) {
        return Fleet.ask(hub, () -> {
            AtomicBoolean done = new AtomicBoolean();
            hub.happen(meter, (device, now) -> done.set(act.test(device, device.clock(now))));
            return done.get();
        });
    }
}
