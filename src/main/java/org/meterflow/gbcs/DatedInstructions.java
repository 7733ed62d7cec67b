package org.meterflow.gbcs;

import java.time.Instant;
import org.meterflow.gbcs.DlmsRequest.Item;
import org.meterflow.gbcs.DlmsRequest.Verb;

/** In how many parts a dated command takes effect: the device tells of each by an alert of its own (GBCS 16.2). */
public final class DatedInstructions {

    private DatedInstructions() {}

    /** Whether this date withdraws what waits for its date: users write the last day of the year 3000 (DUIS 5.4). */
    public static boolean isWithdrawal(Instant date) {
        return Dates.isNever(date);
    }

    /** @throws MalformedGbcs when the command cannot be read */
    public static int in(GbcsMessage command) {
        Octets payload = command.payload();
        if (DlmsRequest.isIn(payload)) {
            return Math.max(1, activations(DlmsRequest.parse(payload)));
        }
        return payload.at(0) == 0x01 ? Gbz.parse(payload).components().size() : 1;
    }

    /** The date stands last, and wherever a part of the command is to take effect. */
    private static int activations(DlmsRequest request) {
        Item last = request.items().get(request.items().size() - 1);
        return (int) request.items().stream()
                .filter(item -> item.verb() == Verb.SET && item.data().equals(last.data()))
                .count();
    }
}
