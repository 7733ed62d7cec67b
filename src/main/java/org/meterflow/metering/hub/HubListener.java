package org.meterflow.metering.hub;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.timeout.IdleStateEvent;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.meterflow.identifier.Reason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears what comes over one line. Nothing counts before its hub is believed; a hub that stays silent after a ping is hung
 * up on, and nothing more is read while the platform has not yet stored what was.
 */
class HubListener extends ChannelDuplexHandler {

    private static final Logger log = LoggerFactory.getLogger(HubListener.class);

    private final HubLines lines;
    private final Greetings greetings;
    private final LineGreeting greeting;
    private final Pulse pulse = new Pulse();
    private final UnstoredMessages unstored = new UnstoredMessages();
    private final HubLine line;

    HubListener(HubLines lines, Greetings greetings) {
        this.lines = lines;
        this.greetings = greetings;
        this.greeting = new LineGreeting(greetings);
        this.line = new HubLine(greeting, pulse, unstored);
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        line.goesBy(added);
    }

    @Override
    public void channelActive(ChannelHandlerContext current) {
        line.comesFrom(current.channel().remoteAddress());
        greetings.arrived(line);
        current.executor().schedule(this::endUnproven, greetings.proofWithin().toMillis(), TimeUnit.MILLISECONDS);
        current.fireChannelActive();
    }

    private void endUnproven() {
        greeting.missing().filter(missing -> line.isOpen()).ifPresent(line::refuse);
    }

    @Override
    public void channelRead(ChannelHandlerContext current, Object message) {
        pulse.felt();
        HubFrame frame = (HubFrame) message;
        if (greeting.isBelieved()) {
            heard(current, frame);
        } else {
            try {
                greeting.hear(line, frame);
            } catch (BadFrame bad) {
                line.refuse(Reason.of(bad));
            }
        }
    }

    private void heard(ChannelHandlerContext current, HubFrame frame) {
        switch (frame.type()) {
            case PING -> current.writeAndFlush(frame.pong());
            case PONG -> {}
            case GBCS, POWER_LOST, HELLO -> {
                unstored.read(current.channel());
                current.fireChannelRead(new HubMessage(line, frame));
            }
            case WELCOME, REFUSED, LATER, CHALLENGE, PROOF ->
                line.refuse("A hub that is welcome does not send a frame of type " + frame.type());
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext current, Object event) {
        if (!(event instanceof IdleStateEvent)) {
            current.fireUserEventTriggered(event);
        } else if (!greeting.isBelieved()) {
            log.debug("{} has its own deadline", line);
        } else if (!pulse.ask(current)) {
            log.info("{} has not answered a ping: hanging up", line);
            current.close();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext current) {
        greetings.left(line);
        pulse.ended();
        lines.lost(line);
        current.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext current, Throwable cause) {
        if (cause instanceof TooLongFrameException) {
            line.refuse("A frame has at most %s bytes of type and body, and %s before a hub has proven itself"
                    .formatted(HubFrame.LONGEST, HubFrame.LONGEST_OF_STRANGERS));
        } else if (cause instanceof DecoderException && cause.getCause() instanceof BadFrame bad) {
            line.refuse(Reason.of(bad));
        } else {
            if (cause instanceof IOException || cause instanceof DecoderException) {
                log.info("{} broke: {}", line, cause.toString());
            } else {
                log.warn("{} failed", line, cause);
            }
            current.close();
        }
    }
}
