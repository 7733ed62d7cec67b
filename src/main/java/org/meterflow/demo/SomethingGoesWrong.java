package org.meterflow.demo;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.meterflow.desk.DemoStory;
import org.meterflow.market.Market;
import org.meterflow.party.Parties;
import org.meterflow.party.Party;
import org.meterflow.process.CaseFacts;
import org.meterflow.process.CaseKey;
import org.meterflow.process.CaseViews;
import org.meterflow.simulator.MarketApi;
import org.meterflow.simulator.SupplierDesk;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/** Something is wrong with the service: the simulated supplier of a home raises an incident by message. */
@Component
@ConditionalOnProperty({"meterflow.demo.adjustable-clock", "meterflow.simulator.enabled"})
class SomethingGoesWrong implements DemoStory {

    private static final String PROCESS = "incident";

    /** What goes wrong. */
    enum Way {
        ONE_HOME("The hub of one home is silent: its team has ten days", 1, Map.of()),
        TOP_UPS("Top-ups fail: four hours, and an update every hour", 1, Map.of("topUpsFailing", 12)),
        THREE_TIMES("The same hub falls silent three times: an issue", 3, Map.of());

        private final String words;
        private final int times;
        private final Map<String, Object> effects;

        Way(String words, int times, Map<String, Object> effects) {
            this.words = words;
            this.times = times;
            this.effects = effects;
        }
    }

    private final DemoMarket demo;
    private final DemoTown town;
    private final Parties parties;
    private final CaseViews views;

    SomethingGoesWrong(DemoMarket demo, DemoTown town, Parties parties, CaseViews views) {
        this.demo = demo;
        this.town = town;
        this.parties = parties;
        this.views = views;
    }

    @Override
    public String name() {
        return "incident";
    }

    @Override
    public String title() {
        return "Raise an incident";
    }

    @Override
    public String introduction() {
        return "Choose a home and what goes wrong. Its supplier raises an incident; the next page shows it.";
    }

    @Override
    public List<Choice> homes() {
        return supplied()
                .map(home -> new Choice(
                        home.hub().value(),
                        home.address(),
                        parties.ofMpid(home.supplies().get(0).supplier())
                                .map(Party::name)
                                .orElse("")))
                .toList();
    }

    private Stream<Market.Home> supplied() {
        return demo.market().stream()
                .flatMap(market -> market.homes().stream())
                .filter(home -> !home.supplies().isEmpty());
    }

    @Override
    public List<Choice> ways() {
        return Stream.of(Way.values())
                .map(way -> new Choice(way.name(), way.words, ""))
                .toList();
    }

    @Override
    public CaseKey start(String hub, String way) {
        Market.Home home = supplied()
                .filter(each -> each.hub().value().equals(hub))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("The demo's market has no such home"));
        Party supplier = parties.ofMpid(home.supplies().get(0).supplier())
                .orElseThrow(() -> new IllegalArgumentException("Nobody supplies this home"));
        SupplierDesk desk = town.desk(home.supplies().get(0).supplier())
                .orElseThrow(() -> new IllegalArgumentException("The supplier of this home is not simulated"));
        Way chosen = Way.valueOf(way);
        IntStream.range(0, chosen.times).forEach(time -> raise(desk, home, chosen));
        return views.search(PROCESS, supplier.id(), 0, 1).stream()
                .findFirst()
                .map(CaseFacts::key)
                .orElseThrow(() -> new IllegalArgumentException("The incident has not begun yet: look under Cases"));
    }

    private static void raise(SupplierDesk desk, Market.Home home, Way way) {
        Map<String, Object> data = new HashMap<>(way.effects);
        data.put("reference", "DEMO-" + UUID.randomUUID());
        data.put("title", way == Way.TOP_UPS ? "Top-ups fail" : "The hub is silent");
        data.put("description", "Seen at " + home.address());
        if (way != Way.TOP_UPS) {
            data.put("device", home.hub().value());
        }
        MarketApi.Answer answer = desk.raiseIncident(data);
        if (!answer.accepted()) {
            throw new IllegalArgumentException("The platform has not taken the incident: " + answer.body());
        }
    }
}
