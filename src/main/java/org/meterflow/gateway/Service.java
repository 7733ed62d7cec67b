package org.meterflow.gateway;

import java.util.Set;

/** The three addresses of DUIS; which command variants belong to which. */
enum Service {
    /** Non-Device Service: questions to the DCC itself, and commands handed back for local delivery. */
    D(2, 6, 8),
    /** Send Command Service. */
    S(1, 3, 5, 7),
    /** Transform Service. */
    T(4);

    private final Set<Integer> commandVariants;

    Service(Integer... commandVariants) {
        this.commandVariants = Set.of(commandVariants);
    }

    boolean takes(int commandVariant) {
        return commandVariants.contains(commandVariant);
    }
}
