package org.meterflow.metering.cosem;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.DecoderException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;

/** What comes from a meter, handed to the one who waits. */
final class AwaitedAnswers extends SimpleChannelInboundHandler<WrapperFrame> {

    private static final int EVENT_NOTIFICATION = 0xC2;
    private static final int DATA_NOTIFICATION = 0x0F;

    private final Target target;
    private final AtomicReference<CompletableFuture<byte[]>> waiting = new AtomicReference<>();
    private final AtomicReference<CosemFailure> lost = new AtomicReference<>();

    AwaitedAnswers(Target target) {
        this.target = target;
    }

    CompletableFuture<byte[]> next() {
        CompletableFuture<byte[]> answer = new CompletableFuture<>();
        waiting.set(answer);
        CosemFailure failure = lost.get();
        if (failure != null) {
            answer.completeExceptionally(failure);
        }
        return answer;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext line, WrapperFrame frame) {
        int tag = frame.apdu()[0] & 0xFF;
        if (tag == EVENT_NOTIFICATION || tag == DATA_NOTIFICATION) {
            return;
        }
        CompletableFuture<byte[]> answer = waiting.getAndSet(null);
        if (answer == null) {
            fail(line, CosemFailure.passing("%s sent what nobody asked for".formatted(target)));
        } else if (frame.source() != target.server() || frame.destination() != target.client()) {
            answer.completeExceptionally(CosemFailure.passing("%s answered from port %s to %s, not from %s to %s"
                    .formatted(target, frame.source(), frame.destination(), target.server(), target.client())));
        } else {
            answer.complete(frame.apdu());
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext line) {
        fail(line, CosemFailure.passing("%s closed the connection".formatted(target)));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext line, Throwable cause) {
        Throwable root = cause instanceof DecoderException && cause.getCause() != null ? cause.getCause() : cause;
        fail(line, root instanceof CosemFailure failure ? failure : CosemLine.broken(target));
    }

    private void fail(ChannelHandlerContext line, CosemFailure failure) {
        lost.compareAndSet(null, failure);
        CompletableFuture<byte[]> answer = waiting.getAndSet(null);
        if (answer != null) {
            answer.completeExceptionally(failure);
        }
        line.close();
    }
}
