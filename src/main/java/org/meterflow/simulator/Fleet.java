package org.meterflow.simulator;

import io.netty.channel.EventLoop;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.meterflow.gbcs.DeviceKind;
import org.meterflow.gbcs.GbcsCrypto;
import org.meterflow.gbcs.GbcsMessage;
import org.meterflow.gbcs.Octets;
import org.meterflow.identifier.Eui64;

/** A fleet of simulated hubs, from one to thousands, on two threads; faults are made to order, device by device. */
public final class Fleet implements AutoCloseable {

    private static final int THREADS = 2;
    private static final Duration CONNECT_PACE = Duration.ofMillis(5);

    private final NioEventLoopGroup loops =
            new NioEventLoopGroup(THREADS, new DefaultThreadFactory("simulated-hubs", true));
    private final List<SimulatedHub> hubs = new ArrayList<>();
    private final Map<Eui64, SimulatedHub> byDevice = new HashMap<>();
    private final List<FleetDevice> devices;

    /** @param clock the devices' own, until the network sets it right */
    public Fleet(FleetSettings settings, List<SimulatedHome> homes, KeySource keys, Clock clock) {
        DeviceFactory factory = new DeviceFactory(keys, GbcsCrypto.jdk());
        for (SimulatedHome home : homes) {
            EventLoop loop = loops.next();
            SimulatedHub hub = new SimulatedHub(home, settings, loop, clock, factory);
            hubs.add(hub);
            home.devices().forEach(device -> byDevice.put(device, hub));
        }
        this.devices = hubs.stream()
                .flatMap(hub -> hub.devices().all().stream()
                        .map(device -> new FleetDevice(device.eui(), device.kind(), hub.eui())))
                .toList();
    }

    /** Lets the hubs connect, one after the other, and again whenever a line breaks. */
    public void start() {
        Duration within = CONNECT_PACE.multipliedBy(hubs.size());
        hubs.forEach(hub -> hub.loop().execute(() -> hub.open(within)));
    }

    /** Hangs up and ends the threads; what devices remember lies in their files. */
    public void stop() {
        hubs.forEach(hub -> hub.loop().execute(hub::close));
        loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
    }

    @Override
    public void close() {
        stop();
    }

    public int size() {
        return hubs.size();
    }

    /** How many hubs are connected and have been welcomed. */
    public int connected() {
        return byLoop().mapToInt(some -> ask(some.get(0), () ->
                        (int) some.stream().filter(SimulatedHub::isConnected).count()))
                .sum();
    }

    public boolean isConnected(Eui64 hub) {
        SimulatedHub found = of(hub);
        return ask(found, found::isConnected);
    }

    public DeviceView device(Eui64 device) {
        SimulatedHub hub = of(device);
        return ask(
                hub, () -> DeviceView.of(hub.devices().of(device), hub.clock().now()));
    }

    /** Every device, hub by hub, the hub first. */
    public List<FleetDevice> devices() {
        return devices;
    }

    /** @throws IllegalArgumentException when the fleet has no such device */
    public DeviceCondition condition(Eui64 device) {
        SimulatedHub hub = of(device);
        return ask(hub, () -> condition(hub, device));
    }

    /** The same of every device, in one go. */
    public Map<Eui64, DeviceCondition> conditions() {
        Map<Eui64, DeviceCondition> all = new HashMap<>();
        byLoop().forEach(some -> all.putAll(ask(some.get(0), () -> conditions(some))));
        return all;
    }

    private static Map<Eui64, DeviceCondition> conditions(List<SimulatedHub> hubs) {
        Map<Eui64, DeviceCondition> all = new HashMap<>();
        for (SimulatedHub hub : hubs) {
            hub.devices().names().forEach(device -> all.put(device, condition(hub, device)));
        }
        return all;
    }

    private static DeviceCondition condition(SimulatedHub hub, Eui64 device) {
        return DeviceCondition.of(
                hub.devices().of(device), hub.isConnected(), hub.breakage().of(device));
    }

