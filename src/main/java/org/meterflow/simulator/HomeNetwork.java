package org.meterflow.simulator;

import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.meterflow.gbcs.GbcsMessage;
import org.meterflow.gbcs.MalformedGbcs;
import org.meterflow.gbcs.Octets;
import org.meterflow.identifier.Eui64;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The network of a home, between its hub and the devices: commands wait until a gas meter wakes, and on the way back to
 * the line answers and alerts meet the faults that were ordered. On the hub's event loop only.
 */
final class HomeNetwork {

    private static final Logger log = LoggerFactory.getLogger(HomeNetwork.class);

    private final HubDevices devices;
    private final Predicate<SimulatedDevice> joined;
    private final Set<Eui64> sleepers;
    private final Duration longestSleep;
    private final EventLoop loop;
    private final HubClock clock;
    private final Faults faults;
    private final Consumer<HubFrame> line;

    /**
     * @param longestSleep of the home's gas meters
     * @param joined whether a device is in the network
     * @param line takes what goes to the head-end
     */
    HomeNetwork(
            SimulatedHome home,
            Duration longestSleep,
            HubDevices devices,
            Predicate<SimulatedDevice> joined,
            EventLoop loop,
            HubClock clock,
            Faults faults,
            Consumer<HubFrame> line) {
        this.sleepers = home.gas().stream().map(SimulatedHome.GasMeter::gsme).collect(Collectors.toUnmodifiableSet());
        this.longestSleep = longestSleep;
        this.devices = devices;
        this.joined = joined;
        this.loop = loop;
        this.clock = clock;
        this.faults = faults;
        this.line = line;
    }

    /**
     * Brings a command to its device, and the answer back.
     *
     * @param heard what follows when the device has heard it
     */
    void carry(Eui64 hub, byte[] bytes, Runnable heard) {
        try {
            GbcsMessage message = GbcsMessage.parse(bytes);
            SimulatedDevice device = devices.find(message.recipient());
            if (message.kind() != GbcsMessage.Kind.COMMAND || device == null) {
                log.warn("Hub {} has no device for {}", hub, message.requestId());
            } else if (!faults.isOffline(device.eui()) && joined.test(device)) {
                whenAwake(device, () -> execute(device, message, heard));
            }
        } catch (MalformedGbcs malformed) {
            log.warn("Hub {} received no message: {}", hub, malformed.getMessage());
        }
    }

    /** A gas meter hears nothing while it sleeps: the hub keeps its commands until then. */
    private void whenAwake(SimulatedDevice device, Runnable action) {
        long longest = sleepers.contains(device.eui()) ? longestSleep.toMillis() : 0;
        Duration sleep =
                Duration.ofMillis(longest == 0 ? 0 : ThreadLocalRandom.current().nextLong(longest));
        if (sleep.isZero()) {
            action.run();
        } else {
            later(sleep, action);
        }
    }

    private void execute(SimulatedDevice device, GbcsMessage command, Runnable heard) {
        if (faults.isNoise(device.eui())) {
            return;
        }
        Octets answer = answer(device, command);
        if (answer != null) {
            faults.deliver(device.eui(), () -> send(device, answer), this::later);
        }
        tell(device);
        heard.run();
    }

    private @Nullable Octets answer(SimulatedDevice device, GbcsMessage command) {
        try {
            return device.receive(command, clock.now());
        } catch (MissingKey missing) {
            log.error("Device {} cannot answer: {}", device.eui(), missing.getMessage());
            return null;
        }
    }

    private void later(Duration delay, Runnable action) {
        loop.schedule(action, delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Sends the alerts a device has raised. */
    void tell(SimulatedDevice device) {
        try {
            device.takeAlerts(clock.now()).forEach(alert -> send(device, alert));
        } catch (MissingKey missing) {
            log.error("Device {} cannot raise an alert: {}", device.eui(), missing.getMessage());
        }
    }

    /** Sends the last alerts once more, to a head-end that may have missed them. */
    void repeatAlerts() {
        devices.all().forEach(device -> device.state().alerts().forEach(alert -> send(device, alert)));
    }

    private void send(SimulatedDevice device, Octets message) {
        if (!faults.isOffline(device.eui()) && joined.test(device)) {
            line.accept(new HubFrame(HubFrame.GBCS, message.bytes()));
        }
    }
}
