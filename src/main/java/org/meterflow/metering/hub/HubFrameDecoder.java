package org.meterflow.metering.hub;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.LengthFieldBasedFrameDecoder;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.util.AttributeKey;
import org.jspecify.annotations.Nullable;

/** Cuts the stream of bytes into frames: four bytes of length, one of type, and the body. */
class HubFrameDecoder extends LengthFieldBasedFrameDecoder {

    /** Set on a line whose hub has proven itself: from then on frames may be long. */
    static final AttributeKey<Boolean> PROVEN = AttributeKey.valueOf("meterflow.hub.proven");

    private static final int LENGTH = 4;

    HubFrameDecoder() {
        super(LENGTH + HubFrame.LONGEST, 0, LENGTH, 0, LENGTH);
    }

    @Override
    protected @Nullable Object decode(ChannelHandlerContext context, ByteBuf in) throws Exception {
        if (in.readableBytes() >= LENGTH
                && !context.channel().hasAttr(PROVEN)
                && in.getUnsignedInt(in.readerIndex()) > HubFrame.LONGEST_OF_STRANGERS) {
            in.skipBytes(in.readableBytes());
            throw new TooLongFrameException();
        }
        ByteBuf frame = (ByteBuf) super.decode(context, in);
        if (frame == null) {
            return null;
        }
        try {
            if (!frame.isReadable()) {
                throw new BadFrame("A frame has at least its type, not a length of 0");
            }
            HubFrame.Type type = HubFrame.Type.of(frame.readUnsignedByte());
            byte[] body = new byte[frame.readableBytes()];
            frame.readBytes(body);
            return new HubFrame(type, body);
        } finally {
            frame.release();
        }
    }
}
