package org.meterflow.metering.cosem;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A connection to one meter: one question, one answer, never longer than the time given. */
final class CosemLine implements AutoCloseable {

    private final Target target;
    private final CosemSettings settings;
    private final long end;
    private final Channel channel;
    private final AwaitedAnswers answers;

    private CosemLine(Target target, CosemSettings settings, long end, Channel channel, AwaitedAnswers answers) {
        this.target = target;
        this.settings = settings;
        this.end = end;
        this.channel = channel;
        this.answers = answers;
    }

    /** @throws CosemFailure when the meter cannot be reached in time */
    static CosemLine open(Target target, CosemSettings settings, EventLoopGroup threads) {
        long end = System.nanoTime() + settings.exchangeWithin().toNanos();
        AwaitedAnswers answers = new AwaitedAnswers(target);
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

    static CosemFailure broken(Target target) {
        return CosemFailure.passing("%s closed the connection, or it broke".formatted(target));
    }

    @Override
    public void close() {
        channel.close();
    }
}
