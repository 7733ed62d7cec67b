package org.meterflow.gateway;

import static org.awaitility.Awaitility.await;
import static org.meterflow.gateway.PublishedMarket.ELECTRICITY_METER;
import static org.meterflow.gateway.PublishedMarket.LOAD_CONTROLLER;
import static org.meterflow.gateway.PublishedMarket.OTHER_HUB;

import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.meterflow.device.CredentialHolders;
import org.meterflow.device.CredentialPlace;
import org.meterflow.duis.Duis;
import org.meterflow.duis.DuisResponse;
import org.meterflow.gateway.ServiceRequest.State;
import org.meterflow.identifier.Eui64;
import org.meterflow.party.Certificates;
import org.meterflow.simulator.SimulatedSupplier.Asked;
import org.meterflow.simulator.SupplierRequest;
import org.springframework.beans.factory.annotation.Autowired;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The published market with its meters at work, and users who ask the gateway for something. */
abstract class PublishedMarketAtWork extends PublishedHomeAtWork {

    @Autowired
    Certificates certificates;

    @Autowired
    CredentialHolders holders;

    @BeforeEach
    void aSecondHomeAtWork() {
        PublishedMarket.secondHomeAsItWas(devices, holders, jdbc);
        holders.note(ELECTRICITY_METER, CredentialPlace.LOAD_CONTROLLER, LOAD_CONTROLLER);
        await().atMost(PATIENCE).until(() -> fleet.isConnected(OTHER_HUB));
    }

    String code(Eui64 asking, SupplierRequest request) throws Exception {
        return user(asking).ask(request).acknowledgement().code();
    }

    DuisResponse critical(Eui64 asking, SupplierRequest request) throws Exception {
        return user(asking).command(request).acknowledgement();
    }

    State state(Asked asked) {
        return requests.find(asked.id()).get(0).state();
    }

    /** Of this device: what a user was not there to hear in an earlier test may come now. */
    Element alert(Eui64 user, String content, Eui64 about) throws Exception {
        return user(user).await(response -> named(response, content, about).isPresent(), PATIENCE).stream()
                .flatMap(response -> named(response, content, about).stream())
                .findFirst()
                .orElseThrow();
    }

    private static Optional<Element> named(DuisResponse response, String content, Eui64 about) {
        NodeList found = response.message().getElementsByTagNameNS(Duis.NAMESPACE, content);
        return Optional.ofNullable((Element) found.item(0))
                .filter(element -> element.getTextContent().contains(about.value()));
    }
}
