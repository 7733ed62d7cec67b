package org.meterflow.metering.hub;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;

/** One frame on the line between a communications hub and the head-end: a type, and a body that the type explains. */
record HubFrame(Type type, byte[] body) {

    /** Of type and body together. */
    static final int LONGEST = 64 * 1024;

    /** The same before a hub has proven itself: a greeting that names as many devices as it can. */
    static final int LONGEST_OF_STRANGERS = 4 * 1024;

    enum Type {
        /** Hub to head-end: who it is and which devices it reaches. */
        HELLO(1),
        /** Head-end to hub: the network's time. */
        WELCOME(2),
        /** Either way: a message to or from a device, as it is. */
        GBCS(3),
        PING(4),
        PONG(5),
        /** Head-end to hub: why the line is closed. */
        REFUSED(6),
        /** Hub to head-end: its last words; the mains has been gone since then. */
        POWER_LOST(7),
        /** Head-end to hub: too many call at once; after which time this one is to call again. */
        LATER(8),
        /** Head-end to hub: random bytes, to be signed together with the greeting. */
        CHALLENGE(9),
        /** Hub to head-end: that signature, by the hub's own key. */
        PROOF(10);

        final int code;

        Type(int code) {
            this.code = code;
        }

        /** @throws BadFrame when the code means nothing */
        static Type of(int code) {
            for (Type type : values()) {
                if (type.code == code) {
                    return type;
                }
            }
            throw new BadFrame("A frame is of type 1 to 10, not " + code);
        }
    }

    static HubFrame welcome(Instant networkTime) {
        return new HubFrame(
                Type.WELCOME,
                ByteBuffer.allocate(Long.BYTES)
                        .putLong(networkTime.toEpochMilli())
                        .array());
    }

    static HubFrame challenge(byte[] random) {
        return new HubFrame(Type.CHALLENGE, random);
    }

    static HubFrame gbcs(byte[] message) {
        return new HubFrame(Type.GBCS, message);
    }

    static HubFrame ping(long token) {
        return new HubFrame(
                Type.PING, ByteBuffer.allocate(Long.BYTES).putLong(token).array());
    }

    HubFrame pong() {
        return new HubFrame(Type.PONG, body);
    }

    static HubFrame later(Duration absence) {
        return new HubFrame(
                Type.LATER,
                ByteBuffer.allocate(Integer.BYTES)
                        .putInt((int) absence.toMillis())
                        .array());
    }

    /** @throws BadFrame when the body is no time */
    Instant time() {
        if (body.length != Long.BYTES) {
            throw new BadFrame("A time has %s bytes, not %s".formatted(Long.BYTES, body.length));
        }
        return Instant.ofEpochMilli(ByteBuffer.wrap(body).getLong());
    }

    static HubFrame refused(String reason) {
        return new HubFrame(Type.REFUSED, reason.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return type + " frame of " + body.length + " bytes";
    }
}
