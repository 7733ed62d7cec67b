package org.meterflow.metering;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.meterflow.gbcs.MeterRequest;
import org.meterflow.identifier.Eui64;

/**
 * One question to one device.
 *
 * @param reference the caller's own name for it, unique for ever; the facts that follow carry it
 * @param takesEffectAt the date in the command itself, at which the device carries it out; null for at once
 * @param notBefore null for at once; until then it holds up no other command
 * @param answerWithin from now, or from {@code notBefore}: afterwards the device counts as unreachable
 * @param attempts how often the command is sent at most, while no answer comes
 */
public record MeterCommand(
        String reference,
        Eui64 device,
        MeterRequest request,
        OnBehalfOf originator,
        @Nullable Instant takesEffectAt,
        @Nullable Instant notBefore,
        Duration answerWithin,
        int attempts) {

    public MeterCommand {
        if (reference.isBlank() || reference.length() > 200) {
            throw new IllegalArgumentException("A command's reference has 1 to 200 characters");
        }
        if (attempts < 1) {
            throw new IllegalArgumentException("A command is attempted at least once, not " + attempts + " times");
        }
        if (answerWithin.isNegative() || answerWithin.isZero()) {
            throw new IllegalArgumentException("A device needs some time to answer, not " + answerWithin);
        }
    }

    MeterCommand to(Eui64 other) {
        return new MeterCommand(
                reference, other, request, originator, takesEffectAt, notBefore, answerWithin, attempts);
    }

    MeterCommand withRequest(MeterRequest other) {
        return new MeterCommand(reference, device, other, originator, takesEffectAt, notBefore, answerWithin, attempts);
    }

    /** At once. */
    public MeterCommand(
            String reference,
            Eui64 device,
            MeterRequest request,
            OnBehalfOf originator,
            Duration answerWithin,
            int attempts) {
        this(reference, device, request, originator, null, null, answerWithin, attempts);
    }
}
