package org.meterflow.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.meterflow.gateway.PublishedMarket.ELECTRICITY_METER;
import static org.meterflow.gateway.PublishedMarket.SUPPLIER;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.meterflow.database.FreePort;
import org.meterflow.duis.DuisResponse;
import org.meterflow.duis.Elements;
import org.meterflow.gbcs.GbcsMessage;
import org.meterflow.gbcs.Octets;
import org.meterflow.identifier.RequestId;
import org.meterflow.messages.Outbox;
import org.meterflow.messages.OutboxEntry;
import org.meterflow.messages.OutboxState;
import org.meterflow.metering.MeterAlerted;
import org.meterflow.party.Parties;
import org.meterflow.simulator.SimulatedSupplier;
import org.meterflow.simulator.SimulatedSupplier.Asked;
import org.meterflow.simulator.SupplierRequest;
import org.meterflow.testing.MeterflowTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

/** What users are told after the exchange, here about a meter whose hub never calls. */
@MeterflowTest
@TestPropertySource(
        properties = {
            "meterflow.demo.market=published",
            "meterflow.messages.webhook.plain-http=true",
            "meterflow.gateway.answer-within=1s",
            "meterflow.gateway.first-attempt-delay=300ms",
            "meterflow.metering.least-patience=1s",
            "meterflow.metering.poll=200ms"
        })
class CallbacksTest {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @Autowired
    Doors doors;

    @Autowired
    ServiceRequests requests;

    @Autowired
    Outbox outbox;

    @Autowired
    Parties parties;

    @Autowired
    DccAlerts alerts;

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    JdbcClient jdbc;

    @Value("${meterflow.data}/pki")
    Path keys;

    private SimulatedSupplier supplier;

    @BeforeEach
    void aSupplier() throws Exception {
        supplier = PublishedMarket.supplier(SUPPLIER, doors, keys);
        parties.changeResponseAddress(SUPPLIER, supplier.responseAddress());
    }

    @AfterEach
    void closed() {
        supplier.close();
    }

    @Test
    void a_meter_that_cannot_be_reached_is_told_to_the_user_later() throws Exception {
        Asked asked = supplier.ask(SupplierRequest.readRegisters(ELECTRICITY_METER));
        assertThat(asked.acknowledgement().code()).isEqualTo("I99");

        DuisResponse answer = supplier.awaitAnswer(asked.id(), PATIENCE).orElseThrow();

        assertThat(answer.code()).isEqualTo("E20");
        assertThat(answer.responseId()).isEmpty();
        assertThat(answer.content()).isEmpty();
        assertThat(of(asked.id()).state()).isEqualTo(ServiceRequest.State.FAILED);
    }

    @Test
    void an_answer_waits_for_a_receiver_that_is_down() throws Exception {
        int port = FreePort.find();
        parties.changeResponseAddress(SUPPLIER, URI.create("http://localhost:" + port + "/smartdcc/duis"));
        RequestId id =
                supplier.ask(SupplierRequest.readRegisters(ELECTRICITY_METER)).id();
        awaitState(id, OutboxState.RETRYING);

        BlockingQueue<byte[]> received = new LinkedBlockingQueue<>();
        HttpServer receiver = receiver(port, 204, received);

        awaitState(id, OutboxState.SENT);
        receiver.stop(0);
        assertThat(received)
                .as("sent once")
                .filteredOn(response -> new String(response, UTF_8).contains(id.toString()))
                .hasSize(1);
    }

