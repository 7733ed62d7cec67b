package org.meterflow.metering.cosem;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.DecoderException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

/** A connection to one meter: one question, one answer, never longer than the time given. */
final class CosemLine implements AutoCloseable {

    private static final int EVENT_NOTIFICATION = 0xC2;
    private static final int DATA_NOTIFICATION = 0x0F;

    private final Target target;
    private final CosemSettings settings;
    private final long end;
    private final Channel channel;
    private final Answers answers;

    private CosemLine(Target target, CosemSettings settings, long end, Channel channel, Answers answers) {
        this.target = target;
        this.settings = settings;
        this.end = end;
        this.channel = channel;
        this.answers = answers;
    }

    /** @throws CosemFailure when the meter cannot be reached in time */
    static CosemLine open(Target target, CosemSettings settings, EventLoopGroup threads) {
        long end = System.nanoTime() + settings.exchangeWithin().toNanos();
        Answers answers = new Answers(target);
        Bootstrap bootstrap = new Bootstrap()
                .group(threads)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int)
                        settings.connectWithin().toMillis())
                .option(ChannelOption.TCP_NODELAY, true)
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline().addLast(new WrapperDecoder(settings.frame()), answers);
                    }
                });
        ChannelFuture connecting = bootstrap.connect(target.host(), target.port());
        connecting.awaitUninterruptibly();
        if (!connecting.isSuccess()) {
            Throwable cause = connecting.cause();
            throw CosemFailure.passing("No connection to %s: %s".formatted(target, cause.getMessage()));
        }
        return new CosemLine(target, settings, end, connecting.channel(), answers);
    }

    /** @throws CosemFailure when no good answer comes in time */
    byte[] ask(byte[] apdu) {
        return ask(apdu, settings.answerWithin());
    }

    byte[] ask(byte[] apdu, Duration within) {
        CompletableFuture<byte[]> answer = answers.next();
        WrapperFrame frame = new WrapperFrame(target.client(), target.server(), apdu);
        channel.writeAndFlush(Unpooled.wrappedBuffer(frame.encode())).addListener(written -> {
            if (!written.isSuccess()) {
                answer.completeExceptionally(broken(target));
            }
        });
        Duration left = Duration.ofNanos(end - System.nanoTime());
        Duration wait = within.compareTo(left) < 0 ? within : left;
        try {
            return answer.get(Math.max(0, wait.toNanos()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException silence) {
            throw CosemFailure.passing("%s did not answer in time".formatted(target));
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof CosemFailure failure ? failure : broken(target);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw CosemFailure.passing("The platform is stopping");
        }
    }

    private static CosemFailure broken(Target target) {
        return CosemFailure.passing("%s closed the connection, or it broke".formatted(target));
    }

    @Override
    public void close() {
        channel.close();
    }

    /** What comes, handed to the one who waits. */
    private static final class Answers extends SimpleChannelInboundHandler<WrapperFrame> {

        private final Target target;
        private final AtomicReference<CompletableFuture<byte[]>> waiting = new AtomicReference<>();
        private final AtomicReference<CosemFailure> lost = new AtomicReference<>();

        Answers(Target target) {
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
            fail(line, root instanceof CosemFailure failure ? failure : broken(target));
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
}
