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

    static final int MAC_LENGTH = 12;
    static final int SIGNATURE_LENGTH = 64;

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

    /** What a message is: its CRA flag, counted from 1, and the use of the key its MAC is made with. */
    public enum Kind {
        COMMAND,
        RESPONSE,
        ALERT
    }

    /** An unsigned command of the originator, still without its MAC. */
    public static GbcsMessage command(RequestId id, int messageCode, Octets payload) {
        return bare(Kind.COMMAND, id, messageCode, payload);
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
        return bare(Kind.ALERT, id, messageCode, payload);
    }

    private static GbcsMessage bare(Kind kind, RequestId id, int code, Octets payload) {
        return new GbcsMessage(
                kind, id.counter(), id.originator(), id.target(), null, code, null, payload, Octets.NONE, null);
    }

    /** @throws MalformedGbcs when the bytes are no message, with the place and the reason */
    public static GbcsMessage parse(byte[] bytes) {
        if (bytes.length > LONGEST) {
            throw new MalformedGbcs("A message of %s bytes is longer than %s".formatted(bytes.length, LONGEST));
        }
        return GbcsEnvelope.open(bytes);
    }

    /** The bytes of the wire. */
    public byte[] encode() {
        return GbcsEnvelope.around(this);
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
        return copy(supplementary, newPayload, signature, mac);
    }

    public GbcsMessage withSignature(@Nullable Octets newSignature) {
        return copy(supplementary, payload, newSignature, mac);
    }

    public GbcsMessage withMac(@Nullable Octets newMac) {
        return copy(supplementary, payload, signature, newMac);
    }

    public GbcsMessage withSupplementary(@Nullable SupplementaryFields fields) {
        return copy(fields, payload, signature, mac);
    }

    private GbcsMessage copy(
            @Nullable SupplementaryFields fields,
            Octets newPayload,
            @Nullable Octets newSignature,
            @Nullable Octets newMac) {
        return new GbcsMessage(
                kind,
                originatorCounter,
                originator,
                recipient,
                dateTime,
                messageCode,
                fields,
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
