package org.meterflow.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.meterflow.gateway.PublishedMarket.ELECTRICITY_METER;
import static org.meterflow.gateway.PublishedMarket.HUB;
import static org.meterflow.gateway.PublishedMarket.OTHER_SUPPLIER;
import static org.meterflow.gateway.PublishedMarket.SUPPLIER;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.meterflow.duis.Duis;
import org.meterflow.duis.DuisResponse;
import org.meterflow.duis.ResponseDocument;
import org.meterflow.gateway.ServiceRequest.State;
import org.meterflow.gbcs.GbcsMessage;
import org.meterflow.gbcs.MeterAnswer;
import org.meterflow.gbcs.Octets;
import org.meterflow.identifier.Eui64;
import org.meterflow.identifier.RequestId;
import org.meterflow.metering.MeterUnreachable;
import org.meterflow.metering.Meters;
import org.meterflow.reading.ReadingLog;
import org.meterflow.reading.Readings;
import org.meterflow.simulator.SimulatedSupplier;
import org.meterflow.simulator.SimulatedSupplier.Asked;
import org.meterflow.simulator.SupplierRequest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.w3c.dom.Element;

/** Commands that users take to meters themselves, with a hand-held terminal, and the answers they bring back. */
class LocalDeliveryTest extends PublishedHomeAtWork {

    private static final Eui64 OTHER_USER = new Eui64("00-DB-12-34-56-78-00-04");

    @Autowired
    Meters meters;

    @Autowired
    Readings readings;

    @Autowired
    ApplicationEventPublisher events;

    private SimulatedSupplier supplier;

    @BeforeEach
    void theirUsers() throws Exception {
        supplier = user(SUPPLIER);
    }

    // ── not handed back ──

    @Test
    void what_the_dcc_itself_has_a_part_in_is_not_for_local_delivery() throws Exception {
        try (SimulatedSupplier otherUser = PublishedMarket.supplier(OTHER_USER, doors, keys)) {
            Asked asked = otherUser.ask(
                    SupplierRequest.of('S', "9.1", ELECTRICITY_METER, "RequestCustomerIdentificationNumber", body -> {})
                            .inVariant(2));

            assertThat(asked.acknowledgement().code()).isEqualTo("E17");
            assertThat(of(asked.id()).reason()).contains("9.1 is not for local delivery");
        }
    }

    @Test
    void what_the_dcc_would_have_to_keep_until_its_date_is_not_for_local_delivery() throws Exception {
        for (String date : new String[] {Duis.timeText(clock.instant().plusSeconds(3600)), "3000-12-31T00:00:00Z"}) {
            assertThat(supplier.ask(readRegisters().at(Duis.time(date)).inVariant(2))
                            .acknowledgement()
                            .code())
                    .isEqualTo("E17");
        }
    }

    @Test
    void access_is_decided_for_local_delivery_too() throws Exception {
        try (SimulatedSupplier other = PublishedMarket.supplier(OTHER_SUPPLIER, doors, keys)) {
            assertThat(other.ask(readRegisters().inVariant(2)).acknowledgement().code())
                    .isEqualTo("E4");
        }
        assertThat(supplier.ask(enableSupply().inVariant(2)).acknowledgement().code())
                .as("a critical service has to be signed")
                .isEqualTo("E12");
        assertThat(supplier.ask(new SupplierRequest(
                                'S',
                                2,
                                "4.1",
                                "4.1.1",
                                ELECTRICITY_METER,
                                readRegisters().body(),
                                body -> {}))
                        .acknowledgement()
                        .code())
                .as("at the wrong address")
                .isEqualTo("E13");
    }

    @Test
    void a_critical_command_that_nobody_transformed_is_not_handed_back() throws Exception {
        GbcsMessage command =
                GbcsMessage.command(supplier.nextId(readRegisters()), 0x004F, Octets.ofHex("D920000001000000"));
        var signed = new SupplierRequest('D', 6, "7.1", "7.1", ELECTRICITY_METER, "SignedPreCommand", body -> {
            ResponseDocument.add(
                    body, "GBCSPayload", java.util.Base64.getEncoder().encodeToString(command.encode()));
        });

        assertThat(supplier.ask(signed).acknowledgement().code()).isEqualTo("E50");
    }

    // ── not taken back ──

    @Test
    void what_is_no_answer_of_a_device_is_not_taken_back() throws Exception {
        Asked asked = supplier.ask(readRegisters().inVariant(2));
        byte[] command = payload(asked);

        assertThat(code(SupplierRequest.returnAnswer(null, new byte[] {1, 2, 3})))
                .isEqualTo("E081301");
        assertThat(code(SupplierRequest.returnAnswer(asked.id(), command)))
                .as("the command itself")
                .isEqualTo("E081301");
    }

