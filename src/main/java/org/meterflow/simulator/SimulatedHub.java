package org.meterflow.simulator;

import io.netty.channel.EventLoop;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BiConsumer;
import org.meterflow.identifier.Eui64;

/**
 * A communications hub with the devices behind it: carries messages, sets their clocks by the network's time, and
 * keeps their memory. Runs on one event loop, and takes no thread of its own.
 */
final class SimulatedHub {

    private final SimulatedHome home;
    private final EventLoop loop;
    private final HubClock clock;
    private final StateFile file;
    private final HubDevices devices;
    private final Faults faults;
    private final HubLine line;
    private final HomeNetwork network;
    private final DueChanges changes;
    private final Breakage breakage;
    private final Misfortune misfortune;
    private final Fitted fitted;

    SimulatedHub(SimulatedHome home, FleetSettings settings, EventLoop loop, Clock clock, DeviceFactory factory) {
        this.home = home;
        this.loop = loop;
        this.clock = new HubClock(clock);
        this.faults = new Faults(home.hub().hashCode());
        this.file = new StateFile(settings.state(), home.hub());
        this.devices =
                new HubDevices(home.hub(), factory.devices(home, file.read(), device -> !faults.isOffline(device)));
        this.breakage = new Breakage(this, faults);
        this.breakage.remember(file.faults());
        this.misfortune = new Misfortune(this);
        HubIdentity identity = new HubIdentity(
                home.hub(),
                home.devices(),
                () -> devices.of(home.hub()).security().keys().signing());
        this.line = new HubLine(settings, loop, identity, this::received);
        this.fitted = new Fitted(devices.of(home.hub()).state().memory(), home);
        this.network =
                new HomeNetwork(home, settings.gasWakeUp(), devices, this::hears, loop, this.clock, faults, line::send);
        this.changes = new DueChanges(loop, this.clock, devices, network, this::remember);
    }

    Eui64 eui() {
        return home.hub();
    }

    EventLoop loop() {
        return loop;
    }

    HubClock clock() {
        return clock;
    }

    HubDevices devices() {
        return devices;
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
        line.send(HubFrame.powerLost(clock.now()));
    }

    void open(Duration within) {
        if (!faults.isOffline(home.hub()) && fitted.connects()) {
            line.open(within);
        }
    }

    /** Somebody fits a device in the home, or takes it away again. */
    void fit(Eui64 device, boolean is) {
        if (is) {
            fitted.fit(device);
        } else {
            fitted.takeAway(device);
        }
        remember();
        connectOrNot();
    }

    boolean hangs(Eui64 device) {
        return fitted.hangs(device);
    }

    /** The wide area network reaches the home from now on, or does not. */
    void cover(boolean is) {
        fitted.cover(is);
        connectOrNot();
    }

    private void connectOrNot() {
        if (fitted.connects()) {
            open(Duration.ZERO);
        } else {
            line.close();
        }
    }

    /** What hangs in the home and has been in its network from the start, or is in the hub's device log. */
    private boolean hears(SimulatedDevice device) {
        boolean known = home.joined().containsKey(device.eui())
                || devices.of(home.hub()).behaviour() instanceof HubFunction hub
                        && hub.state().lists(device.eui());
        return known && fitted.hangs(device.eui()) || device.eui().equals(home.hub());
    }

    void close() {
        line.close();
        changes.stop();
        misfortune.stop();
    }

    boolean isConnected() {
        return line.isWelcome() && clock.isSet();
    }

    /** The hub itself offline is a hub that is not connected. */
    void offline(Eui64 device, boolean is) {
        faults.offline(device, is);
        if (device.equals(home.hub()) && is) {
            line.close();
        } else if (device.equals(home.hub())) {
            open(Duration.ZERO);
        }
    }

    /** Lets something happen to a device, and what it has to say of that be heard. */
    void happen(Eui64 device, BiConsumer<SimulatedDevice, Instant> event) {
        SimulatedDevice found = devices.of(device);
        event.accept(found, clock.now());
        network.tell(found);
        changed();
    }

    private void changed() {
        remember();
        changes.schedule();
    }

    void remember() {
        file.write(devices.saved(), breakage.byHand());
    }

    private void received(HubFrame frame) {
        if (frame.type() == HubFrame.WELCOME) {
            welcome(frame.body());
        } else {
            network.carry(home.hub(), frame.body(), this::changed);
        }
    }

    private void welcome(byte[] time) {
        boolean started = !clock.isSet();
        if (!clock.set(time)) {
            return;
        }
        if (started) {
            breakage.afterRestart();
        }
        network.repeatAlerts();
        changes.carryOut();
    }
}
