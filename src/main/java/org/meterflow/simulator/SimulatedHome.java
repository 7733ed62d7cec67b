package org.meterflow.simulator;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.meterflow.gbcs.DeviceKind;
import org.meterflow.identifier.Eui64;

/**
 * The devices of one home, and the parties they were installed for. Firmware versions are four bytes in hex.
 *
 * @param spares meters that lie in a van, to take the place of others
 * @param fitting whether the devices hang in the home, and whether its hub connects there
 * @param parties the DCC's own identities, whom every device trusts
 */
public record SimulatedHome(
        Eui64 hub,
        String hubFirmware,
        List<ElectricityMeter> electricity,
        List<GasMeter> gas,
        List<OtherDevice> others,
        List<ElectricityMeter> spares,
        Fitting fitting,
        DccParties parties) {

    public SimulatedHome {
        electricity = List.copyOf(electricity);
        gas = List.copyOf(gas);
        others = List.copyOf(others);
        spares = List.copyOf(spares);
    }

    public SimulatedHome(
            Eui64 hub,
            String hubFirmware,
            List<ElectricityMeter> electricity,
            List<GasMeter> gas,
            List<OtherDevice> others,
            DccParties parties) {
        this(hub, hubFirmware, electricity, gas, others, List.of(), Fitting.DONE, parties);
    }

    /** How a home begins. */
    public enum Fitting {
        DONE,
        /** Everything lies in a van. */
        IN_A_VAN,
        /** The same, and where it is to hang no hub connects yet. */
        IN_A_VAN_WITHOUT_COVERAGE
    }

    boolean isFitted() {
        return fitting == Fitting.DONE;
    }

    /** What hangs there and has joined the hub's network when it all begins; the proxy is a part of the hub. */
    Map<Eui64, DeviceKind> joined() {
        Map<Eui64, DeviceKind> joined = kinds();
        spares.forEach(spare -> joined.remove(spare.esme()));
        if (!isFitted()) {
            joined.values().removeIf(kind -> kind != DeviceKind.CHF && kind != DeviceKind.GPF);
        }
        return joined;
    }

    /** What an electricity meter measures: one circuit, a second one with a price of its own, or three phases. */
    public enum Variant {
        SINGLE,
        TWIN,
        POLYPHASE
    }

    public record ElectricityMeter(
            Eui64 esme,
            Eui64 supplier,
            Eui64 networkOperator,
            @Nullable Eui64 loadController,
            Start start,
            String firmware,
            Variant variant) {

        public ElectricityMeter(Eui64 esme, Eui64 supplier, Eui64 networkOperator, Start start, String firmware) {
            this(esme, supplier, networkOperator, null, start, firmware, Variant.SINGLE);
        }
    }

    /**
     * @param gpf the hub's proxy, which mirrors the meter
     * @param proxyAwaitsHandover whether the broker still is in the proxy's places of its supplier and network operator
     */
    public record GasMeter(
            Eui64 gsme,
            Eui64 gpf,
            Eui64 supplier,
            Eui64 networkOperator,
            Start start,
            String firmware,
            boolean proxyAwaitsHandover) {

        public GasMeter(Eui64 gsme, Eui64 gpf, Eui64 supplier, Eui64 networkOperator, Start start, String firmware) {
            this(gsme, gpf, supplier, networkOperator, start, firmware, false);
        }
    }

    /** @param kind PPMID or HCALCS */
    public record OtherDevice(Eui64 eui, DeviceKind kind, String firmware) {}

    /**
     * How a meter stood when 2026 began.
     *
     * @param register kWh or m³; null for any
     * @param balance pounds that are left, with prepayment
     */
    public record Start(
            boolean prepayment,
            @Nullable BigDecimal register,
            @Nullable BigDecimal balance) {

        /** Wh or litres. */
        @Nullable
        Long registerInThousandths() {
            return register == null ? null : register.movePointRight(3).longValue();
        }

        public static Start onCredit() {
            return new Start(false, null, null);
        }

        public static Start onPrepayment() {
            return new Start(true, null, null);
        }
    }

    /**
     * The access control broker, the party that replaces suppliers' credentials, and, where they are known, those that
     * recover devices and connect hubs.
     */
    public record DccParties(
            Eui64 accessControlBroker,
            Eui64 transitionalChangeOfSupplier,
            @Nullable Eui64 recovery,
            @Nullable Eui64 wanProvider) {

        public DccParties(Eui64 accessControlBroker, Eui64 transitionalChangeOfSupplier) {
            this(accessControlBroker, transitionalChangeOfSupplier, null, null);
        }
    }

    List<Eui64> devices() {
        return List.copyOf(kinds().keySet());
    }

    List<Eui64> behindHub() {
        return joined().keySet().stream().filter(eui -> !eui.equals(hub)).toList();
    }

    /** Of the first meter; null for a home without meters. */
    @Nullable
    Eui64 supplier() {
        return Stream.concat(
                        electricity.stream().map(ElectricityMeter::supplier),
                        gas.stream().map(GasMeter::supplier))
                .findFirst()
                .orElse(null);
    }

    /** Of every device, the hub first. */
    Map<Eui64, DeviceKind> kinds() {
        Map<Eui64, DeviceKind> kinds = new LinkedHashMap<>();
        kinds.put(hub, DeviceKind.CHF);
        electricity.forEach(meter -> kinds.put(meter.esme(), DeviceKind.ESME));
        gas.forEach(meter -> {
            kinds.put(meter.gsme(), DeviceKind.GSME);
            kinds.put(meter.gpf(), DeviceKind.GPF);
        });
        others.forEach(other -> kinds.put(other.eui(), other.kind()));
        spares.forEach(spare -> kinds.put(spare.esme(), DeviceKind.ESME));
        return kinds;
    }
}