    @Test
    void an_answer_whose_signature_or_mac_is_not_the_devices_is_not_taken_back() throws Exception {
        Asked critical = supplier.command(enableSupply(), 6);
        GbcsMessage signed = GbcsMessage.parse(byHand(critical));
        assertThat(code(SupplierRequest.returnAnswer(
                        critical.id(),
                        signed.withSignature(changed(signed.signature())).encode())))
                .isEqualTo("E081301");
        assertThat(of(critical.id()).state()).isEqualTo(State.HANDED_BACK);

        Asked log = supplier.ask(readExportLog().inVariant(2));
        GbcsMessage sealed = GbcsMessage.parse(byHand(log));
        assertThat(code(SupplierRequest.returnAnswer(
                        log.id(), sealed.withMac(changed(sealed.mac())).encode())))
                .isEqualTo("E081301");
        assertThat(code(SupplierRequest.returnAnswer(log.id(), sealed.encode())))
                .as("the true one")
                .isEqualTo("I0");
    }

    @Test
    void an_answer_to_nothing_that_was_handed_back_is_not_taken() throws Exception {
        Asked overTheLine = supplier.ask(readRegisters());
        DuisResponse answer = supplier.awaitAnswer(overTheLine.id(), PATIENCE).orElseThrow();

        assertThat(code(SupplierRequest.returnAnswer(
                        overTheLine.id(), answer.gbcsPayload().orElseThrow())))
                .isEqualTo("E081302");
    }

    @Test
    void an_answer_that_another_user_brings_or_that_is_for_another_request_is_not_taken() throws Exception {
        Asked asked = supplier.ask(readRegisters().inVariant(2));
        byte[] answer = byHand(asked);

        try (SimulatedSupplier other = PublishedMarket.supplier(OTHER_SUPPLIER, doors, keys)) {
            assertThat(other.ask(SupplierRequest.returnAnswer(asked.id(), answer))
                            .acknowledgement()
                            .code())
                    .isEqualTo("E4");
        }
        RequestId another = supplier.nextId(readRegisters());
        assertThat(code(SupplierRequest.returnAnswer(another, answer))).isEqualTo("E081303");
        assertThat(of(asked.id()).state()).isEqualTo(State.HANDED_BACK);
    }

    // ── taken to the meter and back ──

    @Test
    void a_read_is_handed_back_answered_at_the_meter_and_told_as_if_the_line_had_brought_it() throws Exception {
        Asked asked = supplier.ask(readRegisters().inVariant(2));
        assertThat(asked.acknowledgement().code()).isEqualTo("I0");
        assertThat(of(asked.id()).state()).isEqualTo(State.HANDED_BACK);
        byte[] answer = byHand(asked);

        assertThat(code(SupplierRequest.returnAnswer(asked.id(), answer))).isEqualTo("I0");

        DuisResponse told = supplier.awaitAnswer(asked.id(), PATIENCE).orElseThrow();
        assertThat(told.code()).isEqualTo("I0");
        assertThat(told.gbcsPayload()).contains(answer);
        assertThat(supplier.read(told)).isInstanceOf(MeterAnswer.ImportRegisters.class);
        assertThat(of(asked.id()).state()).isEqualTo(State.DONE);
        assertThat(attempts(asked)).as("sent over the line").isZero();
    }

    @Test
    void an_answer_brought_twice_has_no_further_effect() throws Exception {
        Asked asked = supplier.ask(readRegisters().inVariant(2));
        byte[] answer = byHand(asked);
        assertThat(code(SupplierRequest.returnAnswer(null, answer))).isEqualTo("I0");

        assertThat(code(SupplierRequest.returnAnswer(null, answer))).isEqualTo("I0");

        assertThat(newest().reason()).contains("had been heard before");
        assertThat(requests.responsesTo(of(asked.id()).number())).hasSize(1);
    }

    @Test
    void what_a_user_brings_and_the_dcc_can_read_is_stored_as_readings() throws Exception {
        Asked asked = supplier.ask(readExportLog().inVariant(2));
        GbcsMessage command = GbcsMessage.parse(payload(asked));
        assertThat(command.originator()).as("in the broker's name").isEqualTo(PublishedMarket.DCC);

        assertThat(code(SupplierRequest.returnAnswer(asked.id(), byHand(asked))))
                .isEqualTo("I0");

        assertThat(readings.of(ELECTRICITY_METER, ReadingLog.DAILY_EXPORT_READS, Instant.EPOCH, clock.instant()))
                .isNotEmpty();
    }

    @Test
    void a_critical_command_is_handed_back_as_its_user_signed_it_with_the_dccs_mac() throws Exception {
        Asked asked = supplier.command(enableSupply(), 6);
        assertThat(asked.acknowledgement().code()).isEqualTo("I0");
        GbcsMessage command = GbcsMessage.parse(payload(asked));
        assertThat(command.isSigned()).isTrue();
        assertThat(command.mac()).isNotNull();

        assertThat(code(SupplierRequest.returnAnswer(asked.id(), byHand(asked))))
                .isEqualTo("I0");

        assertThat(of(asked.id()).state()).isEqualTo(State.DONE);
    }

