package org.meterflow.process.signedcommand;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.meterflow.gbcs.RequestPart;
import org.meterflow.identifier.Eui64;
import org.meterflow.identifier.Mpxn;
import org.meterflow.process.CaseKey;

/**
 * A critical command that a process wants a device to carry out, and that only the responsible supplier can sign.
 *
 * @param id given by the process: the same order twice is one command. Up to 150 characters
 * @param service service reference variant, such as {@code 1.6}
 * @param body the element of the request's body with all its parts, as the supplier would send it (DUIS)
 * @param mpxn the meter point whose registration access is decided by
 * @param supplier the user who signs
 * @param signBy until when; null for as long as the settings say, from when it is asked
 */
public record CommandOrder(
        String id,
        CaseKey parent,
        String service,
        RequestPart body,
        Eui64 device,
        @Nullable Mpxn mpxn,
        Eui64 supplier,
        @Nullable Instant signBy) {

    private static final int LONGEST = 150;

    public CommandOrder {
        if (id.isBlank() || id.length() > LONGEST) {
            throw new IllegalArgumentException("A command's id has 1 to " + LONGEST + " characters");
        }
    }

    public static CommandOrder of(
            String id,
            CaseKey parent,
            String service,
            RequestPart body,
            Eui64 device,
            @Nullable Mpxn mpxn,
            Eui64 supplier) {
        return new CommandOrder(id, parent, service, body, device, mpxn, supplier, null);
    }

    public CommandOrder signedBy(Instant end) {
        return new CommandOrder(id, parent, service, body, device, mpxn, supplier, end);
    }
}
