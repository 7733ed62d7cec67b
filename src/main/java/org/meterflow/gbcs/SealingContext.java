package org.meterflow.gbcs;

import org.meterflow.identifier.Eui64;

/**
 * For whom a part of an answer is encrypted and under which counter: with the two keys, all that makes the key.
 *
 * @param originator the device
 * @param counter unsigned 64 bit
 * @param recipient the party that may read it, not always the one the message is addressed to
 */
public record SealingContext(Eui64 originator, long counter, Eui64 recipient) {

    public static SealingContext of(GbcsMessage message) {
        SupplementaryFields fields = message.supplementary();
        if (fields == null) {
            return new SealingContext(message.originator(), message.originatorCounter(), message.recipient());
        }
        Long own = fields.originatorCounter();
        return new SealingContext(
                message.originator(), own == null ? message.originatorCounter() : own, fields.remoteParty());
    }
}
