package org.meterflow.metering.hub;

import io.netty.channel.ChannelHandlerContext;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** Whether the hub still is at the other end of its line. All of it on the network's thread. */
final class Pulse {

    private static final AtomicLong PINGS = new AtomicLong();

    private final Set<Consumer<Boolean>> askers = new LinkedHashSet<>(0);
    private boolean pinged;

    /** The hub has said something. */
    void felt() {
        pinged = false;
        tellAll(true);
    }

    /** The line has ended. */
    void ended() {
        tellAll(false);
    }

    /** @return false when it has not answered since the last silence */
    boolean ask(ChannelHandlerContext line) {
        if (pinged) {
            return false;
        }
        pinged = true;
        ping(line);
        return true;
    }

    /** @param answer told once; a line from which nothing is read at the moment counts as alive */
    void ask(ChannelHandlerContext line, Duration within, Consumer<Boolean> answer) {
        if (!line.channel().isActive()) {
            answer.accept(false);
        } else if (!line.channel().config().isAutoRead()) {
            answer.accept(true);
        } else {
            askers.add(answer);
            ping(line);
            line.executor().schedule(() -> tell(answer, false), within.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private static void ping(ChannelHandlerContext line) {
        line.writeAndFlush(HubFrame.ping(PINGS.incrementAndGet()));
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
}
