package org.meterflow.simulator;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meterflow.market.Market;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * The simulated fleet of a demo, in the platform's own process but on the other side of the wire: it shares files with
 * the platform, and nothing else.
 */
@Component
@Profile("!production")
public class Simulator implements DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(Simulator.class);

    private final SimulatorSettings settings;
    private volatile @Nullable Fleet fleet;

    Simulator(SimulatorSettings settings) {
        this.settings = settings;
    }

    /** The devices have clocks of their own: they learn the platform's time over the wire only. */
    @EventListener(ApplicationReadyEvent.class)
    void start() {
        if (!settings.enabled() || settings.market().equals("none")) {
            return;
        }
        List<Path> pki = settings.pki() == null ? List.of() : settings.pki();
        Path state = settings.state();
        if (state == null) {
            throw new IllegalStateException("meterflow.simulator.state must name a folder");
        }
        PemKeySource keys =
                new PemKeySource(pki.stream().filter(Files::isDirectory).toList());
        Market market = Market.load(settings.market(), settings.extraHomes());
        Fleet started = new Fleet(
                FleetSettings.towards(settings.headEnd(), state),
                SimulatedHomes.of(market, keys.dccParties()),
                keys,
                Clock.systemUTC());
        started.start();
        started.misfortune(FaultProfile.named(settings.misfortune()), settings.seed());
        fleet = started;
        log.info("{} simulated hubs connect to {}", started.size(), settings.headEnd());
    }

    /** Empty when this process runs none. */
    public Optional<Fleet> fleet() {
        return Optional.ofNullable(fleet);
    }

    @Override
    public void destroy() {
        Fleet running = fleet;
        if (running != null) {
            running.stop();
        }
    }
}
