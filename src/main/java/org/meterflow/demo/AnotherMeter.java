package org.meterflow.demo;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.meterflow.desk.DemoStory;
import org.meterflow.device.DeviceType;
import org.meterflow.device.Devices;
import org.meterflow.identifier.Eui64;
import org.meterflow.market.Market;
import org.meterflow.market.Market.Home;
import org.meterflow.market.Market.PaymentMode;
import org.meterflow.market.Market.Supply;
import org.meterflow.party.Parties;
import org.meterflow.party.Party;
import org.meterflow.process.CaseFacts;
import org.meterflow.process.CaseKey;
import org.meterflow.process.CaseViews;
import org.meterflow.simulator.Fault;
import org.meterflow.simulator.Fleet;
import org.meterflow.simulator.MarketApi;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/** A meter takes the place of another: its simulated supplier wants it by message, with a spare one in the van. */
@Component
@ConditionalOnProperty({"meterflow.demo.adjustable-clock", "meterflow.simulator.enabled"})
class AnotherMeter implements DemoStory {

    private static final String PROCESS = "meterExchange";

    private final DemoMarket demo;
    private final DemoTown town;
    private final Devices devices;
    private final Parties parties;
    private final CaseViews views;

    AnotherMeter(DemoMarket demo, DemoTown town, Devices devices, Parties parties, CaseViews views) {
        this.demo = demo;
        this.town = town;
        this.devices = devices;
        this.parties = parties;
        this.views = views;
    }

    /** What is wrong with the two meters. */
    enum Way {
        PLAIN("Its display is dark: what is on it goes over to the new one"),
        SILENT("It tells nothing any more: what the installer sees on it counts"),
        BROKEN("The new meter does not join the others: the old one comes back");

        private final String words;

        Way(String words) {
            this.words = words;
        }
    }

    @Override
    public String name() {
        return "exchange";
    }

    @Override
    public String title() {
        return "Exchange a meter";
    }

    @Override
    public String introduction() {
        return "Choose a home whose meter is to go. Its supplier has a new one in the van, and the next page shows the"
                + " exchange. Book the visit as scheduler, move the clock to it, and go on in the field.";
    }

    @Override
    public List<Choice> homes() {
        return waiting()
                .map(home -> new Choice(
                        home.hub().value(),
                        home.address(),
                        supply(home).payment() == PaymentMode.PREPAYMENT
                                ? "Pays in advance: the credit goes over"
                                : "Pays by bill"))
                .toList();
    }

    /** Those whose spare meter still lies in the van. */
    private Stream<Home> waiting() {
        return demo.market().stream()
                .flatMap(market -> market.homes().stream())
                .filter(home -> !home.supplies().isEmpty() && supply(home).spareMeter() != null)
                .filter(home -> devices.meterOf(supply(home).mpxn())
                        .filter(meter -> meter.id().equals(supply(home).meter()))
                        .isPresent());
    }

    private static Supply supply(Home home) {
        return home.supplies().get(0);
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
                .orElseThrow(() -> new IllegalArgumentException("The demo's market has no such home with a new meter"));
        Supply supply = supply(home);
        Party supplier = parties.ofMpid(supply.supplier())
                .orElseThrow(() -> new IllegalArgumentException("Nobody supplies this home"));
        town.fleet().ifPresent(fleet -> prepare(fleet, supply, Way.valueOf(way)));
        String job = "DEMO-" + UUID.randomUUID();
        MarketApi.Answer answer = town.desk(supply.supplier())
                .orElseThrow(() -> new IllegalArgumentException("The supplier of this home is not simulated"))
                .requireExchange(order(job, supply, supplier));
        if (!answer.accepted()) {
            throw new IllegalArgumentException("The platform has not taken the order: " + answer.body());
        }
        return views.search(PROCESS, job, 0, 1).stream()
                .findFirst()
                .map(CaseFacts::key)
                .orElseThrow(() -> new IllegalArgumentException("The exchange has not begun yet: look under Cases"));
    }

    private static void prepare(Fleet fleet, Supply supply, Way way) {
        fleet.offline(supply.meter(), way == Way.SILENT);
        if (way == Way.BROKEN) {
            fleet.breakDown(spare(supply), Fault.FAILING_JOIN);
        } else {
            fleet.mend(spare(supply), Fault.FAILING_JOIN);
        }
    }

    private static Eui64 spare(Supply supply) {
        return Objects.requireNonNull(supply.spareMeter());
    }

    private Map<String, Object> order(String job, Supply supply, Party supplier) {
        Market market = demo.market().orElseThrow();
        return Map.of(
                "jobId",
                job,
                "meterPoint",
                supply.mpxn().value(),
                "supplier",
                supplier.id(),
                "newMeter",
                spare(supply).value(),
                "newMeterModel",
                market.product(DeviceType.ESME).model(),
                "payment",
                supply.payment().name().toLowerCase(Locale.ROOT),
                "reason",
                "Its display is dark");
    }
}
