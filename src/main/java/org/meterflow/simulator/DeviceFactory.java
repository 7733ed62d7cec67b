package org.meterflow.simulator;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import org.meterflow.gbcs.DeviceKind;
import org.meterflow.gbcs.GbcsCrypto;
import org.meterflow.gbcs.Octets;
import org.meterflow.identifier.Eui64;
import org.meterflow.simulator.SimulatedHome.DccParties;
import org.meterflow.simulator.SimulatedHome.ElectricityMeter;
import org.meterflow.simulator.SimulatedHome.GasMeter;
import org.meterflow.simulator.SimulatedHome.OtherDevice;

/** Makes a home's devices as they were installed, with what they remember since. */
final class DeviceFactory {

    private final KeySource keys;
    private final GbcsCrypto crypto;
    private final InstalledTrust installed;

    DeviceFactory(KeySource keys, GbcsCrypto crypto) {
        this.keys = keys;
        this.crypto = crypto;
        this.installed = new InstalledTrust(keys);
    }

    /** @param heard whether a device of the home is within reach of its hub now */
    List<SimulatedDevice> devices(SimulatedHome home, Map<Eui64, DeviceState.Saved> memory, Predicate<Eui64> heard) {
        List<SimulatedDevice> devices = new ArrayList<>();
        devices.add(hub(home, memory, heard));
        home.electricity().forEach(meter -> devices.add(electricity(home, meter, memory)));
        home.spares().forEach(meter -> devices.add(electricity(home, meter, memory)));
        home.gas().forEach(meter -> devices.addAll(gas(home, meter, memory)));
        home.others().forEach(other -> devices.add(other(home, other, memory)));
        return devices;
    }

    private SimulatedDevice hub(SimulatedHome home, Map<Eui64, DeviceState.Saved> memory, Predicate<Eui64> heard) {
        DeviceState state = DeviceState.of(memory.get(home.hub()));
        Firmware firmware = new Firmware(state.memory(), Octets.ofHex(home.hubFirmware()));
        Chf chf = new Chf(home.hub(), state.memory(), firmware, home.behindHub(), heard);
        TrustStore trust = installed.of(home.parties(), null, null, null);
        return device(home.hub(), DeviceKind.CHF, new HubFunction(chf), firmware, Map.of(), trust, state);
    }

    private SimulatedDevice electricity(
            SimulatedHome home, ElectricityMeter meter, Map<Eui64, DeviceState.Saved> memory) {
        DeviceState state = DeviceState.of(memory.get(meter.esme()));
        Firmware firmware = new Firmware(state.memory(), Octets.ofHex(meter.firmware()));
        TrustStore trust =
                installed.of(home.parties(), meter.supplier(), meter.networkOperator(), meter.loadController());
        TokenCheck tokens = tokens(meter.esme(), trust, state);
        Esme esme = new Esme(meter.esme(), seed(meter.esme()), meter, state.memory(), firmware, tokens);
        return device(
                meter.esme(),
                DeviceKind.ESME,
                new ElectricityDevice(esme),
                firmware,
                home.spares().contains(meter)
                        ? Map.of()
                        : Joins.in(home, EnumSet.of(DeviceKind.PPMID, DeviceKind.HCALCS)),
                trust,
                state);
    }

    private List<SimulatedDevice> gas(SimulatedHome home, GasMeter meter, Map<Eui64, DeviceState.Saved> memory) {
        DeviceState state = DeviceState.of(memory.get(meter.gsme()));
        Firmware firmware = new Firmware(state.memory(), Octets.ofHex(meter.firmware()));
        TrustStore trust = installed.of(home.parties(), meter.supplier(), meter.networkOperator(), null);
        TokenCheck tokens = tokens(meter.gsme(), trust, state);
        Gsme gsme = new Gsme(seed(meter.gsme()), meter.start(), state.memory(), firmware, tokens);
        SimulatedDevice itself = device(
                meter.gsme(),
                DeviceKind.GSME,
                new GasDevice(gsme, false),
                firmware,
                Joins.in(home, EnumSet.of(DeviceKind.GPF, DeviceKind.PPMID)),
                trust,
                state);
        DeviceState proxyState = DeviceState.of(memory.get(meter.gpf()));
        SimulatedDevice proxy = device(
                meter.gpf(),
                DeviceKind.GPF,
                new GasDevice(gsme, true),
                firmware,
                Joins.in(home, EnumSet.of(DeviceKind.GSME, DeviceKind.PPMID)),
                ofProxy(home.parties(), meter),
                proxyState);
        return List.of(itself, proxy);
    }

    private TrustStore ofProxy(DccParties parties, GasMeter meter) {
        Eui64 broker = parties.accessControlBroker();
        return meter.proxyAwaitsHandover()
                ? installed.of(parties, broker, broker, null)
                : installed.of(parties, meter.supplier(), meter.networkOperator(), null);
    }

    private SimulatedDevice other(SimulatedHome home, OtherDevice other, Map<Eui64, DeviceState.Saved> memory) {
        DeviceState state = DeviceState.of(memory.get(other.eui()));
        Firmware firmware = new Firmware(state.memory(), Octets.ofHex(other.firmware()));
        return device(
                other.eui(),
                other.kind(),
                new InterfaceDevice(),
                firmware,
                Joins.in(home, EnumSet.of(DeviceKind.ESME, DeviceKind.GSME)),
                installed.of(home.parties(), home.supplier(), null, null),
                state);
    }

    private TokenCheck tokens(Eui64 meter, TrustStore trust, DeviceState state) {
        OwnKeys own = new OwnKeys(meter, state.memory(), keys);
        return new SupplierTokens(meter, state, trust, own::keys, crypto);
    }

    private SimulatedDevice device(
            Eui64 eui,
            DeviceKind kind,
            Behaviour behaviour,
            Firmware firmware,
            Map<Eui64, Integer> joined,
            TrustStore trust,
            DeviceState state) {
        IntFunction<Announcement> alert = behaviour::alert;
        SecurityFunction security = new SecurityFunction(
                state.memory(),
                new Credentials(state, trust, keys),
                new OwnKeys(eui, state.memory(), keys),
                new Joins(state.memory(), joined, kind == DeviceKind.GPF, alert),
                firmware);
        return new SimulatedDevice(eui, kind, crypto, behaviour, security, trust, state);
    }

    private static long seed(Eui64 meter) {
        return Long.parseUnsignedLong(meter.value().replace("-", ""), 16);
    }
}
