package org.meterflow.process.askdevice;

import java.util.Map;
import org.meterflow.access.FutureDating;
import org.meterflow.access.Service;
import org.meterflow.access.ServiceCatalogue;
import org.meterflow.gateway.DccServices;
import org.meterflow.gbcs.UseCase;

/** Which services of the catalogue a box of a diagram can ask for. */
final class PlaceableServices {

    private static final ServiceCatalogue CATALOGUE = new ServiceCatalogue();

    /** What has rules of its own beside access, which a box would get around. */
    private static final Map<String, String> OWN_RULES = Map.of(
            "6.15.1", "changes whose keys a device trusts",
            "6.15.2", "changes whose keys a device trusts",
            "6.17", "changes whose keys a device trusts",
            "6.21", "changes whose keys a device trusts",
            "6.23", "changes whose keys a device trusts",
            "8.5", "changes whose keys a device trusts",
            "8.12.1", "writes the network of a replaced hub",
            "8.12.2", "writes the network of a replaced gas proxy");

    private PlaceableServices() {}

    /** @throws CannotAsk saying why not */
    static Service require(String variant) {
        Service service = CATALOGUE
                .find(variant.strip())
                .orElseThrow(
                        () -> new CannotAsk("there is no service '%s'. Write a service reference variant such as 4.1.1."
                                .formatted(variant)));
        if (isOwn(service)) {
            return service;
        }
        if (!service.device() || !UseCase.serves(service.variant())) {
            throw new CannotAsk(
                    "%s is neither put to a device with a message nor carried out for a box by the DCC. Write another service."
                            .formatted(service));
        }
        if (OWN_RULES.containsKey(service.variant())) {
            throw new CannotAsk("%s %s, which only a process of the platform does. Write another service."
                    .formatted(service, OWN_RULES.get(service.variant())));
        }
        return service;
    }

    /** Whether the DCC carries it out by itself, and no device is asked. */
    static boolean isOwn(Service service) {
        return isOwn(service.variant());
    }

    static boolean isOwn(String variant) {
        return DccServices.VARIANTS.contains(variant.strip());
    }

    /** @throws CannotAsk where nobody would keep it until its time */
    static void requireDated(Service service) {
        if (service.critical() || service.futureDating() == FutureDating.NONE) {
            throw new CannotAsk(
                    "%s cannot be asked for a later time. Leave 'at' out, and wait before the box.".formatted(service));
        }
    }
}
