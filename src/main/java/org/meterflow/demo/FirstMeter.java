package org.meterflow.demo;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.meterflow.desk.DemoStory;
import org.meterflow.device.DeviceType;
import org.meterflow.device.Devices;
import org.meterflow.market.Market;
import org.meterflow.market.Market.Home;
import org.meterflow.market.Market.Supply;
import org.meterflow.party.Parties;
import org.meterflow.party.Party;
import org.meterflow.process.CaseFacts;
import org.meterflow.process.CaseKey;
import org.meterflow.process.CaseViews;
import org.meterflow.simulator.MarketApi;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/** A home of the new row gets its first smart meters: its simulated supplier orders it by message, with the kit in its van. */
@Component
@ConditionalOnProperty({"meterflow.demo.adjustable-clock", "meterflow.simulator.enabled"})
class FirstMeter implements DemoStory {

    private static final String PROCESS = "installation";

    private final DemoMarket demo;
    private final DemoTown town;
    private final Devices devices;
    private final Parties parties;
    private final CaseViews views;

    FirstMeter(DemoMarket demo, DemoTown town, Devices devices, Parties parties, CaseViews views) {
        this.demo = demo;
        this.town = town;
        this.devices = devices;
        this.parties = parties;
        this.views = views;
    }

    /** What is in the van. */
    enum Way {
        LISTED("The kit may be installed"),
        UNLISTED("The meter is not on the product list: another kit is taken");

        private final String words;

        Way(String words) {
            this.words = words;
        }
    }

    @Override
    public String name() {
        return "installation";
    }

    @Override
    public String title() {
        return "Install a smart meter";
    }

    @Override
    public String introduction() {
        return "Choose a home without a meter. Its supplier orders the installation, and the next page shows it. Book the visit"
                + " as scheduler, move the clock to it, and go on in the field.";
    }

    @Override
    public List<Choice> homes() {
        return waiting()
                .map(home -> new Choice(
                        home.hub().value(),
                        home.address(),
                        coverage(home) + (gas(home).isPresent() ? "; gas is fitted, too" : "")))
                .toList();
    }

    private Stream<Home> waiting() {
        return demo.market().stream()
                .flatMap(market -> market.newHomes().stream())
                .filter(home -> devices.meterOf(home.supplies().get(0).mpxn()).isEmpty());
    }

    private static Optional<Supply> gas(Home home) {
        return home.supplies().stream()
                .filter(supply -> supply.meterType() == DeviceType.GSME)
                .findFirst();
    }

    private static String coverage(Home home) {
        Market.Coverage there = home.coverage();
        if (there == null || there.available()) {
            return "A hub connects there";
        }
        return there.afterDays() == null
                ? "No hub connects there"
                : "A hub connects there after " + there.afterDays() + " days";
    }

    @Override
    public List<Choice> ways() {
        return Stream.of(Way.values())
                .map(way -> new Choice(way.name(), way.words, ""))
                .toList();
    }

    @Override
    public CaseKey start(String hub, String way) {
        Home home = waiting()
                .filter(each -> each.hub().value().equals(hub))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("The demo's market has no such home without a meter"));
        Supply supply = home.supplies().get(0);
        Party supplier = parties.ofMpid(supply.supplier())
                .orElseThrow(() -> new IllegalArgumentException("Nobody supplies this home"));
        String job = "DEMO-" + UUID.randomUUID();
        MarketApi.Answer answer = town.desk(supply.supplier())
                .orElseThrow(() -> new IllegalArgumentException("The supplier of this home is not simulated"))
                .orderInstallation(order(job, home, supplier, Way.valueOf(way)));
        if (!answer.accepted()) {
            throw new IllegalArgumentException("The platform has not taken the order: " + answer.body());
        }
        return views.search(PROCESS, job, 0, 1).stream()
                .findFirst()
                .map(CaseFacts::key)
                .orElseThrow(
                        () -> new IllegalArgumentException("The installation has not begun yet: look under Cases"));
    }

    private Map<String, Object> order(String job, Home home, Party supplier, Way way) {
        Market market = demo.market().orElseThrow();
        Supply supply = home.supplies().get(0);
        Map<String, Object> order = new HashMap<>();
        order.put("jobId", job);
        order.put("meterPoint", supply.mpxn().value());
        order.put("supplier", supplier.id());
        order.put("property", home.uprn());
        order.put("premises", "house");
        order.put("farMeter", false);
        order.put("hub", home.hub().value());
        order.put("hubModel", market.product(DeviceType.CHF).model());
        order.put("meter", supply.meter().value());
        order.put(
                "meterModel",
                way == Way.UNLISTED ? "LH-E1" : market.product(DeviceType.ESME).model());
        order.put("display", home.others().get(0).id().value());
        order.put("displayModel", market.product(DeviceType.PPMID).model());
        gas(home).ifPresent(gas -> order.putAll(gasOf(gas, market)));
        return order;
    }

    private static Map<String, Object> gasOf(Supply gas, Market market) {
        return Map.of(
                "gasMeterPoint",
                gas.mpxn().value(),
                "gasMeter",
                gas.meter().value(),
                "gasMeterModel",
                market.product(DeviceType.GSME).model(),
                "gasProxy",
                Objects.requireNonNull(gas.proxy()).value());
    }
}