    /** Somebody hangs a device that lay in a van into its home; a hub then connects, where the network reaches it. */
    public void fit(Eui64 device) {
        tell(device, hub -> hub.fit(device, true));
    }

    /** Somebody takes a device off the wall. */
    public void takeAway(Eui64 device) {
        tell(device, hub -> hub.fit(device, false));
    }

    /** Whether it hangs in its home. */
    public boolean hangs(Eui64 device) {
        SimulatedHub hub = of(device);
        return ask(hub, () -> hub.hangs(device));
    }

    /** The wide area network reaches the home of a hub from now on, or does not. */
    public void cover(Eui64 hub, boolean is) {
        tell(hub, one -> one.cover(is));
    }

    /** A device that is offline neither hears nor answers; a hub that is offline has no line. */
    public void offline(Eui64 device, boolean is) {
        tell(device, hub -> hub.offline(device, is));
    }

    /** Delays each answer of the device. */
    public void slow(Eui64 device, Duration by) {
        tell(device, hub -> hub.faults().slow(device, by));
    }

    /** Sends each answer of the device twice. */
    public void duplicateAnswers(Eui64 device, boolean is) {
        tell(device, hub -> hub.faults().twice(device, is));
    }

    /** Holds an answer of the device back until the hub's next one has overtaken it, or three seconds. */
    public void reorderAnswers(Eui64 device, boolean is) {
        tell(device, hub -> hub.faults().reordered(device, is));
    }

    /** Lets the device's next answers get lost, although it has done what it was told. */
    public void loseAnswers(Eui64 device, int count) {
        tell(device, hub -> hub.faults().lose(device, count));
    }

    /** @throws IllegalArgumentException when this kind of device cannot have this fault */
    public void breakDown(Eui64 device, Fault fault) {
        tell(device, hub -> hub.breakage().breakDown(device, fault));
    }

    public void mend(Eui64 device, Fault fault) {
        tell(device, hub -> hub.breakage().mend(device, fault));
    }

    public Set<Fault> faults(Eui64 device) {
        SimulatedHub hub = of(device);
        return ask(hub, () -> hub.breakage().of(device));
    }

    /** The devices that have any. */
    public Map<Eui64, Set<Fault>> faults() {
        Map<Eui64, Set<Fault>> all = new LinkedHashMap<>();
        byLoop().forEach(some -> ask(some.get(0), () -> {
            for (SimulatedHub hub : some) {
                all.putAll(hub.breakage().all());
            }
            return true;
        }));
        return all;
    }

    /** The first so many hubs. */
    public List<Eui64> hubs(int count) {
        return hubs.stream().limit(count).map(SimulatedHub::eui).toList();
    }

    public List<Eui64> devicesIn(Collection<Eui64> homes) {
        return homes.stream()
                .flatMap(home -> of(home).devices().names().stream())
                .toList();
    }

    /** A storm: all at once these homes are without power, and each hub says so with its last breath. */
    public void powerCut(Collection<Eui64> homes) {
        homes.forEach(home -> tellLater(home, hub -> hub.breakage().breakDown(home, Fault.POWER_CUT)));
    }

    /** The hubs of these homes connect again, and their meters say how long they were without power. */
    public void powerRestored(Collection<Eui64> homes) {
        homes.forEach(home -> tellLater(home, hub -> hub.breakage().mend(home, Fault.POWER_CUT)));
    }

    /**
     * Lets things go wrong by themselves from now on, until another profile is chosen.
     *
     * @param seed two runs with the same have the same misfortunes
     */
    public void misfortune(FaultProfile chosen, long seed) {
        hubs.forEach(hub -> hub.loop()
                .execute(() -> hub.misfortune().choose(chosen, hub.devices().names(), seed)));
    }

