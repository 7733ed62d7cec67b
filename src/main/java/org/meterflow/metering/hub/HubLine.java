package org.meterflow.metering.hub;

import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.meterflow.identifier.Eui64;

/** One open line to a hub, as the platform speaks on it. */
class HubLine {

    private static final RefusalLog REFUSALS = new RefusalLog();

    private final UUID session = UUID.randomUUID();
    private final LineGreeting greeting;
    private final Pulse pulse;
    private final UnstoredMessages unstored;
    private volatile @Nullable ChannelHandlerContext context;
    private volatile Object address = LineAddress.of(null);
    private volatile @Nullable Eui64 hub;
    private final List<Runnable> afterTheWelcome = new ArrayList<>(0);
    private volatile boolean admitted;

    HubLine(LineGreeting greeting, Pulse pulse, UnstoredMessages unstored) {
        this.greeting = greeting;
        this.pulse = pulse;
        this.unstored = unstored;
    }

    void goesBy(ChannelHandlerContext added) {
        context = added;
    }

    void comesFrom(SocketAddress remote) {
        address = LineAddress.of(remote);
    }

    private void onLine(Consumer<ChannelHandlerContext> work) {
        ChannelHandlerContext current = context;
        if (current != null) {
            work.accept(current);
        }
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

    /** Its record is committed. What was to be sent as soon as others saw that goes out after the welcome. */
    synchronized void welcome(HubFrame welcome) {
        send(welcome);
        admitted = true;
        afterTheWelcome.forEach(Runnable::run);
        afterTheWelcome.clear();
    }

    boolean isAdmitted() {
        return admitted;
    }

    boolean isOpen() {
        ChannelHandlerContext current = context;
        return current != null && current.channel().isActive();
    }

    /** Its hub has said all that it can, and waits for what is made of it. */
    boolean isBeingJudged() {
        return greeting.isBeingJudged();
    }

    /** From now on what it says counts. */
    void believed() {
        greeting.believed(this);
        onLine(current -> current.channel().attr(HubFrameDecoder.PROVEN).set(true));
    }

    /**
     * A hub answers nothing before it is welcome.
     *
     * @param undelivered run when the message could not be written: the line is broken
     */
    synchronized void carry(HubFrame message, Runnable undelivered) {
        if (admitted || !isOpen()) {
            send(message, undelivered);
        } else {
            afterTheWelcome.add(() -> send(message, undelivered));
        }
    }

    private void send(HubFrame frame, Runnable undelivered) {
        ChannelHandlerContext current = context;
        if (current == null) {
            undelivered.run();
        } else {
            current.writeAndFlush(frame).addListener(written -> {
                if (!written.isSuccess()) {
                    undelivered.run();
                }
            });
        }
    }

    void send(HubFrame frame) {
        send(frame, () -> {});
    }

    void refuse(String reason) {
        REFUSALS.refused(this, reason);
        onLine(current -> current.writeAndFlush(HubFrame.refused(reason)).addListener(ChannelFutureListener.CLOSE));
    }

    /** The same, after a while. */
    void refuse(String reason, Duration delay) {
        greeting.notBelieved();
        Runnable refusal = () -> {
            if (isOpen()) {
                refuse(reason);
            }
        };
        onLine(current -> current.executor().schedule(refusal, delay.toMillis(), TimeUnit.MILLISECONDS));
    }

    /**
     * Asks whether the hub still is at the other end.
     *
     * @param answer told once, on the network's thread; a line from which nothing is read at the moment counts as alive
     */
    void isAlive(Duration within, Consumer<Boolean> answer) {
        if (isOpen()) {
            onLine(current -> current.executor().execute(() -> pulse.ask(current, within, answer)));
        } else {
            answer.accept(false);
        }
    }

    void sendAway(Duration absence) {
        onLine(current -> current.writeAndFlush(HubFrame.later(absence)).addListener(ChannelFutureListener.CLOSE));
    }

    void close() {
        onLine(ChannelHandlerContext::close);
        notWelcomed();
    }

    private synchronized void notWelcomed() {
        afterTheWelcome.forEach(Runnable::run);
        afterTheWelcome.clear();
    }

    /** A message that was read is now in the database. */
    void stored() {
        onLine(current -> unstored.stored(current.channel()));
    }

    @Override
    public String toString() {
        ChannelHandlerContext current = context;
        Object place = current == null ? "no address" : current.channel().remoteAddress();
        return "the line to " + (hub == null ? "an unknown hub" : "hub " + hub) + " at " + place;
    }
}
