package org.meterflow.gateway;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.meterflow.device.Device;
import org.meterflow.device.DeviceType;
import org.springframework.stereotype.Component;

/** How long a device may take before its user is told that it does not answer. */
@Component
class Patience {

    private final GatewaySettings settings;

    private final Clock clock;

    Patience(GatewaySettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /** Gas meters sleep most of the time. */
    Duration with(Device device) {
        return device.type() == DeviceType.GSME ? settings.sleepingAnswerWithin() : settings.answerWithin();
    }

    /** What was asked for a date has until some time after it, and as much as everything else in any case. */
    Duration with(Device device, @Nullable Instant date) {
        Duration usual = with(device);
        if (date == null) {
            return usual;
        }
        Duration untilThen = Duration.between(clock.instant(), date.plus(settings.datedAnswerWithin()));
        return untilThen.compareTo(usual) > 0 ? untilThen : usual;
    }
}
