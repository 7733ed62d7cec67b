package org.meterflow.simulator;

import java.time.Instant;
import org.meterflow.gbcs.GbcsMessage;
import org.meterflow.gbcs.OctetWriter;
import org.meterflow.gbcs.Octets;

/**
 * An accepted command while it is carried out.
 *
 * @param sealing encrypts what only the asker may read
 * @param alerts takes what the device has to say unasked
 */
record Task(GbcsMessage command, Instant now, Sealing sealing, Announcer alerts) {

    /** Encrypts a part of the answer for whoever may read it. */
    interface Sealing {
        Octets seal(byte[] plain);
    }

    /** Who asked, in the words of the alerts about dated commands: message code and counter. */
    Octets origin() {
        return new OctetWriter()
                .u16(command.messageCode())
                .i64(command.originatorCounter())
                .toOctets();
    }
}
