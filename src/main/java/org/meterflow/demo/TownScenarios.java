package org.meterflow.demo;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.meterflow.calendar.BusinessCalendar;
import org.meterflow.desk.DemoScenarios;
import org.meterflow.identifier.Mpid;
import org.meterflow.identifier.Mpxn;
import org.meterflow.market.Market;
import org.meterflow.process.CaseFacts;
import org.meterflow.process.CaseKey;
import org.meterflow.process.CaseViews;
import org.meterflow.process.TaskQuery;
import org.meterflow.process.engine.WaitingTasks;
import org.meterflow.simulator.RegistrationBody;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** The stories of the start page, told by the simulated market participants over the real interfaces. */
@Component
@ConditionalOnProperty({"meterflow.demo.adjustable-clock", "meterflow.simulator.enabled"})
class TownScenarios implements DemoScenarios {

    private static final String PROCESS = "changeOfSupplier";

    private final DemoMarket demo;
    private final DemoTown town;
    private final AskedSwitches switches;
    private final BusinessCalendar calendar;
    private final CaseViews views;
    private final WaitingTasks tasks;
    private final java.time.Clock clock;
    private final Map<Mpxn, Boolean> offline = new java.util.concurrent.ConcurrentHashMap<>();

    TownScenarios(
            DemoMarket demo,
            DemoTown town,
            AskedSwitches switches,
            BusinessCalendar calendar,
            CaseViews views,
            WaitingTasks tasks,
            java.time.Clock clock) {
        this.demo = demo;
        this.town = town;
        this.switches = switches;
        this.calendar = calendar;
        this.views = views;
        this.tasks = tasks;
        this.clock = clock;
    }

    @Override
    public List<DemoHome> homes() {
        return demo.market().stream()
                .flatMap(market -> market.homes().stream())
                .flatMap(home -> home.supplies().stream().map(supply -> home(home, supply)))
                .toList();
    }

    private DemoHome home(Market.Home home, Market.Supply supply) {
        String fuel = supply.mpxn().fuel() == org.meterflow.identifier.Fuel.GAS ? "gas" : "electricity";
        String payment = supply.payment() == Market.PaymentMode.PREPAYMENT ? "prepayment" : "credit";
        return new DemoHome(
                supply.mpxn(), home.address() + " · " + fuel + ", " + payment, switches.supplierName(supply.mpxn()));
    }

    @Override
    public CaseKey switchSupplier(Mpxn mpxn, Scenario scenario, boolean bothFuels) {
        Market.Supply supply = supply(mpxn, (home, found) -> found);
        Optional<Market.Supply> other = bothFuels ? Optional.of(otherFuel(mpxn)) : Optional.empty();
        Mpid losing =
                switches.supplier(mpxn).orElseThrow(() -> new IllegalArgumentException("Nobody supplies " + mpxn));
        Mpid gaining = switches.gaining(Stream.concat(Stream.of(supply), other.stream())
                        .map(Market.Supply::mpxn)
                        .toList())
                .orElseThrow(() -> new IllegalArgumentException(
                        bothFuels
                                ? "No other supplier can take on both fuels of this home"
                                : "There is no other supplier"));
        String switchId = RegistrationBody.newSwitchId();
        prepare(scenario, switchId, mpxn, losing);
        LocalDate day = switches.firstDay();
        Map<String, ?> together = bothFuels ? AskedSwitches.together(AskedSwitches.newGroup(), true) : Map.of();
        CaseKey started = switches.ask(switchId, supply, gaining, day, together);
        other.ifPresent(one -> switches.ask(RegistrationBody.newSwitchId(), one, gaining, day, together));
        return started;
    }

    private Market.Supply otherFuel(Mpxn mpxn) {
        return supply(mpxn, (home, found) -> home).supplies().stream()
                .filter(supply -> supply.mpxn().fuel() != mpxn.fuel())
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("This home has no other fuel"));
    }

    private void prepare(Scenario scenario, String switchId, Mpxn mpxn, Mpid losing) {
        if (scenario == Scenario.OBJECTION) {
            town.desk(losing).ifPresent(desk -> desk.objectTo(switchId, DemoObjection.to(switchId)));
        }
        if (scenario == Scenario.OFFLINE_METER) {
            power(mpxn, false);
            offline.put(mpxn, false);
        }
    }

    private void power(Mpxn mpxn, boolean on) {
        town.fleet().ifPresent(fleet -> fleet.offline(supply(mpxn, (home, supply) -> home.hub()), !on));
    }

    private <T> T supply(Mpxn mpxn, java.util.function.BiFunction<Market.Home, Market.Supply, T> wanted) {
        return demo.market().stream()
                .flatMap(market -> market.homes().stream())
                .flatMap(home -> home.supplies().stream()
                        .filter(supply -> supply.mpxn().equals(mpxn))
                        .map(supply -> wanted.apply(home, supply)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("The demo's market has no meter point " + mpxn));
    }

    /** A home without power gets it back once an operator has dealt with its silent meter. */
    @Scheduled(fixedDelay = 2000)
    void restorePower() {
        offline.forEach((mpxn, taskSeen) -> {
            boolean taskOpen = tasks.count(TaskQuery.ofCase(mpxn.value())) > 0;
            if (taskOpen) {
                offline.put(mpxn, true);
            } else if (taskSeen) {
                power(mpxn, true);
                offline.remove(mpxn);
            }
        });
    }

    @Override
    public Optional<Instant> nextGateClosure() {
        return next(facts -> facts.facts().value("gateCloses", Instant.class));
    }

    @Override
    public Optional<Instant> nextSupplyStart() {
        return next(
                facts -> facts.facts().value("supplyStartDate", LocalDate.class).map(calendar::startOf));
    }

    private Optional<Instant> next(Function<CaseFacts, Optional<Instant>> when) {
        Stream<CaseFacts> open = views.search(PROCESS, "", 0, 200).stream().filter(facts -> facts.outcome() == null);
        return open.flatMap(facts -> when.apply(facts).stream())
                .filter(instant -> instant.isAfter(clock.instant()))
                .min(java.util.Comparator.naturalOrder());
    }
}
