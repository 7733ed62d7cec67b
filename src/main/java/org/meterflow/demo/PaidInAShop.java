package org.meterflow.demo;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.meterflow.desk.DemoStory;
import org.meterflow.identifier.Eui64;
import org.meterflow.identifier.Fuel;
import org.meterflow.identifier.Mpxn;
import org.meterflow.market.Market;
import org.meterflow.market.Market.PaymentMode;
import org.meterflow.party.Parties;
import org.meterflow.party.Party;
import org.meterflow.process.CaseKey;
import org.meterflow.process.CaseViews;
import org.meterflow.process.Facts;
import org.meterflow.simulator.PaymentProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Somebody pays in a shop: the simulated till brings the payment, and somebody at home does the rest. */
@Component
@ConditionalOnProperty({"meterflow.demo.adjustable-clock", "meterflow.simulator.enabled"})
class PaidInAShop implements DemoStory {

    private static final String PROCESS = "topUp";
    private static final int POUNDS = 20;

    /** What happens on the way. */
    enum Way {
        PLAIN("Nothing special: the money is on the meter", false),
        SILENT("The home is cut off: the consumer is asked to enter the number", true),
        BY_HAND("The home is cut off, and somebody enters the number at the meter", true);

        private final String words;
        private final boolean cutOff;

        Way(String words, boolean cutOff) {
            this.words = words;
            this.cutOff = cutOff;
        }
    }

    private record Told(String reference, Mpxn mpxn, Way way, String token) {

        CaseKey key(String payer) {
            return new CaseKey(PROCESS, payer + ":" + reference);
        }
    }

    private final DemoMarket demo;
    private final DemoTown town;
    private final Parties parties;
    private final CaseViews views;
    private final Map<String, Told> told = new ConcurrentHashMap<>();

    PaidInAShop(DemoMarket demo, DemoTown town, Parties parties, CaseViews views) {
        this.demo = demo;
        this.town = town;
        this.parties = parties;
        this.views = views;
    }

    @Override
    public String name() {
        return "top-up";
    }

    @Override
    public String title() {
        return "Pay for energy in advance";
    }

    @Override
    public String introduction() {
        return "Choose a home and what happens. £" + POUNDS + " are paid in a shop; the next page shows the case.";
    }

    @Override
    public List<Choice> homes() {
        return supplies()
                .sorted(Comparator.comparing((Supplied one) -> one.supply().payment())
                        .reversed())
                .map(one -> new Choice(
                        one.supply().mpxn().value(),
                        one.home().address() + " · " + (one.supply().mpxn().fuel() == Fuel.GAS ? "gas" : "electricity"),
                        one.supply().mpxn()
                                + (one.supply().payment() == PaymentMode.PREPAYMENT
                                        ? ", prepayment"
                                        : ", credit: its meter takes no top-up")))
                .toList();
    }

    private record Supplied(Market.Home home, Market.Supply supply) {}

    private Stream<Supplied> supplies() {
        return demo.market().stream()
                .flatMap(market -> market.homes().stream())
                .flatMap(home -> home.supplies().stream().map(supply -> new Supplied(home, supply)));
    }

    private Supplied at(Mpxn mpxn) {
        return supplies()
                .filter(one -> one.supply().mpxn().equals(mpxn))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("The demo's market has no meter point " + mpxn));
    }

    @Override
    public List<Choice> ways() {
        return Stream.of(Way.values())
                .map(way -> new Choice(way.name(), way.words, ""))
                .toList();
    }

    @Override
    public CaseKey start(String home, String way) {
        Mpxn mpxn = new Mpxn(home);
        Way chosen = Way.valueOf(way);
        PaymentProvider till = town.paymentProvider()
                .orElseThrow(() -> new IllegalArgumentException("The market has no payment provider"));
        power(mpxn, !chosen.cutOff);
        String reference = PaymentProvider.newReference();
        try {
            Told story = new Told(reference, mpxn, chosen, till.pay(reference, mpxn, POUNDS));
            told.put(reference, story);
            return story.key(payer().orElseThrow());
        } catch (IllegalArgumentException noToken) {
            power(mpxn, true);
            throw noToken;
        }
    }

    private Optional<String> payer() {
        return parties.all().stream()
                .filter(DemoApiKeys::takesPayments)
                .map(Party::id)
                .findFirst();
    }

    private void power(Mpxn mpxn, boolean on) {
        Eui64 hub = at(mpxn).home().hub();
        town.fleet().ifPresent(fleet -> fleet.offline(hub, !on));
    }

    /** Somebody at home types, the power comes back, and the till gives money back that it is asked for. */
    @Scheduled(fixedDelay = 2000)
    void goOn() {
        payer().ifPresent(payer -> told.values()
                .forEach(story -> views.facts(story.key(payer))
                        .ifPresent(facts -> goOn(story, facts.state(), facts.facts(), facts.outcome() != null))));
    }

    private void goOn(Told story, String state, Facts facts, boolean ended) {
        if (ended) {
            power(story.mpxn(), true);
            told.remove(story.reference());
        } else if (state.equals("Refund due")) {
            town.paymentProvider().ifPresent(till -> till.refunded(story.reference()));
        } else if (story.way() == Way.BY_HAND && state.equals("Waits for the meter")) {
            town.fleet()
                    .ifPresent(fleet ->
                            fleet.atHome(at(story.mpxn()).supply().meter()).enterToken(story.token()));
            power(story.mpxn(), true);
        } else if (story.way() == Way.SILENT
                && facts.value("consumerTold", Boolean.class).orElse(false)) {
            power(story.mpxn(), true);
        }
    }
}
