package org.meterflow.simulator;

import java.time.Instant;

/** The load switch or valve of a supply: on, off, or armed for somebody in the home to switch it on; and when it was off. */
final class SupplySwitch {

    /** The numbers of electricity (IEC 62056-6-2, control state). */
    enum State {
        OFF,
        ON,
        ARMED
    }

    private static final String STATE = "supply.state";
    private static final String OFF_SINCE = "supply.off-since";
    private static final String PAUSES = "supply.pauses";
    private static final int KEPT = 200;

    private final Memory memory;

    SupplySwitch(Memory memory) {
        this.memory = memory;
    }

    State state() {
        String written = memory.get(STATE);
        return written == null ? State.ON : State.valueOf(written);
    }

    void off(Instant now) {
        if (state() == State.ON) {
            memory.put(OFF_SINCE, now);
        }
        memory.put(STATE, State.OFF.name());
    }

    /** @return false when it is on already */
    boolean arm() {
        if (state() == State.ON) {
            return false;
        }
        memory.put(STATE, State.ARMED.name());
        return true;
    }

    void on(Instant now) {
        Instant since = memory.time(OFF_SINCE);
        if (since != null) {
            memory.append(PAUSES, since.toEpochMilli() + " " + now.toEpochMilli(), KEPT);
            memory.remove(OFF_SINCE);
        }
        memory.put(STATE, State.ON.name());
    }

    /** What a register shows that stood still while the supply was off. */
    long register(Consumption consumption, Instant at) {
        Instant since = memory.time(OFF_SINCE);
        Instant end = since != null && since.isBefore(at) ? since : at;
        long shown = consumption.at(end);
        for (String pause : memory.lines(PAUSES)) {
            String[] parts = pause.split(" ");
            Instant from = Instant.ofEpochMilli(Long.parseLong(parts[0]));
            Instant to = Instant.ofEpochMilli(Long.parseLong(parts[1]));
            if (from.isBefore(end)) {
                shown -= consumption.at(to.isBefore(end) ? to : end) - consumption.at(from);
            }
        }
        return shown;
    }
}
