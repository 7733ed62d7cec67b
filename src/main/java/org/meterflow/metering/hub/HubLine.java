package org.meterflow.metering.hub;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.timeout.IdleStateEvent;
import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.meterflow.identifier.Eui64;
import org.meterflow.identifier.Reason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One open line to a hub. It answers and sends pings itself, hangs up on a hub that stays silent after one, and reads
 * no further while the platform has not yet stored what was read.
 */
class HubLine extends ChannelDuplexHandler {

    private static final Logger log = LoggerFactory.getLogger(HubLine.class);
    private static final int MOST_UNSTORED = 64;
    private static final AtomicLong PINGS = new AtomicLong();

    private final UUID session = UUID.randomUUID();
    private final HubLines lines;
    private final AtomicInteger unstored = new AtomicInteger();
    private volatile @Nullable ChannelHandlerContext context;
    private volatile @Nullable Eui64 hub;
    private volatile boolean admitted;
    private boolean greeted;
    private boolean pinged;

    HubLine(HubLines lines) {
        this.lines = lines;
    }

    UUID session() {
        return session;
    }

    /** Null until the hub has said who it is. */
    @Nullable
    Eui64 hub() {
        return hub;
    }

    void belongsTo(Eui64 owner) {
        hub = owner;
    }

    /** Its record is committed. */
    void admitted() {
        admitted = true;
    }

    boolean isAdmitted() {
        return admitted;
    }

    boolean isOpen() {
        ChannelHandlerContext current = context;
        return current != null && current.channel().isActive();
    }

    /** @param undelivered run when the frame could not be written: the line is broken */
    void send(HubFrame frame, Runnable undelivered) {
        ChannelHandlerContext current = context;
        if (current == null) {
            undelivered.run();
            return;
        }
        current.writeAndFlush(frame).addListener(written -> {
            if (!written.isSuccess()) {
                undelivered.run();
            }
        });
    }

    void send(HubFrame frame) {
        send(frame, () -> {});
    }

    void refuse(String reason) {
        log.warn("Refused {}: {}", this, reason);
        ChannelHandlerContext current = context;
        if (current != null) {
            current.writeAndFlush(HubFrame.refused(reason)).addListener(ChannelFutureListener.CLOSE);
        }
    }

    void sendAway(Duration absence) {
        ChannelHandlerContext current = context;
        if (current != null) {
            current.writeAndFlush(HubFrame.later(absence)).addListener(ChannelFutureListener.CLOSE);
        }
    }

    void close() {
        ChannelHandlerContext current = context;
        if (current != null) {
            current.close();
        }
    }

    /** A message that was read is now in the database. */
    void stored() {
        ChannelHandlerContext current = context;
        if (unstored.decrementAndGet() == MOST_UNSTORED / 2 && current != null) {
            current.channel().config().setAutoRead(true);
        }
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
    }

    @Override
    public void channelRead(ChannelHandlerContext current, Object message) {
        pinged = false;
        HubFrame frame = (HubFrame) message;
        greeted |= frame.type() == HubFrame.Type.HELLO;
        if (!greeted) {
            refuse("A line begins with a hello");
            return;
        }
        switch (frame.type()) {
            case PING -> current.writeAndFlush(frame.pong());
            case PONG -> {}
            case GBCS, POWER_LOST -> {
                if (unstored.incrementAndGet() >= MOST_UNSTORED) {
                    pauseReading(current);
                }
                current.fireChannelRead(new HubMessage(this, frame));
            }
            case HELLO -> current.fireChannelRead(new HubMessage(this, frame));
            case WELCOME, REFUSED, LATER -> refuse("A hub does not send a frame of type " + frame.type());
        }
    }

    /** All may have been stored before the pause began: nothing would end it then. */
    private void pauseReading(ChannelHandlerContext current) {
        current.channel().config().setAutoRead(false);
        if (unstored.get() <= MOST_UNSTORED / 2) {
            current.channel().config().setAutoRead(true);
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext current, Object event) {
        if (!(event instanceof IdleStateEvent)) {
            current.fireUserEventTriggered(event);
        } else if (hub == null) {
            refuse("A line begins with a hello, and none came");
        } else if (pinged) {
            log.info("{} has not answered a ping: hanging up", this);
            current.close();
        } else {
            pinged = true;
            current.writeAndFlush(HubFrame.ping(PINGS.incrementAndGet()));
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext current) {
        lines.lost(this);
        current.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext current, Throwable cause) {
        if (cause instanceof TooLongFrameException) {
            refuse("A frame has at most %s bytes of type and body".formatted(HubFrame.LONGEST));
        } else if (cause instanceof DecoderException && cause.getCause() instanceof BadFrame bad) {
            refuse(Reason.of(bad));
        } else {
            if (cause instanceof IOException || cause instanceof DecoderException) {
                log.info("{} broke: {}", this, cause.toString());
            } else {
                log.warn("{} failed", this, cause);
            }
            current.close();
        }
    }

    @Override
    public String toString() {
        ChannelHandlerContext current = context;
        return "the line to %s at %s"
                .formatted(
                        hub == null ? "an unknown hub" : "hub " + hub,
                        current == null ? "no address" : current.channel().remoteAddress());
    }
}
