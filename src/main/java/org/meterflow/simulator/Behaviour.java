package org.meterflow.simulator;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.meterflow.gbcs.Octets;

/** What a kind of device does with a command it has accepted, and with time. */
interface Behaviour {

    /** @return the payload of the answer */
    Octets execute(Task task);

    /** What the device puts into the last byte of the time in its answers. */
    int clockStatus();

    /** Does what is due by now. */
    default void passTime(Instant now, Announcer alerts) {}

    /** When something is due next; null when nothing waits. */
    default @Nullable Instant nextDue() {
        return null;
    }

    /** An alert of nothing but its code, as this kind of device writes it. */
    default Announcement alert(int code) {
        return Announcement.dlms(code);
    }

    /** What it has measured and what that has cost; null for what is no meter. */
    default DeviceView.@Nullable Account account(Instant now) {
        return null;
    }

    /** Whether an event is to be reported at all; some may be switched off. */
    default boolean reports(int code) {
        return true;
    }

    /** Where somebody at home presses keys; null where there are none. */
    default @Nullable KeyPad keyPad() {
        return null;
    }

    /** Puts an event into the device's book, where it keeps one. */
    default void note(int code, Instant at) {}
}
