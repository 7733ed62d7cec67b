package org.meterflow.process.signedcommand;

import java.time.Clock;
import java.util.Optional;
import java.util.OptionalLong;
import org.meterflow.gbcs.GbcsMessage;
import org.meterflow.gbcs.MeterRequest;
import org.meterflow.identifier.RequestId;
import org.meterflow.metering.CannotBeAsked;
import org.meterflow.metering.Meters;
import org.springframework.stereotype.Component;

/**
 * The intended command in the form that its supplier signs. It carries the supplier's own counter: one is proposed, and the
 * supplier may choose another.
 */
@Component
class PreCommands {

    /** The counters of top-ups go in steps of this, in a series of their own. */
    private static final long TOP_UP_STEP = 1L << 32;

    private final Meters meters;
    private final Clock clock;

    PreCommands(Meters meters, Clock clock) {
        this.meters = meters;
        this.clock = clock;
    }

    /** @throws CannotBeAsked when the device cannot be told that, or the request lacks what the message needs */
    GbcsMessage build(CommandOrder order) {
        return build(order, proposal(order));
    }

    /** @throws CannotBeAsked as above */
    GbcsMessage build(CommandOrder order, long counter) {
        return meters.transform(
                new RequestId(order.supplier(), order.device(), counter),
                new MeterRequest.OfService(order.service(), order.body()));
    }

    /** The next after the last known; for a device that this supplier has told nothing yet, the time in milliseconds. */
    private long proposal(CommandOrder order) {
        OptionalLong last = meters.lastCounter(order.device(), order.supplier());
        long next = last.isPresent() ? last.getAsLong() + 1 : clock.millis();
        return next % TOP_UP_STEP == 0 ? next + 1 : next;
    }

    /** Why the device would refuse a command with this counter, as far as is known here. */
    Optional<String> outdated(CommandOrder order, long counter) {
        if (counter <= 0) {
            return Optional.of("The counter " + Long.toUnsignedString(counter) + " is not between 1 and 2^63");
        }
        if (counter % TOP_UP_STEP == 0) {
            return Optional.of(
                    "The counter " + counter + " belongs to the series of top-ups: it is a multiple of 2^32");
        }
        OptionalLong last = meters.lastCounter(order.device(), order.supplier());
        return last.isPresent() && counter <= last.getAsLong()
                ? Optional.of("The counter %s is not above %s, which another command of %s to this device carries"
                        .formatted(counter, last.getAsLong(), order.supplier()))
                : Optional.empty();
    }
}
