package org.meterflow.simulator;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.meterflow.device.DeviceType;
import org.meterflow.gbcs.DeviceKind;
import org.meterflow.identifier.Eui64;
import org.meterflow.identifier.Mpid;
import org.meterflow.market.Market;
import org.meterflow.market.Market.Home;
import org.meterflow.market.Market.Supply;
import org.meterflow.party.UserRole;
import org.meterflow.simulator.SimulatedHome.DccParties;
import org.meterflow.simulator.SimulatedHome.ElectricityMeter;
import org.meterflow.simulator.SimulatedHome.Fitting;
import org.meterflow.simulator.SimulatedHome.GasMeter;
import org.meterflow.simulator.SimulatedHome.OtherDevice;
import org.meterflow.simulator.SimulatedHome.Start;
import org.meterflow.simulator.SimulatedHome.Variant;

/** The homes of a made-up market, as the simulated fleet needs them. */
public final class SimulatedHomes {

    private record Holder(Mpid mpid, UserRole role) {}

    private final Market market;
    private final DccParties parties;
    private final Map<Holder, Eui64> users = new HashMap<>();

    private SimulatedHomes(Market market, DccParties parties) {
        this.market = market;
        this.parties = parties;
        market.participants()
                .forEach(participant -> participant
                        .mpids()
                        .forEach(mpid -> participant
                                .identities()
                                .forEach(user -> user.roles()
                                        .forEach(role -> users.putIfAbsent(new Holder(mpid, role), user.id())))));
    }

    /** @throws IllegalArgumentException when a home names a supplier or a network that nobody in the market is */
    public static List<SimulatedHome> of(Market market, DccParties parties) {
        SimulatedHomes homes = new SimulatedHomes(market, parties);
        return market.everyHome().stream().map(homes::home).toList();
    }

    private SimulatedHome home(Home home) {
        List<ElectricityMeter> electricity = new ArrayList<>();
        List<GasMeter> gas = new ArrayList<>();
        for (Supply supply : home.supplies()) {
            if (supply.meterType() == DeviceType.GSME) {
                gas.add(gas(supply));
            } else {
                electricity.add(electricity(supply));
            }
        }
        List<OtherDevice> others = home.others().stream()
                .filter(device -> device.type() == DeviceType.PPMID || device.type() == DeviceType.HCALCS)
                .map(device -> new OtherDevice(
                        device.id(), DeviceKind.valueOf(device.type().name()), firmware(device.type())))
                .toList();
        List<ElectricityMeter> spares = home.supplies().stream()
                .flatMap(supply -> spare(supply).stream())
                .toList();
        return new SimulatedHome(
                home.hub(), firmware(DeviceType.CHF), electricity, gas, others, spares, fitting(home), parties);
    }

    private Fitting fitting(Home home) {
        Market.Coverage coverage = home.coverage();
        if (!market.newHomes().contains(home)) {
            return Fitting.DONE;
        }
        return coverage == null || coverage.available() ? Fitting.IN_A_VAN : Fitting.IN_A_VAN_WITHOUT_COVERAGE;
    }

    /** As it came from its maker, with the supplier's keys in it. */
    private Optional<ElectricityMeter> spare(Supply supply) {
        return Optional.ofNullable(supply.spareMeter())
                .filter(spare -> supply.meterType() == DeviceType.ESME)
                .map(spare -> new ElectricityMeter(
                        spare,
                        user(supply.supplier(), UserRole.IS),
                        user(supply.network(), UserRole.ED),
                        supply.loadController(),
                        new Start(false, BigDecimal.ZERO, null),
                        firmware(DeviceType.ESME),
                        variant(supply)));
    }

    private ElectricityMeter electricity(Supply supply) {
        return new ElectricityMeter(
                supply.meter(),
                user(supply.supplier(), UserRole.IS),
                user(supply.network(), UserRole.ED),
                supply.loadController(),
                start(supply),
                firmware(DeviceType.ESME),
                variant(supply));
    }

    private GasMeter gas(Supply supply) {
        Eui64 proxy = Objects.requireNonNull(
                supply.proxy(), () -> "Gas meter %s has no proxy in the market".formatted(supply.meter()));
        return new GasMeter(
                supply.meter(),
                proxy,
                user(supply.supplier(), UserRole.GS),
                user(supply.network(), UserRole.GT),
                start(supply),
                firmware(DeviceType.GSME),
                supply.proxyAwaitsHandover());
    }

    /** As inventories name them: A single, B twin element, C polyphase. */
    private static Variant variant(Supply supply) {
        String variant = supply.variant() == null ? "A" : supply.variant();
        return variant.startsWith("B") ? Variant.TWIN : variant.startsWith("C") ? Variant.POLYPHASE : Variant.SINGLE;
    }

    private static Start start(Supply supply) {
        return new Start(supply.payment() == Market.PaymentMode.PREPAYMENT, supply.register(), supply.balance());
    }

    private String firmware(DeviceType type) {
        return market.product(type).firmware();
    }

    private Eui64 user(Mpid mpid, UserRole role) {
        Eui64 user = users.get(new Holder(mpid, role));
        if (user == null) {
            throw new IllegalArgumentException(
                    "Nobody in the market '%s' is %s with the id %s".formatted(market.name(), role, mpid));
        }
        return user;
    }
}
