package org.meterflow.simulator;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.meterflow.gbcs.GbcsMessage;
import org.meterflow.gbcs.MalformedGbcs;
import org.meterflow.gbcs.Octets;
import org.meterflow.identifier.Eui64;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A communications hub with the devices behind it: carries messages, sets their clocks by the network's time, and
 * keeps their memory. Runs on one event loop, and takes no thread of its own.
 */
final class SimulatedHub {

    private static final Logger log = LoggerFactory.getLogger(SimulatedHub.class);

    /** A change that waits is looked at again at least this often. */
    private static final Duration LONGEST_WAIT = Duration.ofHours(6);

    private final SimulatedHome home;
    private final FleetSettings settings;
    private final EventLoop loop;
    private final Clock clock;
    private final StateFile file;
    private final Map<Eui64, SimulatedDevice> devices = new LinkedHashMap<>();
    private final Faults faults;
    private final HubLine line;
    private final Breakage breakage;
    private final Misfortune misfortune;
    private Duration clockOffset = Duration.ZERO;
    private boolean clockSet;
    private @Nullable ScheduledFuture<?> nextChange;

    SimulatedHub(SimulatedHome home, FleetSettings settings, EventLoop loop, Clock clock, DeviceFactory factory) {
        this.home = home;
        this.settings = settings;
        this.loop = loop;
        this.clock = clock;
        this.faults = new Faults(home.hub().hashCode());
        this.file = new StateFile(settings.state(), home.hub());
        factory.devices(home, file.read(), device -> !faults.isOffline(device))
                .forEach(device -> devices.put(device.eui(), device));
        this.breakage = new Breakage(this, faults);
        this.breakage.remember(file.faults());
        this.misfortune = new Misfortune(this);
        HubIdentity identity = new HubIdentity(
                home.hub(),
                home.devices(),
                () -> device(home.hub()).security().keys().signing());
        this.line = new HubLine(settings, loop, identity, this::received);
    }

    Eui64 eui() {
        return home.hub();
    }

    EventLoop loop() {
        return loop;
    }

    Faults faults() {
        return faults;
    }

    Breakage breakage() {
        return breakage;
    }

    Misfortune misfortune() {
        return misfortune;
    }

    /** What a hub still sends when its power has gone. */
    void sayLastWords() {
        line.send(HubFrame.powerLost(now()));
    }

    void open(Duration within) {
        if (!faults.isOffline(home.hub())) {
            line.open(within);
        }
    }

    void close() {
        line.close();
        cancel(nextChange);
        misfortune.stop();
    }

    private static void cancel(@Nullable ScheduledFuture<?> waiting) {
        if (waiting != null) {
            waiting.cancel(false);
        }
    }

    boolean isConnected() {
        return line.isWelcome() && clockSet;
    }

    /** The hub itself offline is a hub that is not connected. */
    void offline(Eui64 device, boolean is) {
        faults.offline(device, is);
        if (device.equals(home.hub())) {
            if (is) {
                line.close();
            } else {
                line.open(Duration.ZERO);
            }
        }
    }

    DeviceView view(Eui64 device) {
        return device(device).view(now());
    }

    SimulatedDevice device(Eui64 device) {
        SimulatedDevice found = devices.get(device);
        if (found == null) {
            throw new IllegalArgumentException("Hub %s has no device %s".formatted(eui(), device));
        }
        return found;
    }

    List<Eui64> devices() {
        return List.copyOf(devices.keySet());
    }

    /** Lets something happen to a device, and what it has to say of that be heard. */
    void happen(Eui64 device, BiConsumer<SimulatedDevice, Instant> event) {
        SimulatedDevice found = device(device);
        event.accept(found, now());
        tell(found);
        remember();
        scheduleChange();
    }

    /** Whether the network has told the time since this hub was started. */
    boolean knowsTime() {
        return clockSet;
    }

    Instant now() {
        return clock.instant().plus(clockOffset);
    }

    private void received(HubFrame frame) {
        if (frame.type() == HubFrame.WELCOME) {
            welcome(frame.body());
        } else {
            command(frame.body());
        }
    }