    @Test
    void a_dated_command_waits_at_the_meter_and_its_effect_is_told_over_the_line() throws Exception {
        Instant date = clock.instant().plusSeconds(120).truncatedTo(ChronoUnit.SECONDS);
        SupplierRequest credit = SupplierRequest.of(
                'T', "1.6", ELECTRICITY_METER, "UpdatePaymentMode", body -> ResponseDocument.add(body, "Credit"));
        Asked asked = supplier.command(credit.at(date), 6);
        assertThat(code(SupplierRequest.returnAnswer(asked.id(), byHand(asked))))
                .isEqualTo("I0");
        assertThat(of(asked.id()).state()).isEqualTo(State.WAITING_AT_DEVICE);

        clock.advance(Duration.ofMinutes(3));

        await().atMost(PATIENCE).until(() -> of(asked.id()).state() == State.DONE);
        assertThat(requests.responsesTo(of(asked.id()).number()).stream().map(ServiceResponse::kind))
                .startsWith("answer", "effect");
    }

    // ── both ways ──

    @Test
    void what_goes_both_ways_is_carried_out_once_and_answered_over_the_line() throws Exception {
        for (Asked asked : new Asked[] {
            supplier.ask(readRegisters().inVariant(3)),
            supplier.ask(readExportLog().inVariant(3)),
            supplier.command(enableSupply(), 7)
        }) {
            assertThat(asked.acknowledgement().code()).isEqualTo("I99");
            DuisResponse answer = supplier.awaitAnswer(asked.id(), PATIENCE).orElseThrow();

            assertThat(fleet.byHand(ELECTRICITY_METER, payload(asked)))
                    .as("the meter knows the counter")
                    .isEmpty();
            assertThat(code(SupplierRequest.returnAnswer(
                            asked.id(), answer.gbcsPayload().orElseThrow())))
                    .isEqualTo("I0");
            assertThat(newest().reason()).contains("had been heard before");
        }
    }

    @Test
    void a_failure_of_what_went_both_ways_is_told_once_and_the_answer_is_taken_by_hand_after_it() throws Exception {
        theHubHangsUp();
        Asked asked = supplier.ask(readRegisters().inVariant(3));
        long number = of(asked.id()).number();
        MeterUnreachable failure = new MeterUnreachable(
                ServiceRequest.referenceOf(number), ELECTRICITY_METER, "No answer to one attempt", clock.instant());

        events.publishEvent(failure);
        events.publishEvent(failure);

        assertThat(requests.responsesTo(number))
                .extracting(ServiceResponse::kind)
                .containsExactly("failure");
        assertThat(code(SupplierRequest.returnAnswer(asked.id(), byHand(asked))))
                .isEqualTo("I0");
        assertThat(of(asked.id()).state()).isEqualTo(State.DONE);
    }

    @Test
    void what_was_brought_by_hand_is_not_sent_any_more() throws Exception {
        theHubHangsUp();
        Asked asked = supplier.ask(readRegisters().inVariant(3));

        assertThat(code(SupplierRequest.returnAnswer(asked.id(), byHand(asked))))
                .isEqualTo("I0");
        fleet.offline(HUB, false);
        Asked next = supplier.ask(readRegisters());

        assertThat(supplier.awaitAnswer(next.id(), PATIENCE).orElseThrow().code())
                .isEqualTo("I0");
        assertThat(supplier.awaitAnswer(asked.id(), PATIENCE).orElseThrow().code())
                .isEqualTo("I0");
        assertThat(attempts(asked)).isZero();
    }

    // ── words ──

    private static SupplierRequest readRegisters() {
        return SupplierRequest.readRegisters(ELECTRICITY_METER);
    }

    private static SupplierRequest enableSupply() {
        return SupplierRequest.of('T', "7.1", ELECTRICITY_METER, "EnableSupply", body -> {});
    }

    private SupplierRequest readExportLog() {
        Instant now = clock.instant();
        return SupplierRequest.of('S', "4.6.2", ELECTRICITY_METER, "RetrieveExportDailyReadLog", body -> {
            Element period = ResponseDocument.add(body, "ReadLogPeriod");
            ResponseDocument.add(period, "StartDateTime", Duis.timeText(now.minus(Duration.ofDays(3))));
            ResponseDocument.add(period, "EndDateTime", Duis.timeText(now));
        });
    }

    private byte[] byHand(Asked asked) {
        return fleet.byHand(ELECTRICITY_METER, payload(asked)).orElseThrow();
    }

    private static byte[] payload(Asked asked) {
        DuisResponse answer = asked.acknowledgement();
        assertThat(answer.content().map(Element::getLocalName))
                .as(answer.code())
                .contains("LocalCommand");
        return answer.gbcsPayload().orElseThrow();
    }

    private static Octets changed(Octets proof) {
        byte[] bytes = Objects.requireNonNull(proof).bytes();
        bytes[0] ^= 1;
        return Octets.of(bytes);
    }

    private String code(SupplierRequest request) throws Exception {
        return supplier.ask(request).acknowledgement().code();
    }

    private int attempts(Asked asked) {
        return meters.find(ServiceRequest.referenceOf(of(asked.id()).number()))
                .orElseThrow()
                .attempts();
    }

    /** The last with this id: after a transform, the signed command. */
    private ServiceRequest of(RequestId id) {
        return requests.find(id).get(requests.find(id).size() - 1);
    }

    private ServiceRequest newest() {
        return requests.search(ServiceRequestFilter.all(), 0, 1).get(0);
    }
}
