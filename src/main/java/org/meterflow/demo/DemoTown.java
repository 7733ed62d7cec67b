package org.meterflow.demo;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meterflow.identifier.Mpid;
import org.meterflow.market.Market;
import org.meterflow.messages.Webhooks;
import org.meterflow.party.Parties;
import org.meterflow.party.Party;
import org.meterflow.party.User;
import org.meterflow.simulator.Fleet;
import org.meterflow.simulator.MarketApi;
import org.meterflow.simulator.PaymentProvider;
import org.meterflow.simulator.RegistrationBody;
import org.meterflow.simulator.SimulatedSuppliers;
import org.meterflow.simulator.Simulator;
import org.meterflow.simulator.SupplierDesk;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Everybody around the platform in a demonstration: the meters, the registration body, the suppliers' switching desks.
 * They reach the platform as they would from outside, over its ports, with keys it has given them.
 */
@Component
@Profile("!production")
@ConditionalOnProperty("meterflow.simulator.enabled")
public class DemoTown {

    private static final Logger log = LoggerFactory.getLogger(DemoTown.class);
    private static final String ACTOR = "the demonstration";

    private final DemoMarket demo;
    private final Parties parties;
    private final Simulator simulator;
    private final SimulatedSuppliers suppliers;
    private final DemoApiKeys apiKeys;
    private final Webhooks webhooks;
    private final ServletWebServerApplicationContext server;
    private final String defaultAddress;
    private final Map<Mpid, SupplierDesk> desks = new LinkedHashMap<>();
    private @Nullable RegistrationBody registrationBody;
    private @Nullable PaymentProvider paymentProvider;

    DemoTown(
            DemoMarket demo,
            Parties parties,
            Simulator simulator,
            SimulatedSuppliers suppliers,
            DemoApiKeys apiKeys,
            Webhooks webhooks,
            ServletWebServerApplicationContext server,
            @Value("${meterflow.gateway.response-address:}") String defaultAddress) {
        this.demo = demo;
        this.parties = parties;
        this.simulator = simulator;
        this.suppliers = suppliers;
        this.apiKeys = apiKeys;
        this.webhooks = webhooks;
        this.server = server;
        this.defaultAddress = defaultAddress;
    }

    @EventListener
    @Order(0)
    void open(ApplicationReadyEvent ready) {
        demo.market().ifPresent(this::open);
    }

    private void open(Market market) {
        parties.all().forEach(this::open);
        log.info("{} suppliers of {} receive notifications", desks.size(), market.name());
    }

    private void open(Party party) {
        if (DemoApiKeys.registers(party)) {
            registrationBody = new RegistrationBody(api(party));
        } else if (DemoApiKeys.takesPayments(party)) {
            paymentProvider = new PaymentProvider(api(party));
        } else if (DemoApiKeys.supplies(party)) {
            SupplierDesk desk = SupplierDesk.open(api(party), 0);
            desk.signsAs(suppliers::of);
            desk.fitsIn(simulator::fleet);
            desk.secret(webhooks.register(party.id(), desk.webhook(), ACTOR));
            party.mpids().forEach(mpid -> desks.put(mpid, desk));
            party.users().forEach(this::receiveAnswers);
        }
    }

    /** Unless somebody has said that the answers are wanted elsewhere. */
    private void receiveAnswers(User user) {
        URI address = user.responseAddress();
        boolean free = address == null ? defaultAddress.isEmpty() : SimulatedSuppliers.isOurs(address, user.id());
        if (free) {
            suppliers
                    .of(user.id())
                    .ifPresent(played -> parties.changeResponseAddress(user.id(), played.responseAddress()));
        }
    }

    private MarketApi api(Party party) {
        return new MarketApi(
                URI.create("http://localhost:" + server.getWebServer().getPort()),
                "urn:meterflow:demo:" + party.id(),
                apiKeys.keyOf(party));
    }

    public Optional<Fleet> fleet() {
        return simulator.fleet();
    }

    public Optional<RegistrationBody> registrationBody() {
        return Optional.ofNullable(registrationBody);
    }

    public Optional<PaymentProvider> paymentProvider() {
        return Optional.ofNullable(paymentProvider);
    }

    /** The switching desk of the supplier with this market participant id. */
    public Optional<SupplierDesk> desk(Mpid supplier) {
        return Optional.ofNullable(desks.get(supplier));
    }

    @EventListener
    void close(ContextClosedEvent closed) {
        desks.values().stream().distinct().forEach(SupplierDesk::close);
    }
}
