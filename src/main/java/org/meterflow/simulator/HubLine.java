package org.meterflow.simulator;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.handler.timeout.IdleStateHandler;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A hub's line to the head-end, opened again whenever it breaks, after a pause that grows and is never the same for
 * all hubs. Everything happens on one event loop, the hub's own.
 */
final class HubLine {

    private static final Logger log = LoggerFactory.getLogger(HubLine.class);
    private static final byte[] PING = new byte[Long.BYTES];
    private static final int CONNECT_MILLIS = 10_000;

    private final FleetSettings settings;
    private final EventLoop loop;
    private final HubIdentity identity;
    private final Consumer<HubFrame> receiver;
    private @Nullable Channel channel;
    private boolean wanted;
    private boolean opening;
    private boolean welcome;
    private int failures;
    private @Nullable Duration told;

    /** @param receiver told of WELCOME and GBCS frames, on the event loop */
    HubLine(FleetSettings settings, EventLoop loop, HubIdentity identity, Consumer<HubFrame> receiver) {
        this.settings = settings;
        this.loop = loop;
        this.identity = identity;
        this.receiver = receiver;
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
                                .addLast(new Conversation());
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

    private void broken() {
        channel = null;
        welcome = false;
        if (wanted && !loop.isShuttingDown()) {
            retryAfter(pause());
        }
    }

    /** The head-end knows better than the hub when there is room for it. */
    private Duration pause() {
        Duration absence = told;
        told = null;
        if (absence != null) {
            return absence;
        }
        long longest = settings.longestPause().toMillis();
        long doubled = settings.shortestPause().toMillis() << Math.min(failures, 20);
        failures++;
        long pause = Math.min(longest, doubled);
        return Duration.ofMillis(pause - ThreadLocalRandom.current().nextLong(pause / 2 + 1));
    }

    private final class Conversation extends SimpleChannelInboundHandler<HubFrame> {

        private final HubFrame hello = identity.hello();
        private boolean pinged;

        @Override
        public void channelActive(ChannelHandlerContext context) {
            if (!wanted) {
                context.close();
                return;
            }
            channel = context.channel();
            context.writeAndFlush(hello);
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, HubFrame frame) {
            pinged = false;
            switch (frame.type()) {
                case HubFrame.WELCOME -> {
                    failures = 0;
                    welcome = true;
                    receiver.accept(frame);
                }
                case HubFrame.CHALLENGE -> prove(context, frame);
                case HubFrame.GBCS -> receiver.accept(frame);
                case HubFrame.PING -> context.writeAndFlush(new HubFrame(HubFrame.PONG, frame.body()));
                case HubFrame.PONG -> {
                    // it lives: that is all a pong says
                }
                case HubFrame.LATER ->
                    told = Duration.ofMillis(ByteBuffer.wrap(frame.body()).getInt());
                case HubFrame.REFUSED ->
                    log.warn(
                            "The head-end refused a hub: {}",
                            new String(frame.body(), java.nio.charset.StandardCharsets.UTF_8));
                default -> {
                    log.warn("The head-end sent a frame of unknown type {}", frame.type());
                    context.close();
                }
            }
        }

        private void prove(ChannelHandlerContext context, HubFrame challenge) {
            try {
                context.writeAndFlush(identity.proof(challenge, hello));
            } catch (MissingKey missing) {
                log.error("A hub cannot prove itself: {}", missing.getMessage());
                context.close();
            }
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext context, Object event) {
            if (!(event instanceof IdleStateEvent)) {
                context.fireUserEventTriggered(event);
            } else if (pinged) {
                context.close();
            } else {
                pinged = true;
                context.writeAndFlush(new HubFrame(HubFrame.PING, PING));
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            broken();
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            log.debug("A hub's line broke", cause);
            context.close();
        }
    }
}
