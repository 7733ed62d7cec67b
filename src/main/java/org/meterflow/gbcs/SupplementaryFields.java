package org.meterflow.gbcs;

import org.jspecify.annotations.Nullable;
import org.meterflow.identifier.Eui64;

/**
 * What follows the message code when the message concerns a party other than originator and recipient: the user for
 * whom the DCC asks (GBCS 7.2.7).
 *
 * @param remoteParty that party
 * @param remotePartyCounter that party's own counter (unsigned 64 bit), which its answer must name; absent in an
 *     operational update
 * @param originatorCounter the device's own counter, used for the encryption key when the party is unknown to it
 * @param certificate the party's key agreement certificate (DER), when the device does not know it
 */
public record SupplementaryFields(
        Eui64 remoteParty,
        @Nullable Long remotePartyCounter,
        @Nullable Long originatorCounter,
        @Nullable Octets certificate) {

    public static SupplementaryFields of(Eui64 remoteParty, long remotePartyCounter) {
        return new SupplementaryFields(remoteParty, remotePartyCounter, null, null);
    }

    static @Nullable SupplementaryFields read(OctetReader reader) {
        if (reader.remaining() == 0) {
            return null;
        }
        Eui64 party = Eui64.of(reader.take(8, "the supplementary remote party"));
        Long partyCounter = reader.remaining() == 0 ? null : reader.i64("the supplementary remote party's counter");
        if (reader.remaining() == 8) {
            return new SupplementaryFields(party, partyCounter, reader.i64("the supplementary counter"), null);
        }
        if (reader.remaining() == 0) {
            return new SupplementaryFields(party, partyCounter, null, null);
        }
        if (reader.peek() != 0x30) {
            throw new MalformedGbcs("The supplementary fields end in something that is no certificate");
        }
        return new SupplementaryFields(party, partyCounter, null, reader.octets(reader.remaining(), "certificate"));
    }

    void write(OctetWriter writer) {
        writer.put(remoteParty);
        if (remotePartyCounter != null) {
            writer.i64(remotePartyCounter);
        }
        if (originatorCounter != null) {
            writer.i64(originatorCounter);
        }
        if (certificate != null) {
            writer.put(certificate);
        }
    }
}
