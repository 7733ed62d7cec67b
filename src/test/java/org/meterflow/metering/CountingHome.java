package org.meterflow.metering;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import org.meterflow.gbcs.GbcsMessage;
import org.meterflow.gbcs.Octets;
import org.meterflow.identifier.Eui64;

/**
 * A home in bad times. Its meter carries out what has a counter above the last of the same originator, as a meter does,
 * and keeps account of them; its firmware version tells how many top-ups there were. Its answers get lost, come late, or come twice.
 */
final class CountingHome {

    /** A command it has done what it says, under its counter. */
    record CarriedOut(int messageCode, long counter) {}

    private static final int TOP_UP = 0x0007;

    private final Eui64 hub;
    private final TestMeter meter;
    private final IntSupplier headEnd;
    private final Random random;
    private final Map<String, Long> lastCounters = new HashMap<>();
    private final List<CarriedOut> carriedOut = new CopyOnWriteArrayList<>();
    private final AtomicInteger topUps = new AtomicInteger();
    private volatile TestHub line;
    private volatile long awayUntil;
    private volatile boolean calm;
    private volatile boolean over;

    /** @param headEnd the port of a node that is up; 0 when there is none */
    CountingHome(Eui64 hub, TestMeter meter, IntSupplier headEnd, long seed) {
        this.hub = hub;
        this.meter = meter;
        this.headEnd = headEnd;
        this.random = new Random(seed);
    }

    TestMeter meter() {
        return meter;
    }

    List<CarriedOut> carriedOut() {
        return List.copyOf(carriedOut);
    }

    void start() {
        Thread thread = new Thread(this::live, "home " + meter.id());
        thread.setDaemon(true);
        thread.start();
    }

    void breakLine() {
        TestHub open = line;
        if (open != null) {
            open.close();
        }
    }

    /** The hub is without power for a while. */
    void goAway(Duration time) {
        awayUntil = System.nanoTime() + time.toNanos();
        breakLine();
    }

    /** No more losses and delays. */
    void calmDown() {
        calm = true;
    }

    void end() {
        over = true;
        breakLine();
    }

    private void live() {
        while (!over) {
            try {
                connect();
            } catch (RuntimeException | AssertionError broken) {
                pause(100);
            }
        }
    }

    /** Fails when the node is killed meanwhile. */
    private void connect() {
        int port = headEnd.getAsInt();
        if (port == 0 || System.nanoTime() < awayUntil) {
            pause(50);
            return;
        }
        try (TestHub open = TestHub.connect(port, hub, hub, meter.id())) {
            line = open;
            serve(open);
        }
    }

    private void serve(TestHub open) {
        while (open.isOpen() && !over) {
            GbcsMessage command = open.commandWithin(Duration.ofMillis(100));
            if (command != null && isNew(command)) {
                GbcsMessage answer = execute(command);
                int fate = calm ? 50 : random.nextInt(100);
                if (fate < 15) {
                    continue;
                }
                pause(fate < 25 ? 1500 : 5);
                open.send(answer);
                if (fate > 90) {
                    open.send(answer);
                }
            }
        }
    }

    /** Users' top-ups count in a series of their own, in steps of 2^32. */
    private boolean isNew(GbcsMessage command) {
        long counter = command.originatorCounter();
        String series = command.originator() + (counter << 32 == 0 ? " top-ups" : "");
        Long last = lastCounters.get(series);
        if (last != null && counter <= last) {
            return false;
        }
        lastCounters.put(series, counter);
        return true;
    }

    private GbcsMessage execute(GbcsMessage command) {
        carriedOut.add(new CarriedOut(command.messageCode(), command.originatorCounter()));
        if (command.messageCode() == TOP_UP) {
            topUps.incrementAndGet();
        }
        return command.isSigned()
                ? meter.signed(command, Octets.ofHex("DA20000000000000"))
                : meter.firmware(command, Octets.ofHex("%08X".formatted(topUps.get())));
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        }
    }
}
