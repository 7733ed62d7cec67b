package org.meterflow.metering;

import org.jspecify.annotations.Nullable;
import org.meterflow.identifier.Eui64;
import org.meterflow.metering.CommandState.Stage;

/**
 * What the platform adds to a command when it puts it into a queue.
 *
 * @param stateVariant the read that must show, before each attempt, what state the device is in
 * @param stateReadFor the command for whose sake this one reads a state
 * @param meantFor the gas meter, when its mirror is asked
 */
record Queueing(
        Priority priority,
        @Nullable String stateVariant,
        @Nullable Long stateReadFor,
        @Nullable Eui64 meantFor,
        Delivery delivery) {

    static Queueing stateRead(Priority priority, long command) {
        return new Queueing(priority, null, command, null, Delivery.LINE);
    }

    static Queueing handedOver(Priority priority, Delivery delivery) {
        return new Queueing(priority, null, null, null, delivery);
    }

    /** Where a command begins. */
    Stage stage() {
        if (delivery == Delivery.HAND) {
            return Stage.HANDED_OVER;
        }
        return stateVariant == null ? Stage.QUEUED : Stage.CHECKING;
    }
}
