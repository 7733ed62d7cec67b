package org.meterflow.simulator;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.BiConsumer;
import org.meterflow.identifier.Eui64;

/** What goes wrong on the way from a device to the head-end, as ordered. */
final class Faults {

    /** How long an answer is held back that another is to overtake. */
    static final Duration HELD_BACK = Duration.ofSeconds(3);

    private final Set<Eui64> offline = new HashSet<>(0);
    private final Set<Eui64> twice = new HashSet<>(0);
    private final Set<Eui64> reordered = new HashSet<>(0);
    private final Map<Eui64, Duration> slow = new HashMap<>(0);
    private final Map<Eui64, Integer> lost = new HashMap<>(0);
    private final Map<Eui64, Double> noise = new HashMap<>(0);
    private final Deque<Runnable> heldBack = new ArrayDeque<>(0);
    private final Random chance;

    /** @param seed two lines with the same have the same luck */
    Faults(long seed) {
        this.chance = new Random(seed);
    }

    void offline(Eui64 device, boolean is) {
        set(offline, device, is);
    }

    void twice(Eui64 device, boolean is) {
        set(twice, device, is);
    }

    void reordered(Eui64 device, boolean is) {
        set(reordered, device, is);
    }

    void slow(Eui64 device, Duration by) {
        slow.put(device, by);
    }

    void lose(Eui64 device, int answers) {
        lost.put(device, answers);
    }

    private static void set(Set<Eui64> devices, Eui64 device, boolean is) {
        if (is) {
            devices.add(device);
        } else {
            devices.remove(device);
        }
    }

    boolean isOffline(Eui64 device) {
        return offline.contains(device);
    }

    /** Lets a share of what goes over the radio get lost: 0 for none, 1 for all. */
    void noise(Eui64 device, double share) {
        if (share <= 0) {
            noise.remove(device);
        } else {
            noise.put(device, share);
        }
    }

    /** Whether this message is lost in noise. */
    boolean isNoise(Eui64 device) {
        Double share = noise.get(device);
        return share != null && chance.nextDouble() < share;
    }

    void none(Eui64 device) {
        offline.remove(device);
        twice.remove(device);
        reordered.remove(device);
        slow.remove(device);
        lost.remove(device);
        noise.remove(device);
    }

    /**
     * Lets an answer go its way.
     *
     * @param later runs something after a while
     */
    void deliver(Eui64 device, Runnable send, BiConsumer<Duration, Runnable> later) {
        if (lost.merge(device, -1, Integer::sum) >= 0) {
            return;
        }
        lost.remove(device);
        Runnable delivery = () -> {
            send.run();
            if (twice.contains(device)) {
                send.run();
            }
            releaseHeldBack();
        };
        Duration delay = slow.getOrDefault(device, Duration.ZERO);
        if (reordered.contains(device) && heldBack.isEmpty()) {
            heldBack.add(delivery);
            later.accept(delay.plus(HELD_BACK), this::releaseHeldBack);
        } else if (delay.isZero()) {
            delivery.run();
        } else {
            later.accept(delay, delivery);
        }
    }

    private void releaseHeldBack() {
        Runnable delivery = heldBack.poll();
        if (delivery != null) {
            delivery.run();
        }
    }
}
