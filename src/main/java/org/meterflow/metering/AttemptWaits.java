package org.meterflow.metering;

import java.time.Duration;
import org.meterflow.device.DeviceType;
import org.springframework.stereotype.Component;

/** How long an attempt waits for its answer. */
@Component
class AttemptWaits {

    private final MessageMaker maker;
    private final ServiceRules rules;
    private final MeteringSettings settings;

    AttemptWaits(MessageMaker maker, ServiceRules rules, MeteringSettings settings) {
        this.maker = maker;
        this.rules = rules;
        this.settings = settings;
    }

    Duration of(QueuedCommand command) {
        return sleeps(command) ? settings.waitForSleeper() : awake(command);
    }

    /** What went over its hub's line before may be lost, or lie with the hub until the device wakes. */
    Duration onNewLine(QueuedCommand command) {
        return sleeps(command) ? settings.waitForOneWaking() : awake(command);
    }

    private boolean sleeps(QueuedCommand command) {
        return maker.type(command.device()) == DeviceType.GSME;
    }

    private Duration awake(QueuedCommand command) {
        Duration longer = rules.of(command.request()).response();
        return longer == null ? settings.responseTime() : longer;
    }
}
