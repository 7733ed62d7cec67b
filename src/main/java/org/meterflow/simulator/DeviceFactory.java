package org.meterflow.simulator;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.meterflow.gbcs.DeviceKind;
import org.meterflow.gbcs.GbcsCrypto;
import org.meterflow.gbcs.Octets;
import org.meterflow.gbcs.TrustCell;
import org.meterflow.gbcs.TrustCell.KeyUse;
import org.meterflow.gbcs.TrustCell.RemoteParty;
import org.meterflow.identifier.Eui64;
import org.meterflow.simulator.KeySource.Use;
import org.meterflow.simulator.SimulatedHome.DccParties;
import org.meterflow.simulator.SimulatedHome.ElectricityMeter;
import org.meterflow.simulator.SimulatedHome.GasMeter;
import org.meterflow.simulator.SimulatedHome.OtherDevice;

/**
 * Makes a home's devices as they were installed, with what they remember since. Certificates are read once, and devices
 * that trust the same parties share the places they keep them in.
 */
final class DeviceFactory {

    private record Certificate(Eui64 party, Use use) {}

    private record Trusted(
            DccParties parties,
            @Nullable Eui64 supplier,
            @Nullable Eui64 networkOperator,
            @Nullable Eui64 loadController) {}

    private final KeySource keys;
    private final GbcsCrypto crypto;
    private final Map<Certificate, Credential> credentials = new ConcurrentHashMap<>();
    private final Map<Trusted, Map<TrustCell, Credential>> places = new HashMap<>();

    DeviceFactory(KeySource keys, GbcsCrypto crypto) {
        this.keys = keys;
        this.crypto = crypto;
    }

    /** @param heard whether a device of the home is within reach of its hub now */
    List<SimulatedDevice> devices(SimulatedHome home, Map<Eui64, DeviceState.Saved> memory, Predicate<Eui64> heard) {
        List<SimulatedDevice> devices = new ArrayList<>();
        devices.add(hub(home, memory, heard));
        home.electricity().forEach(meter -> devices.add(electricity(home, meter, memory)));
        home.gas().forEach(meter -> devices.addAll(gas(home, meter, memory)));
        home.others().forEach(other -> devices.add(other(home, other, memory)));
        return devices;
    }

    private SimulatedDevice hub(SimulatedHome home, Map<Eui64, DeviceState.Saved> memory, Predicate<Eui64> heard) {
        DeviceState state = DeviceState.of(memory.get(home.hub()));
        Firmware firmware = new Firmware(state.memory(), Octets.ofHex(home.hubFirmware()));
        List<Eui64> others =
                home.devices().stream().filter(eui -> !eui.equals(home.hub())).toList();
        Chf chf = new Chf(home.hub(), state.memory(), firmware, others, heard);
        TrustStore trust = new TrustStore(places(home.parties(), null, null, null));
        return device(home.hub(), DeviceKind.CHF, new HubFunction(chf), firmware, Map.of(), trust, state);
    }

    private SimulatedDevice electricity(
            SimulatedHome home, ElectricityMeter meter, Map<Eui64, DeviceState.Saved> memory) {
        DeviceState state = DeviceState.of(memory.get(meter.esme()));
        Firmware firmware = new Firmware(state.memory(), Octets.ofHex(meter.firmware()));
        TrustStore trust = new TrustStore(
                places(home.parties(), meter.supplier(), meter.networkOperator(), meter.loadController()));
        OwnKeys own = new OwnKeys(meter.esme(), state.memory(), keys);
        TokenCheck tokens =
                new SupplierTokens(meter.esme(), state.memory(), trust, own::keys, crypto, state::lastTopUp);
        Esme esme = new Esme(meter.esme(), seed(meter.esme()), meter, state.memory(), firmware, tokens);
        return device(
                meter.esme(),
                DeviceKind.ESME,
                new ElectricityDevice(esme),
                firmware,
                joined(home, EnumSet.of(DeviceKind.PPMID, DeviceKind.HCALCS)),
                trust,
                state);
    }

    private List<SimulatedDevice> gas(SimulatedHome home, GasMeter meter, Map<Eui64, DeviceState.Saved> memory) {
        DeviceState state = DeviceState.of(memory.get(meter.gsme()));
        Firmware firmware = new Firmware(state.memory(), Octets.ofHex(meter.firmware()));
        TrustStore trust = new TrustStore(places(home.parties(), meter.supplier(), meter.networkOperator(), null));
        OwnKeys own = new OwnKeys(meter.gsme(), state.memory(), keys);
        TokenCheck tokens =
                new SupplierTokens(meter.gsme(), state.memory(), trust, own::keys, crypto, state::lastTopUp);
        Gsme gsme = new Gsme(seed(meter.gsme()), meter.start(), state.memory(), firmware, tokens);
        SimulatedDevice itself = device(
                meter.gsme(),
                DeviceKind.GSME,
                new GasDevice(gsme, false),
                firmware,
                joined(home, EnumSet.of(DeviceKind.GPF, DeviceKind.PPMID)),
                trust,
                state);
        DeviceState proxyState = DeviceState.of(memory.get(meter.gpf()));
        SimulatedDevice proxy = device(
                meter.gpf(),
                DeviceKind.GPF,
                new GasDevice(gsme, true),
                firmware,
                joined(home, EnumSet.of(DeviceKind.GSME, DeviceKind.PPMID)),
                new TrustStore(ofProxy(home.parties(), meter)),
                proxyState);
        return List.of(itself, proxy);
    }

