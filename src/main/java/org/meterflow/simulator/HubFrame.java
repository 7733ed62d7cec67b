package org.meterflow.simulator;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.LengthFieldBasedFrameDecoder;
import io.netty.handler.codec.MessageToByteEncoder;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meterflow.gbcs.OctetWriter;
import org.meterflow.gbcs.Octets;
import org.meterflow.identifier.Eui64;

/** One frame of the line between hub and head-end: a type, and a body; the package says which. */
record HubFrame(int type, byte[] body) {

    static final int HELLO = 1;
    static final int WELCOME = 2;
    static final int GBCS = 3;
    static final int PING = 4;
    static final int PONG = 5;
    static final int REFUSED = 6;
    static final int POWER_LOST = 7;
    static final int LATER = 8;
    static final int CHALLENGE = 9;
    static final int PROOF = 10;

    /** What a hub puts at the end of its greeting, and what the head-end challenges it with. */
    static final int RANDOM_BYTES = 32;

    private static final int VERSION = 2;
    private static final int LONGEST = 64 * 1024;
    private static final int LENGTH_BYTES = 4;

    /** @param random bytes that no other greeting has */
    static HubFrame hello(Eui64 hub, List<Eui64> devices, Octets random) {
        OctetWriter writer = new OctetWriter().put(hub).u8(VERSION).u8(devices.size());
        devices.forEach(writer::put);
        writer.put(random);
        return new HubFrame(HELLO, writer.toBytes());
    }

    static HubFrame powerLost(Instant since) {
        return new HubFrame(
                POWER_LOST, new OctetWriter().i64(since.toEpochMilli()).toBytes());
    }

    /** Cuts the stream into frames. */
    static final class Decoder extends LengthFieldBasedFrameDecoder {

        Decoder() {
            super(LENGTH_BYTES + LONGEST, 0, LENGTH_BYTES, 0, LENGTH_BYTES);
        }

        @Override
        protected @Nullable Object decode(ChannelHandlerContext context, ByteBuf in) throws Exception {
            ByteBuf frame = (ByteBuf) super.decode(context, in);
            if (frame == null) {
                return null;
            }
            try {
                int type = frame.isReadable() ? frame.readUnsignedByte() : 0;
                byte[] body = new byte[frame.readableBytes()];
                frame.readBytes(body);
                return new HubFrame(type, body);
            } finally {
                frame.release();
            }
        }
    }

    /** Puts length and type before each body. */
    static final class Encoder extends MessageToByteEncoder<HubFrame> {

        @Override
        protected void encode(ChannelHandlerContext context, HubFrame frame, ByteBuf out) {
            out.writeInt(1 + frame.body().length).writeByte(frame.type()).writeBytes(frame.body());
        }
    }
}
