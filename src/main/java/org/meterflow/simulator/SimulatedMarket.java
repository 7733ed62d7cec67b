package org.meterflow.simulator;

import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.meterflow.identifier.Eui64;
import org.meterflow.market.Market;
import org.meterflow.market.Market.Participant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Those of a market whom the simulator has been asked to play: its meters, its registration body, its suppliers. */
final class SimulatedMarket implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(SimulatedMarket.class);

    private final SimulatorOptions options;
    private final PartyKeys keys;
    private final Market market;
    private final Door door;
    private final Map<String, PlayedSupplier> suppliers = new LinkedHashMap<>();
    private @Nullable RegistrationBody registrationBody;
    private @Nullable Fleet fleet;

    private SimulatedMarket(SimulatorOptions options, Market market, Door door) {
        this.options = options;
        this.keys = new PartyKeys(options.keys());
        this.market = market;
        this.door = door;
    }

    /** @throws WrongOptions with a sentence for everything that is missing */
    static SimulatedMarket open(SimulatorOptions options) {
        Market market = SimulatorNeeds.of(options);
        Door door;
        try {
            door = Door.open(options.listenHost(), options.listenPort());
        } catch (UncheckedIOException taken) {
            throw new WrongOptions(List.of(taken.getMessage() + ". Choose another address with --listen=HOST:PORT."));
        }
        SimulatedMarket simulated = new SimulatedMarket(options, market, door);
        try {
            simulated.cast();
            return simulated;
        } catch (IllegalStateException | IllegalArgumentException missing) {
            door.close();
            throw new WrongOptions(List.of(missing.getMessage() + "."));
        }
    }

    private void cast() {
        PemKeySource pem = new PemKeySource(options.pki());
        Eui64 dcc = pem.dccParties().accessControlBroker();
        SupplierKeys signing = SupplierKeys.in(options.pki());
        SimulatorNeeds.played(options, market).forEach(participant -> {
            if (participant.registers()) {
                registrationBody = new RegistrationBody(api(participant));
            } else {
                suppliers.put(participant.id(), supplier(participant, dcc, signing));
            }
        });
        if (options.plays(SimulatorOptions.METERS)) {
            fleet = new Fleet(
                    FleetSettings.towards(options.headEnd(), options.state()),
                    SimulatedHomes.of(market, pem.dccParties()),
                    pem,
                    Clock.systemUTC());
        }
        new MarketDoor(this).openAt(door);
    }

    private PlayedSupplier supplier(Participant participant, Eui64 dcc, SupplierKeys signing) {
        SupplierDesk desk = SupplierDesk.behind(door, "/notifications/" + participant.id(), api(participant));
        desk.secretFrom(() -> keys.webhookSecret(participant.id()));
        List<SimulatedSupplier> users = participant.supplierIdentities().stream()
                .map(identity -> new SimulatedSupplier(
                        identity.id(),
                        dcc,
                        signing,
                        options.duis(),
                        options.smki(),
                        door,
                        "/duis/" + identity.id(),
                        Clock.systemUTC()))
                .toList();
        desk.signsAs(asked ->
                users.stream().filter(user -> user.user().equals(asked)).findFirst());
        return new PlayedSupplier(participant, desk, users);
    }

    private MarketApi api(Participant participant) {
        return new MarketApi(
                options.api(), "urn:meterflow:simulator:" + participant.id(), keys.apiKey(participant.id()));
    }

    /** Lets the hubs connect, and says what the installation has to know of the parties. */
    void start() {
        fleet().ifPresent(hubs -> {
            hubs.start();
            hubs.misfortune(options.misfortune(), options.seed());
            log.info("{} simulated hubs connect to {}", hubs.size(), options.headEnd());
        });
        registrationBody().ifPresent(any -> log.info("A registration body sends to {}", options.api()));
        suppliers.values().forEach(PlayedSupplier::announce);
        log.info("Switches and reads are asked for at {}", door.address("/"));
    }

    Optional<Fleet> fleet() {
        return Optional.ofNullable(fleet);
    }

    /** @throws IllegalArgumentException when no meters are played, with a sentence */
    Fleet requiredFleet() {
        return fleet().orElseThrow(() -> new IllegalArgumentException("No meters are played here"));
    }

    Optional<RegistrationBody> registrationBody() {
        return Optional.ofNullable(registrationBody);
    }

    Stream<PlayedSupplier> suppliers() {
        return suppliers.values().stream();
    }

    /** @throws IllegalArgumentException when it is not played, with a sentence */
    PlayedSupplier requiredSupplier(String party) {
        PlayedSupplier supplier = suppliers.get(party);
        if (supplier == null) {
            throw new IllegalArgumentException("No supplier " + party + " is played here");
        }
        return supplier;
    }

    Door door() {
        return door;
    }

    @Override
    public void close() {
        suppliers.values().forEach(supplier -> supplier.desk().close());
        door.close();
        fleet().ifPresent(Fleet::stop);
    }
}
