package org.meterflow.onboarding;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.meterflow.device.Device;
import org.meterflow.device.Devices;
import org.meterflow.identifier.Eui64;
import org.meterflow.market.Market;
import org.meterflow.market.Market.Home;
import org.meterflow.party.DccKeys;
import org.meterflow.party.Parties;
import org.meterflow.party.PartyHistory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** Brings a market into the modules that hold it: a file from an administrator, or the one of a demonstration. */
@Component
public class MarketFiles {

    private static final int HOMES_AT_ONCE = 100;

    private final Parties parties;
    private final Devices devices;
    private final DccKeys dcc;
    private final PartyWriter partyWriter;
    private final HomeWriter homeWriter;
    private final ProductWriter productWriter;
    private final FilesTaken files;
    private final PartyHistory history;
    private final OnboardingSettings limits;
    private final TransactionTemplate transaction;

    MarketFiles(
            Parties parties,
            Devices devices,
            DccKeys dcc,
            PartyWriter partyWriter,
            HomeWriter homeWriter,
            ProductWriter productWriter,
            FilesTaken files,
            PartyHistory history,
            OnboardingSettings limits,
            TransactionTemplate transaction) {
        this.parties = parties;
        this.devices = devices;
        this.dcc = dcc;
        this.partyWriter = partyWriter;
        this.homeWriter = homeWriter;
        this.productWriter = productWriter;
        this.files = files;
        this.history = history;
        this.limits = limits;
        this.transaction = transaction;
    }

    /**
     * What became of a file.
     *
     * @param file null when it was refused
     */
    public record Outcome(@Nullable MarketFile file, List<Problem> problems) {

        static Outcome refused(List<Problem> problems) {
            return new Outcome(null, List.copyOf(problems));
        }
    }

    /** Takes the file whole, or not at all and says everything that is wrong with it. Taking it again changes nothing. */
    @Transactional
    public Outcome bringIn(String name, String yaml, String actor) {
        files.alone();
        MarketText text = MarketText.of(yaml, limits);
        Market market = text.market().orElse(null);
        if (market == null) {
            return Outcome.refused(text.problems());
        }
        List<Problem> problems = new MarketCheck(market, text, parties, devices, dcc).problems();
        if (!problems.isEmpty()) {
            return Outcome.refused(problems);
        }
        String source = "%s, brought in by %s".formatted(name, actor);
        List<Change> changes = new ArrayList<>();
        market.participants()
                .forEach(participant -> partyWriter.write(participant).ifPresent(change -> {
                    changes.add(change);
                    String what =
                            (change.added() ? "Added" : "Changed: " + change.detail()) + ", from the file " + name;
                    history.note(participant.id(), what, actor);
                }));
        productWriter.write(market);
        market.everyHome().forEach(home -> changes.addAll(homeWriter.write(market, home, source)));
        return new Outcome(files.add(FilesTaken.MARKET, name, actor, changes), List.of());
    }

    /** Adds what is missing of a demonstration's market; what is there stays as it is. */
    public void demonstrate(Market market) {
        String source = "Demo market";
        transaction.executeWithoutResult(status -> market.participants().stream()
                .filter(participant -> parties.find(participant.id()).isEmpty())
                .forEach(partyWriter::write));
        productWriter.write(market);
        Set<Eui64> installed = devices.all().stream().map(Device::id).collect(Collectors.toSet());
        List<Home> fresh = market.everyHome().stream()
                .filter(home -> !installed.contains(home.hub()))
                .toList();
        for (int from = 0; from < fresh.size(); from += HOMES_AT_ONCE) {
            List<Home> some = fresh.subList(from, Math.min(fresh.size(), from + HOMES_AT_ONCE));
            transaction.executeWithoutResult(status -> some.forEach(home -> homeWriter.write(market, home, source)));
        }
    }
}