    /** The same for these devices only: every other keeps its profile. */
    public void misfortune(FaultProfile chosen, Collection<Eui64> some, long seed) {
        Map<SimulatedHub, List<Eui64>> byHub = some.stream().collect(Collectors.groupingBy(this::of));
        byHub.forEach(
                (hub, devices) -> hub.loop().execute(() -> hub.misfortune().choose(chosen, devices, seed)));
    }

    public FaultProfile profile(Eui64 device) {
        SimulatedHub hub = of(device);
        return ask(hub, () -> hub.misfortune().profile(device));
    }

    /** How many devices have each profile, by its name. */
    public Map<String, Long> profiles() {
        return byLoop().map(some -> ask(some.get(0), () -> profiles(some)))
                .flatMap(counts -> counts.entrySet().stream())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, Long::sum, TreeMap::new));
    }

    private static Map<String, Long> profiles(List<SimulatedHub> hubs) {
        return hubs.stream()
                .flatMap(hub -> hub.devices().names().stream()
                        .map(device -> hub.misfortune().profile(device).name()))
                .collect(Collectors.groupingBy(name -> name, Collectors.counting()));
    }

    /** Everything that is broken is mended, and nothing goes wrong by itself any more. */
    public void mendAll() {
        misfortune(FaultProfile.CALM, 0);
        hubs.forEach(hub -> hub.loop().execute(hub.breakage()::mendAll));
    }

    /**
     * Hands a device a firmware image that came for it; what it is told to activate later, it knows by its hash.
     *
     * @param version of four bytes
     * @param announced the hash the image should have (SHA-256); another one, and the device refuses the image
     */
    public void image(Eui64 device, Octets version, byte[] image, Octets announced) {
        tell(device, hub -> {
            DeviceKind kind = hub.devices().of(device).kind();
            if (kind == DeviceKind.PPMID || kind == DeviceKind.HCALCS) {
                boolean whole = Firmware.hash(image).equals(announced);
                hub.happen(hub.eui(), (chf, now) -> chf.say(FirmwareAlerts.transferred(device, version, whole)));
            }
            hub.happen(
                    device, (one, now) -> one.security().firmware().arrive(one.kind(), version, image, announced, one));
        });
    }

    /** Where somebody presses a meter's keys. */
    public AtHome atHome(Eui64 meter) {
        return new AtHome(of(meter), meter);
    }

    /**
     * Somebody with a hand-held terminal gives a device a command at the premises.
     *
     * @return its answer; empty when it keeps silent
     */
    public Optional<byte[]> byHand(Eui64 device, byte[] command) {
        AtomicReference<@Nullable Octets> answer = new AtomicReference<>();
        tell(device, hub -> hub.happen(device, (one, now) -> answer.set(one.receive(GbcsMessage.parse(command), now))));
        return Optional.ofNullable(answer.get()).map(Octets::bytes);
    }

    private void tellLater(Eui64 device, Consumer<SimulatedHub> action) {
        SimulatedHub hub = of(device);
        hub.loop().execute(() -> action.accept(hub));
    }

    /** Those that live on one loop can be asked in one go, however many they are. */
    private Stream<List<SimulatedHub>> byLoop() {
        return hubs.stream().collect(Collectors.groupingBy(SimulatedHub::loop)).values().stream();
    }

    private SimulatedHub of(Eui64 device) {
        SimulatedHub hub = byDevice.get(device);
        if (hub == null) {
            throw new IllegalArgumentException("The simulated fleet has no device " + device);
        }
        return hub;
    }

    private void tell(Eui64 device, Consumer<SimulatedHub> action) {
        SimulatedHub hub = of(device);
        ask(hub, () -> {
            action.accept(hub);
            return true;
        });
    }

    static <T> T ask(SimulatedHub hub, Callable<T> question) {
        try {
            return hub.loop().submit(question).get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while asking hub " + hub.eui(), interrupted);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof IllegalArgumentException impossible) {
                throw impossible;
            }
            throw new IllegalStateException("Hub " + hub.eui() + " failed", failed.getCause());
        }
    }
}
