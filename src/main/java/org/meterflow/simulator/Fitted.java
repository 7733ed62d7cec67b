package org.meterflow.simulator;

import org.meterflow.identifier.Eui64;

/** Which of a home's devices hang in it; the others lie in a van. The hub remembers it, as it remembers everything. */
final class Fitted {

    private static final String FITTED = "fitted.";
    private static final String TAKEN_AWAY = "away.";

    private final Memory memory;
    private final SimulatedHome home;
    private boolean covered;

    Fitted(Memory memory, SimulatedHome home) {
        this.memory = memory;
        this.home = home;
        this.covered = home.fitting() != SimulatedHome.Fitting.IN_A_VAN_WITHOUT_COVERAGE;
    }

    /** A gas proxy is a part of its hub. */
    boolean hangs(Eui64 device) {
        if (memory.has(TAKEN_AWAY + device.value())) {
            return false;
        }
        return memory.has(FITTED + device.value()) || home.joined().containsKey(device) && isThereFromTheStart(device);
    }

    private boolean isThereFromTheStart(Eui64 device) {
        return home.isFitted() || !device.equals(home.hub());
    }

    void fit(Eui64 device) {
        memory.remove(TAKEN_AWAY + device.value());
        memory.put(FITTED + device.value(), 1);
    }

    void takeAway(Eui64 device) {
        memory.remove(FITTED + device.value());
        memory.put(TAKEN_AWAY + device.value(), 1);
    }

    /** Whether the network reaches the home; that is not the hub's to remember. */
    void cover(boolean is) {
        covered = is;
    }

    /** Whether a hub can connect. */
    boolean connects() {
        return covered && hangs(home.hub());
    }
}
