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
import org.meterflow.party.Parties;
import org.meterflow.party.Party;
import org.meterflow.process.CaseFacts;
import org.meterflow.process.CaseKey;
import org.meterflow.process.CaseViews;
import org.meterflow.process.TaskQuery;
import org.meterflow.process.engine.WaitingTasks;
import org.meterflow.registration.Registrations;
import org.meterflow.simulator.MarketApi;
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
    private final Parties parties;
    private final Registrations registrations;
    private final BusinessCalendar calendar;
    private final CaseViews views;
    private final WaitingTasks tasks;
    private final java.time.Clock clock;
    private final Map<Mpxn, Boolean> offline = new java.util.concurrent.ConcurrentHashMap<>();

    TownScenarios(
            DemoMarket demo,
            DemoTown town,
            Parties parties,
            Registrations registrations,
            BusinessCalendar calendar,
            CaseViews views,
            WaitingTasks tasks,
            java.time.Clock clock) {
        this.demo = demo;
        this.town = town;
        this.parties = parties;
        this.registrations = registrations;
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
                supply.mpxn(),
                home.address() + " · " + fuel + ", " + payment,
                supplier(supply.mpxn()).map(this::name).orElse("nobody"));
    }

    private Optional<Mpid> supplier(Mpxn mpxn) {
        return registrations.on(mpxn, calendar.today()).map(registration -> registration.supplier());
    }

    private String name(Mpid mpid) {
        return parties.ofMpid(mpid).map(Party::name).orElse(mpid.value());
    }

    @Override
    public CaseKey switchSupplier(Mpxn mpxn, Scenario scenario) {
        Market.Supply supply = supply(mpxn, (home, found) -> found);
        Mpid losing = supplier(mpxn).orElseThrow(() -> new IllegalArgumentException("Nobody supplies " + mpxn));
        Mpid gaining = parties.all().stream()
                .flatMap(party -> party.mpids().stream())
                .filter(mpid -> !mpid.equals(losing)
                        && parties.supplierUser(mpid, mpxn.fuel()).isPresent())
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no other supplier"));
        String switchId = RegistrationBody.newSwitchId();
        prepare(scenario, switchId, mpxn, losing);
        LocalDate windowCloses = calendar.plusWorkingDays(calendar.today(), 1);
        MarketApi.Answer answer = town.registrationBody()
                .orElseThrow(() -> new IllegalArgumentException("The market has no registration body"))
                .requestSwitch(
                        switchId,
                        mpxn,
                        gaining,
                        windowCloses.plusDays(2),
                        supply.payment() == Market.PaymentMode.PREPAYMENT);
        if (!answer.accepted()) {
            throw new IllegalArgumentException("The platform refused the switch: " + answer.body());
        }
        return new CaseKey(PROCESS, switchId);
    }

    private void prepare(Scenario scenario, String switchId, Mpxn mpxn, Mpid losing) {
        if (scenario == Scenario.OBJECTION) {
            town.desk(losing)
                    .ifPresent(desk -> desk.objectTo(
                            switchId,
                            Map.of(
                                    "switchId",
                                    switchId,
                                    "ground",
                                    "DEBT",
                                    "debt",
                                    180,
                                    "debtAgeDays",
                                    45,
                                    "vulnerable",
                                    false,
                                    "evidence",
                                    "Two unpaid bills; reminders sent")));
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
