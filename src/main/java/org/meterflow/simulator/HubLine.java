package org.meterflow.simulator;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.timeout.IdleStateHandler;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A hub's line to the head-end, opened again after a pause whenever it breaks. Everything happens on one event loop, the hub's own.
 */
final class HubLine {

    private static final Logger log = LoggerFactory.getLogger(HubLine.class);
    private static final int CONNECT_MILLIS = 10_000;

    private final FleetSettings settings;
    private final EventLoop loop;
    private final HubIdentity identity;
    private final Consumer<HubFrame> receiver;
    private final ReconnectPause pause;
    private @Nullable Channel channel;
    private boolean wanted;
    private boolean opening;
    private boolean welcome;

    /** @param receiver told of WELCOME and GBCS frames, on the event loop */
    HubLine(FleetSettings settings, EventLoop loop, HubIdentity identity, Consumer<HubFrame> receiver) {
        this.settings = settings;
        this.loop = loop;
        this.identity = identity;
        this.receiver = receiver;
        this.pause = new ReconnectPause(settings);
    }

    void open(Duration within) {
        wanted = true;
        retryAfter(Duration.ofMillis(
                (long) (within.toMillis() * ThreadLocalRandom.current().nextDouble())));
    }

    void close() {
        wanted = false;
        Channel open = channel;
        if (open != null) {
            open.close();
        }
    }

    /** Whether the head-end has believed that the hub is who it says, and listens. */
    boolean isWelcome() {
        return welcome && isOpen();
    }

    private boolean isOpen() {
        Channel open = channel;
        return open != null && open.isActive();
    }

    /** Nothing is sent that would not be heard. */
    void send(HubFrame frame) {
        Channel open = channel;
        if (open != null && isWelcome()) {
            open.writeAndFlush(frame);
        }
    }

    private void retryAfter(Duration pause) {
        loop.schedule(this::connect, pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void connect() {
        if (!wanted || opening || isOpen()) {
            return;
        }
        opening = true;
        new Bootstrap()
                .group(loop)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)
                .option(ChannelOption.TCP_NODELAY, true)
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel fresh) {
                        long silence = settings.silence().toMillis();
                        fresh.pipeline()
                                .addLast(new HubFrame.Encoder())
                                .addLast(new HubFrame.Decoder())
                                .addLast(new IdleStateHandler(silence, 0, 0, TimeUnit.MILLISECONDS))
                                .addLast(new HubConversation(HubLine.this, identity));
                    }
                })
                .connect(settings.headEndHost(), settings.headEndPort())
                .addListener(attempt -> {
                    opening = false;
                    if (!attempt.isSuccess()) {
                        log.debug("No line to the head-end: {}", attempt.cause().getMessage());
                        broken();
                    }
                });
    }

    void broken() {
        channel = null;
        welcome = false;
        if (wanted && !loop.isShuttingDown()) {
            retryAfter(pause.next());
        }
    }

    /** @return false when the line is not wanted any more */
    boolean begin(Channel fresh) {
        if (wanted) {
            channel = fresh;
        }
        return wanted;
    }

    void welcomed(HubFrame frame) {
        pause.reset();
        welcome = true;
        receiver.accept(frame);
    }

    void received(HubFrame frame) {
        receiver.accept(frame);
    }

    /** The head-end has no room for the hub until later. */
    void sentAway(Duration absence) {
        pause.tell(absence);
    }
}
