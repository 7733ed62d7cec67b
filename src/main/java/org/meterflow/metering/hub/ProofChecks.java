package org.meterflow.metering.hub;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * A few threads that check what hubs give as proof, one address after the other, so that whoever sends many keeps only his
 * neighbours waiting; and no more each second than the node can bear. It is never longer than there are unproven lines.
 */
@Component
class ProofChecks implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(ProofChecks.class);
    private static final int THREADS = 4;

    private record Check(HubLine line, Runnable work) {}

    private final long between;
    private final Map<Object, Queue<Check>> waiting = new LinkedHashMap<>();
    private long nextAt = System.nanoTime();
    private volatile boolean running;

    ProofChecks(DoorSettings settings) {
        between = TimeUnit.SECONDS.toNanos(1) / settings.proofsPerSecond();
    }

    synchronized void add(HubLine line, Runnable work) {
        waiting.computeIfAbsent(line.address(), fresh -> new ArrayDeque<>()).add(new Check(line, work));
        notifyAll();
    }

    private void run() {
        while (running) {
            try {
                Check check = next();
                if (check != null && check.line().isOpen()) {
                    pace();
                    check.work().run();
                }
            } catch (InterruptedException stopped) {
                return;
            } catch (RuntimeException failure) {
                log.error("A hub's proof could not be checked", failure);
            }
        }
    }

    private synchronized @Nullable Check next() throws InterruptedException {
        while (running && waiting.isEmpty()) {
            wait();
        }
        Iterator<Map.Entry<Object, Queue<Check>>> addresses = waiting.entrySet().iterator();
        if (!addresses.hasNext()) {
            return null;
        }
        Map.Entry<Object, Queue<Check>> first = addresses.next();
        addresses.remove();
        Check check = first.getValue().poll();
        if (!first.getValue().isEmpty()) {
            waiting.put(first.getKey(), first.getValue());
        }
        return check;
    }

    private void pace() throws InterruptedException {
        long pause;
        synchronized (this) {
            long now = System.nanoTime();
            nextAt = Math.max(nextAt, now - TimeUnit.SECONDS.toNanos(1) / THREADS) + between;
            pause = nextAt - now;
        }
        if (pause > 0) {
            TimeUnit.NANOSECONDS.sleep(pause);
        }
    }

    @Override
    public void start() {
        running = true;
        for (int i = 1; i <= THREADS; i++) {
            Thread thread = new Thread(this::run, "hub-proofs-" + i);
            thread.setDaemon(true);
            thread.start();
        }
    }

    @Override
    public synchronized void stop() {
        running = false;
        waiting.clear();
        notifyAll();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Before the first hub can connect, and until after the last has gone. */
    @Override
    public int getPhase() {
        return 0;
    }
}