    private void welcome(byte[] body) {
        if (body.length != Long.BYTES) {
            log.warn("The network's time has 8 bytes, not {}", body.length);
            return;
        }
        Instant network = Instant.ofEpochMilli(ByteBuffer.wrap(body).getLong());
        clockOffset = Duration.between(clock.instant(), network);
        if (!clockSet) {
            clockSet = true;
            breakage.afterRestart();
        }
        devices.values().stream()
                .filter(device -> !faults.isOffline(device.eui()))
                .flatMap(device -> device.state().alerts().stream())
                .forEach(alert -> line.send(new HubFrame(HubFrame.GBCS, alert.bytes())));
        carryOutDue();
    }

    private void command(byte[] bytes) {
        try {
            GbcsMessage message = GbcsMessage.parse(bytes);
            SimulatedDevice device = devices.get(message.recipient());
            if (message.kind() != GbcsMessage.Kind.COMMAND || device == null) {
                log.warn("Hub {} has no device for {}", eui(), message.requestId());
            } else if (!faults.isOffline(device.eui())) {
                whenAwake(device, message);
            }
        } catch (MalformedGbcs malformed) {
            log.warn("Hub {} received no message: {}", eui(), malformed.getMessage());
        }
    }

    /** A gas meter hears nothing while it sleeps: the hub keeps its commands until then. */
    private void whenAwake(SimulatedDevice device, GbcsMessage command) {
        Duration sleep = sleep(device);
        if (sleep.isZero()) {
            execute(device, command);
        } else {
            later(sleep, () -> execute(device, command));
        }
    }

    private void execute(SimulatedDevice device, GbcsMessage command) {
        if (faults.isNoise(device.eui())) {
            return;
        }
        Octets answer = answer(device, command);
        if (answer != null) {
            Runnable send = () -> send(device, answer);
            faults.deliver(device.eui(), send, this::later);
        }
        tell(device);
        remember();
        scheduleChange();
    }

    private void send(SimulatedDevice device, Octets message) {
        if (!faults.isOffline(device.eui())) {
            line.send(new HubFrame(HubFrame.GBCS, message.bytes()));
        }
    }

    /** Sends the alerts a device has raised. */
    private void tell(SimulatedDevice device) {
        try {
            device.takeAlerts(now()).forEach(alert -> send(device, alert));
        } catch (MissingKey missing) {
            log.error("Device {} cannot raise an alert: {}", device.eui(), missing.getMessage());
        }
    }

    private @Nullable Octets answer(SimulatedDevice device, GbcsMessage command) {
        try {
            return device.receive(command, now());
        } catch (MissingKey missing) {
            log.error("Device {} cannot answer: {}", device.eui(), missing.getMessage());
            return null;
        }
    }

    private Duration sleep(SimulatedDevice device) {
        boolean awake = home.gas().stream().noneMatch(gas -> gas.gsme().equals(device.eui()));
        if (awake) {
            return Duration.ZERO;
        }
        long longest = settings.gasWakeUp().toMillis();
        return Duration.ofMillis(longest == 0 ? 0 : ThreadLocalRandom.current().nextLong(longest));
    }

    private void later(Duration delay, Runnable action) {
        loop.schedule(action, delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void carryOutDue() {
        boolean anything = false;
        for (SimulatedDevice device : devices.values()) {
            Instant due = device.nextDue();
            if (due != null && !due.isAfter(now())) {
                anything = true;
                device.passTime(now());
                tell(device);
            }
        }
        if (anything) {
            remember();
        }
        scheduleChange();
    }

    /** Nothing is due by a clock that the network has not set yet. */
    private void scheduleChange() {
        cancel(nextChange);
        nextChange = null;
        Instant next = devices.values().stream()
                .map(SimulatedDevice::nextDue)
                .filter(due -> due != null)
                .min(Instant::compareTo)
                .orElse(null);
        if (next == null || !clockSet) {
            return;
        }
        Instant now = now();
        boolean far = next.isAfter(now.plus(LONGEST_WAIT));
        long millis = far
                ? LONGEST_WAIT.toMillis()
                : Math.max(1, Duration.between(now, next).toMillis() + 1);
        nextChange = loop.schedule(this::carryOutDue, millis, TimeUnit.MILLISECONDS);
    }

    void remember() {
        Map<Eui64, DeviceState.Saved> saved = new HashMap<>();
        devices.values()
                .forEach(device -> saved.put(device.eui(), device.state().saved()));
        file.write(saved, breakage.byHand());
    }
}
