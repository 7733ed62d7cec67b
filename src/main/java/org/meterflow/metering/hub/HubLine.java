package org.meterflow.metering.hub;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.timeout.IdleStateEvent;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.meterflow.identifier.Eui64;
import org.meterflow.identifier.Reason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One open line to a hub. Nothing that comes over it counts before its hub is believed. It answers and sends pings itself,
 * hangs up on a hub that stays silent after one, and reads no further while the platform has not yet stored what was read.
 */
class HubLine extends ChannelDuplexHandler {

    private static final Logger log = LoggerFactory.getLogger(HubLine.class);
    private static final int MOST_UNSTORED = 64;
    private static final AtomicLong PINGS = new AtomicLong();
    private static final RefusalLog REFUSALS = new RefusalLog();

    private enum Stage {
        SILENT,
        CHALLENGED,
        JUDGED,
        NOT_BELIEVED,
        BELIEVED
    }

    private record Greeted(Hello hello, byte[] text) {}

    private final UUID session = UUID.randomUUID();
    private final HubLines lines;
    private final Greetings greetings;
    private final AtomicInteger unstored = new AtomicInteger();
    private final Set<Consumer<Boolean>> askers = new LinkedHashSet<>(0);
    private volatile @Nullable ChannelHandlerContext context;
    private volatile Object address = LineAddress.of(null);
    private volatile Stage stage = Stage.SILENT;
    private volatile @Nullable Eui64 hub;
    private volatile boolean admitted;
    private @Nullable Greeted greeted;
    private boolean pinged;

    HubLine(HubLines lines, Greetings greetings) {
        this.lines = lines;
        this.greetings = greetings;
    }

    UUID session() {
        return session;
    }

    /** Where it comes from. */
    Object address() {
        return address;
    }

    /** Null until the line is this hub's. */
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

    /** Asks the hub that has greeted for a proof. On the network's thread. */
    void challenge(Hello hello, byte[] greeting) {
        byte[] challenge = HubProof.challenge();
        greeted = new Greeted(hello, HubProof.text(challenge, greeting));
        stage = Stage.CHALLENGED;
        send(HubFrame.challenge(challenge));
    }

    /** Its hub has said all that it can, and waits for what is made of it. */
    boolean isBeingJudged() {
        return stage == Stage.JUDGED;
    }

    /** From now on what it says counts. */
    void believed() {
        stage = Stage.BELIEVED;
        greetings.left(this);
        ChannelHandlerContext current = context;
        if (current != null) {
            current.channel().attr(HubFrameDecoder.PROVEN).set(true);
        }
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
        REFUSALS.refused(this, reason);
        ChannelHandlerContext current = context;
        if (current != null) {
            current.writeAndFlush(HubFrame.refused(reason)).addListener(ChannelFutureListener.CLOSE);
        }
    }

    /** The same, after a while. */
    void refuse(String reason, Duration delay) {
        stage = Stage.NOT_BELIEVED;
        ChannelHandlerContext current = context;
        if (current != null) {
            current.executor()
                    .schedule(
                            () -> {
                                if (isOpen()) {
                                    refuse(reason);
                                }
                            },
                            delay.toMillis(),
                            TimeUnit.MILLISECONDS);
        }
    }

    /**
     * Asks whether the hub still is at the other end.
     *
     * @param answer told once, on the network's thread; a line from which nothing is read at the moment counts as alive
     */
    void isAlive(Duration within, Consumer<Boolean> answer) {
        ChannelHandlerContext current = context;
        if (current == null || !isOpen()) {
            answer.accept(false);
            return;
        }
        current.executor().execute(() -> {
            if (!isOpen()) {
                answer.accept(false);
            } else if (!current.channel().config().isAutoRead()) {
                answer.accept(true);
            } else {
                askers.add(answer);
                current.writeAndFlush(HubFrame.ping(PINGS.incrementAndGet()));
                current.executor().schedule(() -> tell(answer, false), within.toMillis(), TimeUnit.MILLISECONDS);
            }
        });
    }

    private void tell(Consumer<Boolean> asker, boolean alive) {
        if (askers.remove(asker)) {
            asker.accept(alive);
        }
    }

    private void tellAll(boolean alive) {
        if (!askers.isEmpty()) {
            List.copyOf(askers).forEach(asker -> tell(asker, alive));
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
    public void channelActive(ChannelHandlerContext current) {
        address = LineAddress.of(current.channel().remoteAddress());
        greetings.arrived(this);
        current.executor().schedule(this::endUnproven, greetings.proofWithin().toMillis(), TimeUnit.MILLISECONDS);
        current.fireChannelActive();
    }

    private void endUnproven() {
        if (stage == Stage.SILENT && isOpen()) {
            refuse("A line begins with a hello, and none came");
        } else if (stage == Stage.CHALLENGED && isOpen()) {
            refuse("A hub answers the challenge with a proof, and none came");
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext current, Object message) {
        pinged = false;
        tellAll(true);
        HubFrame frame = (HubFrame) message;
        if (stage == Stage.BELIEVED) {
            heard(current, frame);
        } else {
            try {
                greet(frame);
            } catch (BadFrame bad) {
                refuse(Reason.of(bad));
            }
        }
    }

    private void greet(HubFrame frame) {
        Greeted before = greeted;
        if (stage == Stage.SILENT && frame.type() == HubFrame.Type.HELLO) {
            stage = Stage.JUDGED;
            greetings.hello(this, frame.body());
        } else if (stage == Stage.SILENT) {
            throw new BadFrame("A line begins with a hello");
        } else if (stage == Stage.CHALLENGED && before != null && frame.type() == HubFrame.Type.PROOF) {
            if (frame.body().length != HubProof.SIGNATURE_BYTES) {
                throw new BadFrame(
                        "A proof has %s bytes, not %s".formatted(HubProof.SIGNATURE_BYTES, frame.body().length));
            }
            stage = Stage.JUDGED;
            greetings.proof(this, before.hello(), before.text(), frame.body());
        } else {
            throw new BadFrame("A hub proves itself before it says anything else");
        }
    }

    private void heard(ChannelHandlerContext current, HubFrame frame) {
        switch (frame.type()) {
            case PING -> current.writeAndFlush(frame.pong());
            case PONG -> {}
            case GBCS, POWER_LOST, HELLO -> {
                if (unstored.incrementAndGet() >= MOST_UNSTORED) {
                    pauseReading(current);
                }
                current.fireChannelRead(new HubMessage(this, frame));
            }
            case WELCOME, REFUSED, LATER, CHALLENGE, PROOF ->
                refuse("A hub that is welcome does not send a frame of type " + frame.type());
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
        } else if (stage != Stage.BELIEVED) {
            log.debug("{} has its own deadline", this);
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
        greetings.left(this);
        tellAll(false);
        lines.lost(this);
        current.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext current, Throwable cause) {
        if (cause instanceof TooLongFrameException) {
            refuse("A frame has at most %s bytes of type and body, and %s before a hub has proven itself"
                    .formatted(HubFrame.LONGEST, HubFrame.LONGEST_OF_STRANGERS));
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
