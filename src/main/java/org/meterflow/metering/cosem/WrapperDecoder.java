package org.meterflow.metering.cosem;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.util.List;

/** Bytes to frames; a wrong header is noticed before anything behind it is waited for. */
final class WrapperDecoder extends ByteToMessageDecoder {

    private final int longest;

    /** @param longest APDU that is taken */
    WrapperDecoder(int longest) {
        this.longest = longest;
    }

    @Override
    protected void decode(ChannelHandlerContext line, ByteBuf came, List<Object> frames) {
        if (came.readableBytes() < WrapperFrame.HEADER) {
            return;
        }
        int start = came.readerIndex();
        int version = came.getUnsignedShort(start);
        if (version != WrapperFrame.VERSION) {
            throw CosemFailure.passing("What came is no wrapper frame: its version is %s, not %s"
                    .formatted(version, WrapperFrame.VERSION));
        }
        int length = came.getUnsignedShort(start + 6);
        if (length == 0 || length > longest) {
            throw CosemFailure.passing(
                    "The meter announced a frame of %s bytes; from 1 to %s are taken".formatted(length, longest));
        }
        if (came.readableBytes() >= WrapperFrame.HEADER + length) {
            int source = came.getUnsignedShort(start + 2);
            int destination = came.getUnsignedShort(start + 4);
            byte[] apdu = ByteBufUtil.getBytes(came, start + WrapperFrame.HEADER, length);
            came.skipBytes(WrapperFrame.HEADER + length);
            frames.add(new WrapperFrame(source, destination, apdu));
        }
    }
}
