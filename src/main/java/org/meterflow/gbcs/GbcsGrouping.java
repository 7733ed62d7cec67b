package org.meterflow.gbcs;

import org.meterflow.gbcs.GbcsMessage.Kind;
import org.meterflow.identifier.Eui64;

/** A message without its MAC (GBCS 7.2, grouping header): who says what to whom, its content and its signature. */
final class GbcsGrouping {

    static final int TAG = 0xDF;

    private GbcsGrouping() {}

    static GbcsMessage read(OctetReader reader, boolean withMac) {
        reader.expect(TAG, "the grouping header");
        reader.expect(9, "the transaction id's length");
        Kind kind = kind(reader.u8("the message's kind"));
        long counter = reader.i64("the originator's counter");
        reader.expect(8, "the originator's length");
        Eui64 originator = Eui64.of(reader.take(8, "the originator"));
        reader.expect(8, "the recipient's length");
        Eui64 recipient = Eui64.of(reader.take(8, "the recipient"));
        int dateTimeLength = reader.u8("the date-time's length");
        if (dateTimeLength != 0 && dateTimeLength != 12) {
            throw new MalformedGbcs("A date-time has 12 bytes, not " + dateTimeLength);
        }
        Octets dateTime = dateTimeLength == 0 ? null : reader.octets(12, "the date-time");
        OctetReader other = reader.slice(reader.berLength("the other information"), "the other information");
        int code = other.u16("the message code");
        SupplementaryFields supplementary = SupplementaryFields.read(other);
        Octets payload = reader.octets(reader.berLength("the content"), "the content");
        Octets signature = withMac || reader.remaining() > 0 ? readSignature(reader) : null;
        Octets mac = withMac ? reader.octets(GbcsMessage.MAC_LENGTH, "the MAC") : null;
        reader.expectEnd("the message");
        return new GbcsMessage(
                kind, counter, originator, recipient, dateTime, code, supplementary, payload, signature, mac);
    }

    private static Octets readSignature(OctetReader reader) {
        int length = reader.u8("the signature's length");
        if (length != 0 && length != GbcsMessage.SIGNATURE_LENGTH) {
            throw new MalformedGbcs("A signature has 64 bytes or none, not " + length);
        }
        return reader.octets(length, "the signature");
    }

    private static Kind kind(int flag) {
        if (flag < 1 || flag > 3) {
            throw new MalformedGbcs("A message is a command (1), a response (2) or an alert (3), not " + flag);
        }
        return Kind.values()[flag - 1];
    }

    /** From DF to the end of the signature field: what the MAC covers. */
    static byte[] encode(GbcsMessage message) {
        Octets signature = message.signature();
        OctetWriter writer = new OctetWriter().u8(TAG).put(signedPart(message));
        if (signature != null) {
            writer.u8(signature.length()).put(signature);
        }
        return writer.toBytes();
    }

    /** From the transaction id's length to the content's last byte: what the signature covers. */
    static byte[] signedPart(GbcsMessage message) {
        OctetWriter writer = new OctetWriter()
                .u8(9)
                .u8(message.kind().ordinal() + 1)
                .i64(message.originatorCounter())
                .u8(8)
                .put(message.originator())
                .u8(8)
                .put(message.recipient());
        Octets dateTime = message.dateTime();
        if (dateTime == null) {
            writer.u8(0);
        } else {
            writer.u8(12).put(dateTime);
        }
        OctetWriter other = new OctetWriter().u16(message.messageCode());
        SupplementaryFields supplementary = message.supplementary();
        if (supplementary != null) {
            supplementary.write(other);
        }
        return writer.counted(other.toBytes())
                .counted(message.payload().shared())
                .toBytes();
    }
}
