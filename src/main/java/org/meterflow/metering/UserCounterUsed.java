package org.meterflow.metering;

/** A user's counter names one command to a device, for ever: the same counter cannot carry another. */
public class UserCounterUsed extends RuntimeException {

    UserCounterUsed(MeterCommand command, Throwable cause) {
        super(
                "Command %s to device %s: %s has used its counter for another command to this device"
                        .formatted(command.reference(), command.device(), command.originator()),
                cause);
    }
}