    private Map<TrustCell, Credential> ofProxy(DccParties parties, GasMeter meter) {
        Eui64 broker = parties.accessControlBroker();
        return meter.proxyAwaitsHandover()
                ? places(parties, broker, broker, null)
                : places(parties, meter.supplier(), meter.networkOperator(), null);
    }

    private SimulatedDevice other(SimulatedHome home, OtherDevice other, Map<Eui64, DeviceState.Saved> memory) {
        DeviceState state = DeviceState.of(memory.get(other.eui()));
        Firmware firmware = new Firmware(state.memory(), Octets.ofHex(other.firmware()));
        Eui64 supplier = Stream.concat(
                        home.electricity().stream().map(ElectricityMeter::supplier),
                        home.gas().stream().map(GasMeter::supplier))
                .findFirst()
                .orElse(null);
        return device(
                other.eui(),
                other.kind(),
                new InterfaceDevice(),
                firmware,
                joined(home, EnumSet.of(DeviceKind.ESME, DeviceKind.GSME)),
                new TrustStore(places(home.parties(), supplier, null, null)),
                state);
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

    /** The home's devices of these kinds, by their numbers. */
    private static Map<Eui64, Integer> joined(SimulatedHome home, Set<DeviceKind> kinds) {
        Map<Eui64, Integer> joined = new LinkedHashMap<>();
        home.electricity().forEach(meter -> joined.put(meter.esme(), Joins.NUMBERS.indexOf(DeviceKind.ESME)));
        home.gas().forEach(meter -> {
            joined.put(meter.gsme(), Joins.NUMBERS.indexOf(DeviceKind.GSME));
            joined.put(meter.gpf(), Joins.NUMBERS.indexOf(DeviceKind.GPF));
        });
        home.others().forEach(other -> joined.put(other.eui(), Joins.NUMBERS.indexOf(other.kind())));
        joined.values().removeIf(number -> !kinds.contains(Joins.NUMBERS.get(number)));
        return joined;
    }

    private Map<TrustCell, Credential> places(
            DccParties parties,
            @Nullable Eui64 supplier,
            @Nullable Eui64 networkOperator,
            @Nullable Eui64 loadController) {
        return places.computeIfAbsent(new Trusted(parties, supplier, networkOperator, loadController), this::install);
    }

    private Map<TrustCell, Credential> install(Trusted trusted) {
        Map<TrustCell, Credential> cells = new HashMap<>();
        DccParties parties = trusted.parties();
        put(cells, RemoteParty.ACCESS_CONTROL_BROKER, parties.accessControlBroker(), true);
        put(cells, RemoteParty.TRANSITIONAL_COS, parties.transitionalChangeOfSupplier(), false);
        put(cells, RemoteParty.RECOVERY, parties.recovery(), false);
        put(cells, RemoteParty.WAN_PROVIDER, parties.wanProvider(), false);
        put(cells, RemoteParty.LOAD_CONTROLLER, trusted.loadController(), true);
        put(cells, RemoteParty.SUPPLIER, trusted.supplier(), true);
        Eui64 supplier = trusted.supplier();
        if (supplier != null) {
            boolean held = supplier.equals(parties.accessControlBroker());
            cells.put(
                    TrustCell.SUPPLIER_PREPAYMENT,
                    credential(supplier, held ? Use.AGREEMENT : Use.PREPAYMENT_AGREEMENT));
        }
        put(cells, RemoteParty.NETWORK_OPERATOR, trusted.networkOperator(), true);
        return Map.copyOf(cells);
    }

    /** @param agrees whether it must have a key to agree with; a key to sign with some parties go without */
    private void put(Map<TrustCell, Credential> cells, RemoteParty role, @Nullable Eui64 party, boolean agrees) {
        if (party == null) {
            return;
        }
        if (agrees) {
            cells.put(new TrustCell(role, KeyUse.AGREEMENT, false), credential(party, Use.AGREEMENT));
        }
        try {
            cells.put(new TrustCell(role, KeyUse.SIGNING, false), credential(party, Use.SIGNING));
        } catch (MissingKey neverSigns) {
            if (role != RemoteParty.ACCESS_CONTROL_BROKER) {
                throw neverSigns;
            }
        }
    }

    private Credential credential(Eui64 party, Use use) {
        return credentials.computeIfAbsent(
                new Certificate(party, use), fresh -> Credential.of(keys.certificate(party, use)));
    }

    private static long seed(Eui64 meter) {
        return Long.parseUnsignedLong(meter.value().replace("-", ""), 16);
    }
}
