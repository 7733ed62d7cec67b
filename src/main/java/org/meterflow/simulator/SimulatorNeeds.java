package org.meterflow.simulator;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.meterflow.market.Market;
import org.meterflow.market.Market.Participant;

/** Looks, before anything is started, whether the files are there that the simulator was told of. */
final class SimulatorNeeds {

    private final SimulatorOptions options;
    private final List<String> faults = new ArrayList<>();

    private SimulatorNeeds(SimulatorOptions options) {
        this.options = options;
    }

    /**
     * @return the market that is played
     * @throws WrongOptions with a sentence for everything that is missing
     */
    static Market of(SimulatorOptions options) {
        SimulatorNeeds needs = new SimulatorNeeds(options);
        needs.folders();
        Market market = needs.market();
        if (market != null) {
            needs.players(market);
        }
        if (market == null || !needs.faults.isEmpty()) {
            throw new WrongOptions(needs.faults);
        }
        return market;
    }

    /** Registration bodies and suppliers; the others of a market have nothing to say. */
    static List<Participant> played(SimulatorOptions options, Market market) {
        return market.participants().stream()
                .filter(participant -> participant.registers() || participant.supplies())
                .filter(participant -> options.plays(participant.id()))
                .toList();
    }

    private void folders() {
        options.pki().stream()
                .filter(folder -> !Files.isDirectory(folder))
                .forEach(folder -> faults.add("--pki: there is no folder " + folder
                        + "; it holds the certificates of the DCC and the keys of those who are played."));
    }

    private @Nullable Market market() {
        try {
            return Market.load(options.market(), options.extraHomes());
        } catch (UncheckedIOException | IllegalArgumentException unreadable) {
            faults.add("--market: " + unreadable.getMessage());
            return null;
        }
    }

    private void players(Market market) {
        List<Participant> played = played(options, market);
        Set<String> known = Stream.concat(
                        Stream.of(SimulatorOptions.ALL, SimulatorOptions.METERS),
                        played.stream().map(Participant::id))
                .collect(Collectors.toSet());
        options.play().stream()
                .filter(who -> !known.contains(who))
                .sorted()
                .forEach(who -> faults.add("--play: '%s' is no supplier or registration body of the market '%s'."
                        .formatted(who, market.name())));
        if (!played.isEmpty() && !Files.isReadable(options.keys())) {
            faults.add("--keys: there is no file %s; it holds a line PARTY=KEY with the API key of %s."
                    .formatted(
                            options.keys(), played.stream().map(Participant::id).collect(Collectors.joining(", "))));
            return;
        }
        PartyKeys keys = new PartyKeys(options.keys());
        played.stream()
                .filter(participant -> keys.apiKey(participant.id()).isEmpty())
                .forEach(participant -> faults.add(
                        "--keys: %s has no API key for %s; make one under Parties, or leave it out with --play."
                                .formatted(options.keys(), participant.id())));
    }
}
