package org.meterflow.simulator;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Lets a hub's devices do what they wait for when it is due, and looks again for the next. On the hub's event loop only. */
final class DueChanges {

    /** A change that waits is looked at again at least this often. */
    private static final Duration LONGEST_WAIT = Duration.ofHours(6);

    private final EventLoop loop;
    private final HubClock clock;
    private final HubDevices devices;
    private final HomeNetwork network;
    private final Runnable remember;
    private @Nullable ScheduledFuture<?> next;

    /** @param remember writes down what has changed */
    DueChanges(EventLoop loop, HubClock clock, HubDevices devices, HomeNetwork network, Runnable remember) {
        this.loop = loop;
        this.clock = clock;
        this.devices = devices;
        this.network = network;
        this.remember = remember;
    }

    void carryOut() {
        boolean anything = false;
        for (SimulatedDevice device : devices.all()) {
            Instant due = device.nextDue();
            if (due != null && !due.isAfter(clock.now())) {
                anything = true;
                device.passTime(clock.now());
                network.tell(device);
            }
        }
        if (anything) {
            remember.run();
        }
        schedule();
    }

    /** Nothing is due by a clock that the network has not set yet. */
    void schedule() {
        stop();
        Instant due = devices.nextDue();
        if (due == null || !clock.isSet()) {
            return;
        }
        Instant now = clock.now();
        boolean far = due.isAfter(now.plus(LONGEST_WAIT));
        long millis = far
                ? LONGEST_WAIT.toMillis()
                : Math.max(1, Duration.between(now, due).toMillis() + 1);
        next = loop.schedule(this::carryOut, millis, TimeUnit.MILLISECONDS);
    }

    void stop() {
        ScheduledFuture<?> waiting = next;
        if (waiting != null) {
            waiting.cancel(false);
            next = null;
        }
    }
}
