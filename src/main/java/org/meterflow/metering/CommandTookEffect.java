package org.meterflow.metering;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.meterflow.gbcs.MeterAnswer;
import org.meterflow.identifier.Eui64;

/**
 * The date of a future-dated command has come and the device tells how it went (alerts 8F66 and 8F67). It may be told
 * of a command whose acceptance was lost on the way, and of one given up or cancelled too late.
 *
 * @param success false as well when only a part was done
 * @param alert the device's message as it came
 * @param outcome of a replacement of credentials, place by place; null for other commands, of which each part that
 *     took effect is told by an alert of its own
 */
public record CommandTookEffect(
        String reference,
        Eui64 device,
        boolean success,
        byte[] alert,
        @Nullable MeterAnswer outcome,
        Instant at) {}
