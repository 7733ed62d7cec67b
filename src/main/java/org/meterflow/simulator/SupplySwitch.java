package org.meterflow.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

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
            memory.remove(OFF_SINCE);
            List<Pause> pauses = pauses();
            pauses.add(new Pause(since, now));
            if (pauses.size() > KEPT) {
                pauses.add(0, pauses.remove(0).with(pauses.remove(0)));
            }
            memory.put(PAUSES, pauses.stream().map(Pause::written).collect(Collectors.joining("\n")));
        }
        memory.put(STATE, State.ON.name());
    }

    private record Pause(Instant from, Instant to) {

        /** Two old pauses as one of their length, so that a register never counts what it had not. */
        Pause with(Pause next) {
            return new Pause(next.from.minus(Duration.between(from, to)), next.to);
        }

        String written() {
            return from.toEpochMilli() + " " + to.toEpochMilli();
        }

        boolean covers(Instant at) {
            return !from.isAfter(at) && at.isBefore(to);
        }
    }

    private List<Pause> pauses() {
        List<Pause> pauses = new ArrayList<>();
        for (String pause : memory.lines(PAUSES)) {
            String[] parts = pause.split(" ");
            pauses.add(new Pause(
                    Instant.ofEpochMilli(Long.parseLong(parts[0])), Instant.ofEpochMilli(Long.parseLong(parts[1]))));
        }
        Instant since = memory.time(OFF_SINCE);
        if (since != null) {
            pauses.add(new Pause(since, Instant.MAX));
        }
        return pauses;
    }

    /** What a register shows that stood still while the supply was off. */
    long register(ToLongFunction<Instant> consumption, Instant at) {
        long shown = consumption.applyAsLong(at);
        for (Pause pause : pauses()) {
            if (pause.from().isBefore(at)) {
                Instant to = pause.to().isBefore(at) ? pause.to() : at;
                shown -= consumption.applyAsLong(to) - consumption.applyAsLong(pause.from());
            }
        }
        return shown;
    }

    boolean wasOn(Instant at) {
        return pauses().stream().noneMatch(pause -> pause.covers(at));
    }

    /** How long it was on between two moments. */
    Duration on(Instant from, Instant to) {
        Duration on = Duration.between(from, to);
        for (Pause pause : pauses()) {
            Instant begin = pause.from().isBefore(from) ? from : pause.from();
            Instant end = pause.to().isBefore(to) ? pause.to() : to;
            on = begin.isBefore(end) ? on.minus(Duration.between(begin, end)) : on;
        }
        return on;
    }

    /** When it was switched the last time up to a moment; long ago when it never was. */
    Instant lastChange(Instant until) {
        Instant last = Instant.EPOCH;
        for (Pause pause : pauses()) {
            for (Instant change : List.of(pause.from(), pause.to())) {
                last = !change.isAfter(until) && change.isAfter(last) ? change : last;
            }
        }
        return last;
    }
}
