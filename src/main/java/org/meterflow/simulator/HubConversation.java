package org.meterflow.simulator;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.timeout.IdleStateEvent;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is said on one line from a hub to the head-end, from the greeting on: the hub proves who it is, and when nothing
 * was heard for a while it asks whether the head-end is still there.
 */
final class HubConversation extends SimpleChannelInboundHandler<HubFrame> {

    private static final Logger log = LoggerFactory.getLogger(HubConversation.class);
    private static final byte[] PING = new byte[Long.BYTES];

    private final HubLine line;
    private final HubIdentity identity;
    private final HubFrame hello;
    private boolean pinged;

    HubConversation(HubLine line, HubIdentity identity) {
        this.line = line;
        this.identity = identity;
        this.hello = identity.hello();
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        if (line.begin(context.channel())) {
            context.writeAndFlush(hello);
        } else {
            context.close();
        }
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, HubFrame frame) {
        pinged = false;
        switch (frame.type()) {
            case HubFrame.WELCOME -> line.welcomed(frame);
            case HubFrame.CHALLENGE -> prove(context, frame);
            case HubFrame.GBCS -> line.received(frame);
            case HubFrame.PING -> context.writeAndFlush(new HubFrame(HubFrame.PONG, frame.body()));
            case HubFrame.PONG -> {
                // it lives: that is all a pong says
            }
            case HubFrame.LATER ->
                line.sentAway(Duration.ofMillis(ByteBuffer.wrap(frame.body()).getInt()));
            case HubFrame.REFUSED ->
                log.warn("The head-end refused a hub: {}", new String(frame.body(), StandardCharsets.UTF_8));
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
        line.broken();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        log.debug("A hub's line broke", cause);
        context.close();
    }
}
