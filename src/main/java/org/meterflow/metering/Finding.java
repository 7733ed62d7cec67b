package org.meterflow.metering;

import org.jspecify.annotations.Nullable;
import org.meterflow.gbcs.GbcsMessage;

/**
 * What a message from a device was found to be.
 *
 * @param remark for whoever reads the log
 * @param command the command it belongs to, when there is one
 */
record Finding(
        Verdict verdict, @Nullable String remark, @Nullable Long command) {

    static Finding of(Verdict verdict, String remark) {
        return new Finding(verdict, remark, null);
    }

    static Finding of(Verdict verdict, QueuedCommand command) {
        return new Finding(verdict, null, command.id());
    }

    /** A message that belongs to no command. */
    static Finding of(Verdict verdict, GbcsMessage message) {
        return of(verdict, describe(message));
    }

    private static String describe(GbcsMessage message) {
        return "%s %04X with counter %s from %s to %s"
                .formatted(
                        message.kind(),
                        message.messageCode(),
                        Long.toUnsignedString(message.originatorCounter()),
                        message.originator(),
                        message.recipient());
    }
}
