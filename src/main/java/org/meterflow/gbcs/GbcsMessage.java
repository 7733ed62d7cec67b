package org.meterflow.gbcs;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.meterflow.identifier.Eui64;
import org.meterflow.identifier.RequestId;

/**
 * One message between a remote party and a device, with its envelope (GBCS 7.2). What {@link #parse} accepts,
 * {@link #encode} gives back byte for byte.
 *
 * @param originatorCounter unsigned 64 bit; a response repeats its command's
 * @param dateTime 12 bytes of DLMS date-time, only in responses whose use case carries the device's time
 * @param messageCode which use case (GBCS, table of message codes), 0 to FFFF
 * @param payload the use case's own content
 * @param signature null in a pre-command, which waits for its signature; empty when unsigned; else 64 bytes, r and s
 * @param mac null when the message goes without; else 12 bytes
 */
public record GbcsMessage(
        Kind kind,
        long originatorCounter,
        Eui64 originator,
        Eui64 recipient,
        @Nullable Octets dateTime,
        int messageCode,
        @Nullable SupplementaryFields supplementary,
        Octets payload,
        @Nullable Octets signature,
        @Nullable Octets mac) {

    /** No message of the home area network is longer; more is refused unread. */
    public static final int LONGEST = 0xFFFF;

    private static final int GENERAL_CIPHERING = 0xDD;
    private static final int GENERAL_SIGNING = 0xDF;
    private static final byte[] CIPHERING_HEADER = {(byte) GENERAL_CIPHERING, 0, 0, 0, 0, 0, 0};
    private static final byte[] SECURITY_HEADER = {0x11, 0, 0, 0, 0};
    private static final int MAC_LENGTH = 12;
    private static final int SIGNATURE_LENGTH = 64;

    public GbcsMessage {
        requireLength(dateTime, 12, "A date-time");
        requireLength(mac, MAC_LENGTH, "A MAC");
        if (signature != null && !signature.isEmpty()) {
            requireLength(signature, SIGNATURE_LENGTH, "A signature");
        }
        if (messageCode < 0 || messageCode > 0xFFFF) {
            throw new MalformedGbcs("A message code has two bytes, not " + messageCode);
        }
    }

    /** What a message is: its CRA flag, and the use of the key its MAC is made with. */
    public enum Kind {
        COMMAND,
        RESPONSE,
        ALERT;

        int flag() {
            return ordinal() + 1;
        }

        static Kind of(int flag) {
            if (flag < 1 || flag > 3) {
                throw new MalformedGbcs("A message is a command (1), a response (2) or an alert (3), not " + flag);
            }
            return values()[flag - 1];
        }
    }

    /** An unsigned command of the originator, still without its MAC. */
    public static GbcsMessage command(RequestId id, int messageCode, Octets payload) {
        return new GbcsMessage(
                Kind.COMMAND,
                id.counter(),
                id.originator(),
                id.target(),
                null,
                messageCode,
                null,
                payload,
                Octets.NONE,
                null);
    }

    /** The device's answer to this command, still without signature and MAC. */
    public GbcsMessage response(@Nullable Octets deviceTime, @Nullable SupplementaryFields fields, Octets answer) {
        return new GbcsMessage(
                Kind.RESPONSE,
                originatorCounter,
                recipient,
                originator,
                deviceTime,
                messageCode,
                fields,
                answer,
                Octets.NONE,
                null);
    }

    /**
     * Something a device says unasked, still without signature and MAC.
     *
     * @param id the device, the party it tells, and the device's own counter
     */
    public static GbcsMessage alert(RequestId id, int messageCode, Octets payload) {
        return new GbcsMessage(
                Kind.ALERT,
                id.counter(),
                id.originator(),
                id.target(),
                null,
                messageCode,
                null,
                payload,
                Octets.NONE,
                null);
    }

    /** @throws MalformedGbcs when the bytes are no message, with the place and the reason */
    public static GbcsMessage parse(byte[] bytes) {
        if (bytes.length > LONGEST) {
            throw new MalformedGbcs("A message of %s bytes is longer than %s".formatted(bytes.length, LONGEST));
        }
        OctetReader reader = new OctetReader(bytes);
        int tag = reader.peek();
        if (tag == GENERAL_SIGNING) {
            return readSigned(reader, false);
        }
        if (tag != GENERAL_CIPHERING) {
            throw new MalformedGbcs("A message begins with DD or DF, not with %02X".formatted(tag));
        }
        for (byte expected : CIPHERING_HEADER) {
            reader.expect(expected & 0xFF, "the ciphering header");
        }
        int length = reader.berLength("the ciphered part");
        if (length != reader.remaining()) {
            throw new MalformedGbcs(
                    "The ciphered part should have %s bytes, but %s follow".formatted(length, reader.remaining()));
        }
        for (byte expected : SECURITY_HEADER) {
            reader.expect(expected, "the security header");
        }
        return readSigned(reader, true);
    }

    private static GbcsMessage readSigned(OctetReader reader, boolean withMac) {
        reader.expect(GENERAL_SIGNING, "the grouping header");
        reader.expect(9, "the transaction id's length");
        Kind kind = Kind.of(reader.u8("the message's kind"));
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
        Octets mac = withMac ? reader.octets(MAC_LENGTH, "the MAC") : null;
        reader.expectEnd("the message");
        return new GbcsMessage(
                kind, counter, originator, recipient, dateTime, code, supplementary, payload, signature, mac);
    }

    private static Octets readSignature(OctetReader reader) {
        int length = reader.u8("the signature's length");
        if (length != 0 && length != SIGNATURE_LENGTH) {
            throw new MalformedGbcs("A signature has 64 bytes or none, not " + length);
        }
        return reader.octets(length, "the signature");
    }

    /** The bytes of the wire. */
    public byte[] encode() {
        Octets mac = this.mac;
        byte[] grouping = grouping();
        if (mac == null) {
            return grouping;
        }
        return new OctetWriter()
                .put(CIPHERING_HEADER)
                .berLength(SECURITY_HEADER.length + grouping.length + MAC_LENGTH)
                .put(SECURITY_HEADER)
                .put(grouping)
                .put(mac)
                .toBytes();
    }

    /** From DF to the end of the signature field: what the MAC covers. */
    byte[] grouping() {
        Octets signature = this.signature;
        OctetWriter writer = new OctetWriter().u8(GENERAL_SIGNING).put(signedPart());
        if (signature != null) {
            writer.u8(signature.length()).put(signature);
        }
        return writer.toBytes();
    }

    /** From the transaction id's length to the content's last byte: what the signature covers. */
    byte[] signedPart() {
        OctetWriter writer = new OctetWriter()
                .u8(9)
                .u8(kind.flag())
                .i64(originatorCounter)
                .u8(8)
                .put(originator)
                .u8(8)
                .put(recipient);
        Octets dateTime = this.dateTime;
        if (dateTime == null) {
            writer.u8(0);
        } else {
            writer.u8(12).put(dateTime);
        }
        OctetWriter other = new OctetWriter().u16(messageCode);
        if (supplementary != null) {
            supplementary.write(other);
        }
        return writer.counted(other.toBytes()).counted(payload.shared()).toBytes();
    }

    /** The id under which the originator knows the exchange; for a response, that of the command it answers. */
    public RequestId requestId() {
        return kind == Kind.RESPONSE
                ? new RequestId(recipient, originator, originatorCounter)
                : new RequestId(originator, recipient, originatorCounter);
    }

    public boolean isSigned() {
        return signature != null && !signature.isEmpty();
    }

    /** The time of the device's clock at execution, where the response carries one that is fully specified. */
    public @Nullable Instant deviceTime() {
        return dateTime == null ? null : DlmsTime.instant(dateTime);
    }

    public GbcsMessage withPayload(Octets newPayload) {
        return copy(newPayload, signature, mac);
    }

    public GbcsMessage withSignature(@Nullable Octets newSignature) {
        return copy(payload, newSignature, mac);
    }

    public GbcsMessage withMac(@Nullable Octets newMac) {
        return copy(payload, signature, newMac);
    }

    public GbcsMessage withSupplementary(@Nullable SupplementaryFields fields) {
        return new GbcsMessage(
                kind, originatorCounter, originator, recipient, dateTime, messageCode, fields, payload, signature, mac);
    }

    private GbcsMessage copy(Octets newPayload, @Nullable Octets newSignature, @Nullable Octets newMac) {
        return new GbcsMessage(
                kind,
                originatorCounter,
                originator,
                recipient,
                dateTime,
                messageCode,
                supplementary,
                newPayload,
                newSignature,
                newMac);
    }

    private static void requireLength(@Nullable Octets octets, int length, String what) {
        if (octets != null && octets.length() != length) {
            throw new MalformedGbcs("%s has %s bytes, not %s".formatted(what, length, octets.length()));
        }
    }
}
