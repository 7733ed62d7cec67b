package org.meterflow.simulator;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.meterflow.identifier.Eui64;
import org.meterflow.market.Market;
import org.meterflow.party.UserRole;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * The suppliers of a demo's market whose response address is on this machine: in the platform's own process, but on the
 * other side of its doors.
 */
@Component
@Profile("!production")
public class SimulatedSuppliers implements DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(SimulatedSuppliers.class);

    private final SimulatorSettings simulator;
    private final SupplierSettings settings;
    private final Map<Eui64, SimulatedSupplier> suppliers = new ConcurrentHashMap<>();

    SimulatedSuppliers(SimulatorSettings simulator, SupplierSettings settings) {
        this.simulator = simulator;
        this.settings = settings;
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        if (!simulator.enabled() || simulator.market().equals("none")) {
            return;
        }
        List<Path> folders = Optional.ofNullable(simulator.pki()).orElse(List.of()).stream()
                .filter(Files::isDirectory)
                .toList();
        Eui64 dcc = new PemKeySource(folders).dccParties().accessControlBroker();
        Market.load(simulator.market(), 0).participants().stream()
                .flatMap(participant -> participant.identities().stream())
                .filter(identity -> identity.roles().contains(UserRole.IS)
                        || identity.roles().contains(UserRole.GS))
                .forEach(identity -> start(identity, dcc, folders));
    }

    private void start(Market.Identity identity, Eui64 dcc, List<Path> folders) {
        URI address = identity.responseAddress();
        if (address == null || !isHere(address)) {
            return;
        }
        try {
            suppliers.put(
                    identity.id(),
                    new SimulatedSupplier(
                            identity.id(),
                            dcc,
                            folders,
                            settings.duis(),
                            settings.smki(),
                            address.getPort(),
                            Clock.systemUTC()));
            log.info("Simulated supplier {} receives at {}", identity.id(), address);
        } catch (IOException taken) {
            log.warn("Simulated supplier {} cannot receive at {}: {}", identity.id(), address, taken.getMessage());
        }
    }

    private static boolean isHere(URI address) {
        try {
            return InetAddress.getByName(address.getHost()).isLoopbackAddress();
        } catch (IOException unknown) {
            return false;
        }
    }

    public Collection<SimulatedSupplier> all() {
        return List.copyOf(suppliers.values());
    }

    /** Empty when this process does not play this supplier. */
    public Optional<SimulatedSupplier> of(Eui64 user) {
        return Optional.ofNullable(suppliers.get(user));
    }

    @Override
    public void destroy() {
        suppliers.values().forEach(SimulatedSupplier::close);
    }
}
