package org.meterflow.gateway;

import java.time.Duration;
import org.meterflow.device.Device;
import org.meterflow.device.DeviceType;
import org.springframework.stereotype.Component;

/** How long a device may take before its user is told that it does not answer. */
@Component
class Patience {

    private final GatewaySettings settings;

    Patience(GatewaySettings settings) {
        this.settings = settings;
    }

    /** Gas meters sleep most of the time. */
    Duration with(Device device) {
        return device.type() == DeviceType.GSME ? settings.sleepingAnswerWithin() : settings.answerWithin();
    }
}
