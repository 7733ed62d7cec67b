package org.meterflow.process.signedcommand;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.meterflow.calendar.BusinessCalendar;
import org.meterflow.calendar.DemoClock;
import org.meterflow.demo.DemoMarket;
import org.meterflow.demo.DemoTown;
import org.meterflow.gbcs.GbcsMessage;
import org.meterflow.gbcs.RequestPart;
import org.meterflow.identifier.Eui64;
import org.meterflow.identifier.Fuel;
import org.meterflow.identifier.Mpid;
import org.meterflow.market.Market;
import org.meterflow.metering.Meters;
import org.meterflow.party.Parties;
import org.meterflow.process.CaseKey;
import org.meterflow.process.engine.Cases;
import org.meterflow.process.servicerequest.Question;
import org.meterflow.process.servicerequest.Requester;
import org.meterflow.process.servicerequest.ServiceOrder;
import org.meterflow.process.servicerequest.ServiceRequest;
import org.meterflow.registration.Registrations;
import org.meterflow.simulator.MarketApi;
import org.meterflow.simulator.SigningHabit;
import org.meterflow.simulator.SimulatedSupplier;
import org.meterflow.simulator.SimulatedSuppliers;
import org.meterflow.simulator.SupplierDesk;
import org.meterflow.testing.TownTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ConfigurableApplicationContext;

/** A home of its own for each test, whose supplier is told what is wanted of its meter, and the words for it. */
@TownTest
abstract class CommandToSign {

    static final Mpid ALDER = new Mpid("ALDR");
    static final Mpid BIRCH = new Mpid("BRCH");
    static final String PARENT = "paymentModeTest";
    static final RequestPart PREPAYMENT = RequestPart.of(
            "UpdatePaymentMode",
            RequestPart.of(
                    "Prepayment",
                    RequestPart.text("SuspendDebtDisabled", "true"),
                    RequestPart.text("SuspendDebtEmergency", "true"),
                    RequestPart.text("DisablementThreshold", "0")));
    static final ObjectMapper JSON = new ObjectMapper();

    /** Homes that a test of this class has not used yet. */
    static int next;

    @Autowired
    SignedCommand process;

    @Autowired
    ServiceRequest requests;

    @Autowired
    Cases cases;

    @Autowired
    Meters meters;

    @Autowired
    Parties parties;

    @Autowired
    Registrations registrations;

    @Autowired
    BusinessCalendar calendar;

    @Autowired
    DemoMarket market;

    @Autowired
    DemoTown town;

    @Autowired
    SimulatedSuppliers suppliers;

    @Autowired
    Clock clock;

    @Autowired
    ConfigurableApplicationContext platform;

    final String id = "PM-" + UUID.randomUUID();

    Market.Supply home;

    @BeforeEach
    void aHomeServedByAlder() {
        home = homesOf(ALDER).get(next++);
        alder().signing(SigningHabit.IS_SILENT);
    }

    @AfterEach
    void suppliersSignAgain() {
        alder().signing(SigningHabit.SIGNS);
    }

    List<Market.Supply> homesOf(Mpid supplier) {
        return market.market().orElseThrow().homes().stream()
                .flatMap(each -> each.supplies().stream())
                .filter(supply -> supply.supplier().equals(supplier)
                        && supply.mpxn().fuel() == Fuel.ELECTRICITY
                        && supply.payment() == Market.PaymentMode.CREDIT
                        && supply.spareMeter() == null)
                .toList();
    }

    Eui64 userOf(Mpid supplier) {
        return parties.supplierUser(supplier, Fuel.ELECTRICITY).orElseThrow().id();
    }

    SupplierDesk alder() {
        return town.desk(ALDER).orElseThrow();
    }

    SimulatedSupplier supplier(Mpid supplier) {
        return suppliers.of(userOf(supplier)).orElseThrow();
    }

    void wanted(RequestPart body, Market.Supply at, Mpid supplier) {
        wanted("1.6", body, at, supplier);
    }

    void wanted(String service, RequestPart body, Market.Supply at, Mpid supplier) {
        process.prepare(
                CommandOrder.of(id, new CaseKey(PARENT, id), service, body, at.meter(), at.mpxn(), userOf(supplier)));
        cases.start(new CaseKey(SignedCommand.PROCESS, id));
    }

    void aCommandIsWanted(RequestPart body) {
        wanted(body, home, ALDER);
        await().until(() -> alder().noticesOf(id).contains("signatureWanted"));
    }

    GbcsMessage preCommand() {
        String data = alder().notices().stream()
                .filter(notice -> notice.subject().equals(id))
                .reduce((one, other) -> other)
                .orElseThrow()
                .data();
        return GbcsMessage.parse(
                Base64.getDecoder().decode(json(data).path("preCommand").asText()));
    }

    byte[] signed(UnaryOperator<GbcsMessage> change) {
        return supplier(ALDER).sign(change.apply(preCommand()).encode());
    }

    MarketApi.Answer returned(String message, byte[] signed) {
        return alder().returnSigned(id + "-" + message, id, signed);
    }

    /** What the platform says of a message, as its sender reads it. */
    static String said(MarketApi.Answer answer) {
        return json(answer.body()).path("reason").asText();
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    void theTimeToSignIsOver() {
        ((DemoClock) clock).advanceTo(process.find(id).orElseThrow().signBy().plusSeconds(1));
    }

    WantedCommand ends() {
        return await(id)
                .atMost(Duration.ofMinutes(3))
                .until(
                        () -> process.find(id).orElseThrow(),
                        command -> command.state().ended());
    }

    String paymentMode(String when) {
        String question = id + ":" + when;
        requests.prepare(ServiceOrder.of(
                question,
                new CaseKey(PARENT, id),
                Question.PAYMENT_MODE,
                home.meter(),
                home.mpxn(),
                Requester.of(userOf(ALDER))));
        cases.start(new CaseKey("serviceRequest", question));
        Map<String, String> answer = await(question)
                .atMost(Duration.ofMinutes(3))
                .until(() -> requests.find(question).orElseThrow().answer(), values -> !values.isEmpty());
        return answer.toString();
    }
}
