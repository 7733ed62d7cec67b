package org.meterflow.simulator;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.meterflow.identifier.Eui64;
import org.meterflow.market.Market;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The suppliers of a demo's market: in the platform's own process, but on the other side of its doors. */
@Component
@Profile("!production")
public class SimulatedSuppliers implements DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(SimulatedSuppliers.class);

    private static final String PATH = "/duis/";

    private final SimulatorSettings simulator;
    private final SupplierSettings settings;
    private final Map<Eui64, SimulatedSupplier> suppliers = new ConcurrentHashMap<>();
    private volatile @Nullable Door door;

    SimulatedSuppliers(SimulatorSettings simulator, SupplierSettings settings) {
        this.simulator = simulator;
        this.settings = settings;
    }

    /** Before anybody asks where they are. */
    @EventListener(ApplicationReadyEvent.class)
    @Order(-1)
    void start() {
        if (!simulator.enabled() || simulator.market().equals("none")) {
            return;
        }
        List<Path> folders = Optional.ofNullable(simulator.pki()).orElse(List.of()).stream()
                .filter(Files::isDirectory)
                .toList();
        Eui64 dcc = new PemKeySource(folders).dccParties().accessControlBroker();
        SupplierKeys keys = SupplierKeys.in(folders);
        Door opened = Door.open("localhost", settings.port());
        door = opened;
        Market.load(simulator.market(), 0).participants().stream()
                .flatMap(participant -> participant.supplierIdentities().stream())
                .forEach(identity -> start(identity.id(), dcc, keys, opened));
    }

    private void start(Eui64 user, Eui64 dcc, SupplierKeys keys, Door opened) {
        try {
            SimulatedSupplier supplier = new SimulatedSupplier(
                    user,
                    dcc,
                    keys,
                    settings.duis(),
                    Smki.published(settings.smki()),
                    opened,
                    PATH + user,
                    Clock.systemUTC());
            suppliers.put(user, supplier);
            log.info("Simulated supplier {} receives at {}", user, supplier.responseAddress());
        } catch (IllegalStateException noKeys) {
            log.warn("Supplier {} is not simulated: {}", user, noKeys.getMessage());
        }
    }

    /** Whether this is where a simulated supplier of some earlier start received its answers. */
    public static boolean isOurs(URI responseAddress, Eui64 user) {
        return (PATH + user).equals(responseAddress.getPath());
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
        Door opened = door;
        if (opened != null) {
            opened.close();
        }
    }
}
