package org.meterflow.demo;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.meterflow.calendar.BusinessCalendar;
import org.meterflow.desk.DemoStory;
import org.meterflow.identifier.Eui64;
import org.meterflow.identifier.Fuel;
import org.meterflow.identifier.Mpid;
import org.meterflow.market.Market.Home;
import org.meterflow.market.Market.Supply;
import org.meterflow.party.Parties;
import org.meterflow.party.Party;
import org.meterflow.party.PartyStatus;
import org.meterflow.party.User;
import org.meterflow.party.UserRole;
import org.meterflow.process.CaseKey;
import org.meterflow.registration.Registrations;
import org.meterflow.simulator.MarketApi;
import org.meterflow.simulator.RegistrationBody;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/** A small made-up supplier of the last homes of the town fails, and the regulator directs another one to supply them. */
@Component
@ConditionalOnProperty({"meterflow.demo.adjustable-clock", "meterflow.simulator.enabled"})
class SupplierFails implements DemoStory {

    private static final String PROCESS = "supplierOfLastResort";
    private static final String CEDAR = "SP-0099";
    private static final Mpid CDAR = new Mpid("CDAR");
    private static final int HOMES = 4;

    private final DemoMarket demo;
    private final DemoTown town;
    private final Parties parties;
    private final Registrations registrations;
    private final BusinessCalendar calendar;

    SupplierFails(
            DemoMarket demo, DemoTown town, Parties parties, Registrations registrations, BusinessCalendar calendar) {
        this.demo = demo;
        this.town = town;
        this.parties = parties;
        this.registrations = registrations;
        this.calendar = calendar;
    }

    /** What happens on the way. */
    enum Way {
        PLAIN("Nothing special: every meter has new keys"),
        SILENT("One home is cut off: its keys fail, and somebody decides what becomes of it");

        private final String words;

        Way(String words) {
            this.words = words;
        }
    }

    @Override
    public String name() {
        return "last-resort";
    }

    @Override
    public String title() {
        return "A supplier fails";
    }

    @Override
    public String introduction() {
        return "Cedar Energy, a made-up supplier of " + HOMES
                + " homes, fails. Choose who supplies them from tomorrow on. Two people have to"
                + " agree: sign in as operator and as switching. Then move the clock to the next timer.";
    }

    @Override
    public List<Choice> homes() {
        return lastHomes().isEmpty()
                ? List.of()
                : parties.all().stream()
                        .filter(party -> !party.id().equals(CEDAR) && party.live())
                        .filter(party -> party.mpids().stream()
                                .anyMatch(mpid -> parties.supplierUser(mpid, Fuel.ELECTRICITY)
                                        .isPresent()))
                        .map(party -> new Choice(party.id(), party.name(), "becomes the supplier of last resort"))
                        .toList();
    }

    @Override
    public List<Choice> ways() {
        return Stream.of(Way.values())
                .map(way -> new Choice(way.name(), way.words, ""))
                .toList();
    }

    private List<Home> lastHomes() {
        List<Home> all = demo.market().stream()
                .flatMap(market -> market.homes().stream())
                .filter(home -> home.supplies().stream()
                        .allMatch(supply -> supply.mpxn().fuel() == Fuel.ELECTRICITY && supply.export() == null))
                .toList();
        return all.subList(Math.max(0, all.size() - HOMES), all.size());
    }

    @Override
    public CaseKey start(String home, String way) {
        RegistrationBody regulator = town.registrationBody()
                .orElseThrow(() -> new IllegalArgumentException("The market has no registration body"));
        List<Home> homes = lastHomes();
        suppliedByCedar(homes);
        Eui64 hub = homes.get(0).hub();
        town.fleet().ifPresent(fleet -> fleet.offline(hub, Way.valueOf(way) == Way.SILENT));
        String direction = "SOLR-" + RegistrationBody.newSwitchId().substring(3);
        MarketApi.Answer answer =
                regulator.direct(direction, CEDAR, home, calendar.today().plusDays(1));
        if (!answer.accepted()) {
            throw new IllegalArgumentException("The platform refused the direction: " + answer.body());
        }
        return new CaseKey(PROCESS, direction);
    }

    private void suppliedByCedar(List<Home> homes) {
        if (parties.find(CEDAR).isEmpty()) {
            parties.add(new Party(
                    CEDAR,
                    "Cedar Energy",
                    Set.of(CDAR),
                    List.of(new User(Eui64.of("02-4D-46-00-00-99-00-00"), Set.of(UserRole.IS))),
                    PartyStatus.LIVE,
                    Set.of(Fuel.ELECTRICITY),
                    null));
        }
        homes.stream()
                .flatMap(home -> home.supplies().stream())
                .map(Supply::mpxn)
                .forEach(mpxn -> registrations.register(mpxn, CDAR, calendar.today(), "the demonstration"));
    }
}
