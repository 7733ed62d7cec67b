package org.meterflow.metering.hub;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.MessageToByteEncoder;

@Sharable
class HubFrameEncoder extends MessageToByteEncoder<HubFrame> {

    @Override
    protected void encode(ChannelHandlerContext context, HubFrame frame, ByteBuf out) {
        out.writeInt(1 + frame.body().length);
        out.writeByte(frame.type().code);
        out.writeBytes(frame.body());
    }
}
