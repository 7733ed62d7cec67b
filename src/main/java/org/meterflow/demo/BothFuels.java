package org.meterflow.demo;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.meterflow.desk.DemoStory;
import org.meterflow.identifier.Fuel;
import org.meterflow.identifier.Mpid;
import org.meterflow.identifier.Mpxn;
import org.meterflow.market.Market.Home;
import org.meterflow.market.Market.Supply;
import org.meterflow.process.CaseKey;
import org.meterflow.simulator.RegistrationBody;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/** Electricity and gas of a home are asked for together: by two messages of the registration body with one group. */
@Component
@ConditionalOnProperty({"meterflow.demo.adjustable-clock", "meterflow.simulator.enabled"})
class BothFuels implements DemoStory {

    private final DemoMarket demo;
    private final DemoTown town;
    private final AskedSwitches switches;

    BothFuels(DemoMarket demo, DemoTown town, AskedSwitches switches) {
        this.demo = demo;
        this.town = town;
        this.switches = switches;
    }

    /** What happens on the way. */
    enum Way {
        TOGETHER("Nothing special: both switch together"),
        OBJECTION("The losing supplier objects to gas: uphold it, and electricity ends too"),
        ALONE("Nobody asks for gas: electricity is refused four hours before the gate"),
        OWN_WAYS("Each goes its own way: gas is withdrawn, and electricity goes on");

        private final String words;

        Way(String words) {
            this.words = words;
        }
    }

    @Override
    public String name() {
        return "dual-fuel";
    }

    @Override
    public String title() {
        return "Switch of electricity and gas";
    }

    @Override
    public String introduction() {
        return "Choose a home and what happens. Another supplier asks for both fuels together; the next page shows the case of"
                + " electricity, which links to that of gas.";
    }

    @Override
    public List<Choice> homes() {
        return both().filter(home -> switches.gaining(meterPoints(home)).isPresent())
                .map(home -> new Choice(
                        supply(home, Fuel.ELECTRICITY).mpxn().value(),
                        home.address(),
                        "supplied by "
                                + switches.supplierName(
                                        supply(home, Fuel.ELECTRICITY).mpxn()) + " and "
                                + switches.supplierName(supply(home, Fuel.GAS).mpxn())))
                .toList();
    }

    private Stream<Home> both() {
        return demo.market().stream()
                .flatMap(market -> market.homes().stream())
                .filter(home -> Stream.of(Fuel.values()).allMatch(fuel -> has(home, fuel)));
    }

    private static boolean has(Home home, Fuel fuel) {
        return home.supplies().stream().anyMatch(supply -> supply.mpxn().fuel() == fuel);
    }

    private static List<Mpxn> meterPoints(Home home) {
        return home.supplies().stream().map(Supply::mpxn).toList();
    }

    private static Supply supply(Home home, Fuel fuel) {
        return home.supplies().stream()
                .filter(supply -> supply.mpxn().fuel() == fuel)
                .findFirst()
                .orElseThrow();
    }

    @Override
    public List<Choice> ways() {
        return Stream.of(Way.values())
                .map(way -> new Choice(way.name(), way.words, ""))
                .toList();
    }

    @Override
    public CaseKey start(String home, String way) {
        Home chosen = both().filter(
                        each -> supply(each, Fuel.ELECTRICITY).mpxn().value().equals(home))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("The demo's market has no home with both fuels at " + home));
        Mpid gaining = switches.gaining(meterPoints(chosen))
                .orElseThrow(() -> new IllegalArgumentException("There is no other supplier of both fuels"));
        return start(chosen, gaining, Way.valueOf(way));
    }

    private CaseKey start(Home home, Mpid gaining, Way way) {
        LocalDate day = switches.firstDay();
        Map<String, ?> together = AskedSwitches.together(AskedSwitches.newGroup(), way != Way.OWN_WAYS);
        CaseKey electricity =
                switches.ask(RegistrationBody.newSwitchId(), supply(home, Fuel.ELECTRICITY), gaining, day, together);
        if (way == Way.ALONE) {
            return electricity;
        }
        String gas = RegistrationBody.newSwitchId();
        Mpid losing = switches.supplier(supply(home, Fuel.GAS).mpxn()).orElseThrow();
        if (way == Way.OBJECTION) {
            town.desk(losing).ifPresent(desk -> desk.objectTo(gas, DemoObjection.to(gas)));
        }
        switches.ask(gas, supply(home, Fuel.GAS), gaining, day, together);
        if (way == Way.OWN_WAYS) {
            town.desk(gaining).ifPresent(desk -> desk.withdraw(gas, "The consumer keeps the gas supplier"));
        }
        return electricity;
    }
}