    @Test
    void a_receiver_whose_answer_never_ends_does_not_hold_the_platform_up() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        HttpServer receiver = receiver(0, exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(' ');
            exchange.getResponseBody().flush();
            try {
                over.await();
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
            }
        });

        OutboxEntry entry = awaitState(askedWithAnswersTo(receiver), OutboxState.RETRYING);

        assertThat(entry.reason()).contains("did not answer within");
        over.countDown();
        receiver.stop(0);
    }

    @Test
    void a_receiver_that_asks_for_a_pause_loses_nothing_by_it() throws Exception {
        AtomicInteger refusals = new AtomicInteger(2);
        HttpServer receiver = receiver(0, exchange -> {
            boolean busy = refusals.getAndDecrement() > 0;
            if (busy) {
                exchange.getResponseHeaders().add("Retry-After", "1");
            }
            exchange.sendResponseHeaders(busy ? 503 : 204, -1);
        });

        OutboxEntry entry = awaitState(askedWithAnswersTo(receiver), OutboxState.SENT);

        assertThat(refusalsOf(entry)).as("what counts towards giving up").isZero();
        receiver.stop(0);
    }

    @Test
    void a_response_that_the_receiver_finds_invalid_is_not_sent_again() throws Exception {
        BlockingQueue<byte[]> received = new LinkedBlockingQueue<>();
        HttpServer receiver = receiver(0, 400, received);

        OutboxEntry entry = awaitState(askedWithAnswersTo(receiver), OutboxState.DEAD);

        assertThat(entry.attempts()).isEqualTo(1);
        assertThat(entry.reason()).contains("status 400");
        receiver.stop(0);
    }

    @Test
    void an_answer_for_a_user_without_an_address_is_kept_where_it_can_be_seen() throws Exception {
        parties.changeResponseAddress(SUPPLIER, null);
        RequestId id =
                supplier.ask(SupplierRequest.readRegisters(ELECTRICITY_METER)).id();

        OutboxEntry entry = awaitState(id, OutboxState.KEPT);

        assertThat(entry.reason()).contains("no response address");
        ServiceResponse kept = requests.responsesTo(of(id).number()).get(0);
        assertThat(kept.code()).isEqualTo("E20");
        assertThat(requests.responseDocument(kept.number()))
                .isEqualTo(entry.message().body());
    }

    @Test
    void the_losing_supplier_is_told_by_an_alert_of_the_dcc() throws Exception {
        RequestId request = RequestId.of("90-B3-D5-1F-30-03-00-00:" + ELECTRICITY_METER + ":4711");

        alerts.supplierChanged(SUPPLIER, request);

        DuisResponse alert = supplier.await(response -> response.kind().equals("DCCAlertMessage"), PATIENCE)
                .orElseThrow();
        assertThat(alert.code()).isEqualTo("I0");
        assertThat(alert.requestId()).isEmpty();
        assertThat(Elements.of(alert.message()).text("DCCAlertCode")).isEqualTo("N27");
        assertThat(alert.message().getTextContent()).contains(request.toString());
    }

    @Test
    void what_a_meter_has_to_say_of_its_own_accord_reaches_the_user_it_is_meant_for() throws Exception {
        byte[] message = new GbcsMessage(
                        GbcsMessage.Kind.ALERT,
                        4711,
                        ELECTRICITY_METER,
                        SUPPLIER,
                        null,
                        0x1000,
                        null,
                        Octets.ofHex("0F00"),
                        Octets.NONE,
                        null)
                .encode();

        events.publishEvent(new MeterAlerted(
                ELECTRICITY_METER,
                SUPPLIER,
                "8F3F",
                "Unauthorised Physical Access - Tamper Detect",
                message,
                Instant.EPOCH));

        DuisResponse alert = supplier.await(response -> response.kind().equals("DeviceAlertMessage"), PATIENCE)
                .orElseThrow();
        assertThat(alert.responseId()).contains(ELECTRICITY_METER + ":" + SUPPLIER + ":4711");
        assertThat(Elements.of(alert.message()).text("AlertCode")).isEqualTo("8F3F");
        assertThat(alert.gbcsPayload()).contains(message);
    }

    private ServiceRequest of(RequestId id) {
        return requests.find(id).get(0);
    }

    private OutboxEntry awaitState(RequestId id, OutboxState state) {
        return await().atMost(PATIENCE).until(() -> entryOf(id), entry -> entry != null && entry.state() == state);
    }

    private OutboxEntry entryOf(RequestId id) {
        List<ServiceResponse> responses = requests.responsesTo(of(id).number());
        return responses.isEmpty()
                ? null
                : outbox.find(responses.get(0).outboundId()).orElseThrow();
    }

    private RequestId askedWithAnswersTo(HttpServer receiver) throws Exception {
        parties.changeResponseAddress(
                SUPPLIER, URI.create("http://localhost:" + receiver.getAddress().getPort() + "/smartdcc/duis"));
        return supplier.ask(SupplierRequest.readRegisters(ELECTRICITY_METER)).id();
    }

    private int refusalsOf(OutboxEntry entry) {
        return jdbc.sql("select refusals from outbound_message where number = ?")
                .param(entry.number())
                .query(Integer.class)
                .single();
    }

    private static HttpServer receiver(int port, int status, BlockingQueue<byte[]> received) throws IOException {
        return receiver(port, exchange -> {
            received.add(exchange.getRequestBody().readAllBytes());
            exchange.sendResponseHeaders(status, -1);
        });
    }

    private static HttpServer receiver(int port, HttpHandler answer) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/", exchange -> {
            answer.handle(exchange);
            exchange.close();
        });
        server.start();
        return server;
    }
}
