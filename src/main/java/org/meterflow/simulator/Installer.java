package org.meterflow.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.meterflow.identifier.Eui64;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A supplier's person in the field: fits what lies in the van, and takes off the wall what is to go. */
final class Installer {

    private static final Logger log = LoggerFactory.getLogger(Installer.class);

    private final Supplier<Optional<Fleet>> fleet;

    Installer(Supplier<Optional<Fleet>> fleet) {
        this.fleet = fleet;
    }

    /** @param job which devices, by their EUI-64 with spaces between; anything else is no device */
    void work(JsonNode job) {
        fleet.get().ifPresent(there -> {
            each(job.path("takeAway").asText(), there::takeAway);
            each(job.path("fit").asText(), there::fit);
        });
    }

    private static void each(String devices, Consumer<Eui64> work) {
        Stream.of(devices.split("\\s+"))
                .filter(word -> word.matches("[0-9A-Fa-f]{2}(-[0-9A-Fa-f]{2}){7}"))
                .map(Eui64::of)
                .forEach(device -> {
                    try {
                        work.accept(device);
                    } catch (IllegalArgumentException notInTheVan) {
                        log.warn("Device {} lies in no van: {}", device, notInTheVan.getMessage());
                    }
                });
    }
}
