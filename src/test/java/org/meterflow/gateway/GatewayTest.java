package org.meterflow.gateway;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.meterflow.gateway.PublishedMarket.DCC;
import static org.meterflow.gateway.PublishedMarket.ELECTRICITY_METER;
import static org.meterflow.gateway.PublishedMarket.HUB;
import static org.meterflow.gateway.PublishedMarket.OTHER_SUPPLIER;
import static org.meterflow.gateway.PublishedMarket.SUPPLIER;

import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.meterflow.device.Devices;
import org.meterflow.duis.Duis;
import org.meterflow.duis.DuisResponse;
import org.meterflow.duis.Elements;
import org.meterflow.duis.ResponseDocument;
import org.meterflow.duis.XmlText;
import org.meterflow.gbcs.GbcsMessage;
import org.meterflow.gbcs.Octets;
import org.meterflow.identifier.Eui64;
import org.meterflow.identifier.RequestId;
import org.meterflow.party.CertificateStatus;
import org.meterflow.party.CertificateUse;
import org.meterflow.party.Certificates;
import org.meterflow.simulator.SimulatedSupplier;
import org.meterflow.simulator.SimulatedSupplier.Asked;
import org.meterflow.simulator.SupplierRequest;
import org.meterflow.testing.MeterflowTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.test.context.TestPropertySource;
import org.w3c.dom.Element;

@MeterflowTest
@TestPropertySource(properties = {"meterflow.demo.market=published", "meterflow.messages.webhook.plain-http=true"})
class GatewayTest {

    @Autowired
    Doors doors;

    @Autowired
    ServiceRequests requests;

    @Autowired
    Devices devices;

    @Autowired
    Certificates certificates;

    @Value("${meterflow.data}/pki")
    Path keys;

    private SimulatedSupplier supplier;
    private SimulatedSupplier otherSupplier;

    @BeforeEach
    void twoSuppliers() throws Exception {
        supplier = PublishedMarket.supplier(SUPPLIER, doors, keys);
        otherSupplier = PublishedMarket.supplier(OTHER_SUPPLIER, doors, keys);
    }

    @AfterEach
    void closed() {
        supplier.close();
        otherSupplier.close();
    }

    @Test
    void what_is_not_xml_is_told_so_and_kept() throws Exception {
        HttpResponse<byte[]> answer = supplier.post('S', "Dear DCC,".getBytes(UTF_8));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(new String(answer.body(), UTF_8)).contains("Not well-formed XML");
        ServiceRequest kept = newest();
        assertThat(kept.state()).isEqualTo(ServiceRequest.State.REFUSED);
        assertThat(new String(requests.document(kept.number()), UTF_8)).isEqualTo("Dear DCC,");
    }

    @Test
    void a_document_type_is_refused() throws Exception {
        String hostile = "<!DOCTYPE r [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><r>&e;</r>";
        HttpResponse<byte[]> answer = supplier.post('S', hostile.getBytes(UTF_8));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(new String(answer.body(), UTF_8)).contains("DOCTYPE");
    }

    @Test
    void a_request_that_is_too_monster2is_refused_before_it_is_read() throws Exception {
        assertThat(supplier.post('S', new byte[2 * 1024 * 1024]).statusCode()).isEqualTo(413);
        assertThat(supplier.post('D', new byte[12 * 1024 * 1024]).statusCode())
                .as("whose is it?")
                .isEqualTo(413);
        String id = "<sr:RequestID>" + anId() + "</sr:RequestID>";
        byte[] image =
                ("<sr:Request xmlns:sr='" + Duis.NAMESPACE + "'>" + id + "A".repeat(12 * 1024 * 1024)).getBytes(UTF_8);
        assertThat(supplier.post('D', image).statusCode())
                .as("a firmware image is not too long for serviceD, when a user sends it")
                .isEqualTo(400);
    }

    @Test
    void an_element_out_of_place_is_named() throws Exception {
        RequestId id = supplier.nextId(SupplierRequest.readRegisters(ELECTRICITY_METER));
        String text = text(SupplierRequest.readRegisters(ELECTRICITY_METER), id)
                .replace("<sr:CommandVariant>1</sr:CommandVariant>", "");
        HttpResponse<byte[]> answer = supplier.post('S', signed(text));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(new String(answer.body(), UTF_8)).contains("Header has CommandVariant here");
    }

    @Test
    void a_service_that_does_not_exist_is_refused() throws Exception {
        String text =
                text(SupplierRequest.readRegisters(ELECTRICITY_METER), anId()).replace(">4.1.1<", ">4.1.9<");
        HttpResponse<byte[]> answer = supplier.post('S', signed(text));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(new String(answer.body(), UTF_8)).contains("there is no service 4.1.9");
    }

    @Test
    void a_request_that_was_changed_after_signing_is_refused_and_does_not_use_up_its_id() throws Exception {
        RequestId id = anId();
        byte[] honest = supplier.signed(
                SupplierRequest.readInventory("DeviceID", HUB.value()).document(toDcc(id)));
        byte[] changed = new String(honest, UTF_8)
                .replace(HUB.value(), ELECTRICITY_METER.value())
                .getBytes(UTF_8);

        assertThat(answer('D', changed).code()).isEqualTo("E48");
        assertThat(newest().reason()).contains("does not fit the document");
        assertThat(answer('D', honest).code()).isEqualTo("I0");
    }

    @Test
    void a_request_in_the_name_of_another_user_is_refused() throws Exception {
        SupplierRequest read = SupplierRequest.readInventory("DeviceID", HUB.value());
        byte[] forged = otherSupplier.signed(read.document(supplier.nextId(read)));

        assertThat(answer('D', forged).code()).isEqualTo("E48");
        assertThat(newest().reason()).contains("is signed by " + OTHER_SUPPLIER);
    }

    @Test
    void the_same_document_again_gets_the_same_answer_and_is_dealt_with_once() throws Exception {
        SupplierRequest read = SupplierRequest.readInventory("DeviceID", HUB.value());
        RequestId id = supplier.nextId(read);
        byte[] document = supplier.signed(read.document(id));

        byte[] first = supplier.post('D', document).body();
        byte[] second = supplier.post('D', document).body();

        assertThat(second).isEqualTo(first);
        assertThat(requests.find(id)).hasSize(1);
    }

    @Test
    void a_request_signed_again_under_its_own_id_is_the_same_request() throws Exception {
        SupplierRequest read = SupplierRequest.readInventory("DeviceID", HUB.value());
        RequestId id = supplier.nextId(read);
        byte[] first = supplier.signed(read.document(id));
        byte[] signedAgain = supplier.signed(read.document(id));
        assertThat(signedAgain).isNotEqualTo(first);

        byte[] answer = supplier.post('D', first).body();

        assertThat(supplier.post('D', signedAgain).body()).isEqualTo(answer);
        assertThat(requests.find(id)).hasSize(1);
    }

    @Test
    void the_same_document_eight_times_at_once_is_dealt_with_once() throws Exception {
        SupplierRequest read = SupplierRequest.readRegisters(ELECTRICITY_METER);
        RequestId id = supplier.nextId(read);
        byte[] document = supplier.signed(read.document(id));

        ExecutorService impatience = Executors.newFixedThreadPool(8);
        List<Future<byte[]>> answers = impatience.invokeAll(
                Collections.nCopies(8, () -> supplier.post('S', document).body()));
        impatience.shutdown();

        byte[] first = answers.get(0).get();
        for (Future<byte[]> answer : answers) {
            assertThat(answer.get()).isEqualTo(first);
        }
        assertThat(requests.find(id))
                .singleElement()
                .extracting(ServiceRequest::code)
                .isEqualTo("I99");
    }

    @Test
    void another_document_with_a_used_id_is_refused() throws Exception {
        SupplierRequest read = SupplierRequest.readInventory("DeviceID", HUB.value());
        RequestId id = supplier.nextId(read);
        answer('D', supplier.signed(read.document(id)));

        SupplierRequest other = SupplierRequest.readInventory("DeviceID", ELECTRICITY_METER.value());
        DuisResponse refusal = answer('D', supplier.signed(other.document(id)));

        assertThat(refusal.code()).isEqualTo("E49");
        assertThat(refusal.requestId()).contains(id.toString());
        assertThat(requests.find(id)).hasSize(2);
    }

    @Test
    void a_request_at_the_wrong_address_is_refused() throws Exception {
        SupplierRequest read = SupplierRequest.readRegisters(ELECTRICITY_METER);
        assertThat(answer('D', supplier.signed(read.document(supplier.nextId(read))))
                        .code())
                .isEqualTo("E13");
    }

    @Test
    void a_command_variant_that_does_not_apply_is_refused() throws Exception {
        var read = new SupplierRequest(
                'S', 5, "4.1", "4.1.1", ELECTRICITY_METER, "ReadInstantaneousImportRegisters", body -> {});
        assertThat(supplier.ask(read).acknowledgement().code()).isEqualTo("E12");
        var foreignBody =
                new SupplierRequest('S', 1, "4.1", "4.1.1", ELECTRICITY_METER, "ReadSupplyStatus", body -> {});
        assertThat(supplier.ask(foreignBody).acknowledgement().code()).isEqualTo("E12");
    }

    @Test
    void a_supplier_may_not_read_a_meter_that_another_supplies() throws Exception {
        Asked asked = otherSupplier.ask(SupplierRequest.readRegisters(ELECTRICITY_METER));
        assertThat(asked.acknowledgement().code()).isEqualTo("E4");
        assertThat(newest().reason()).contains("may not use 4.1.1").contains("registered supplier");
    }

    @Test
    void a_device_nobody_knows_is_refused() throws Exception {
        Asked asked = supplier.ask(SupplierRequest.readRegisters(new Eui64("00-00-00-00-00-00-00-01")));
        assertThat(asked.acknowledgement().code()).isEqualTo("E19");
    }

    @Test
    void a_service_the_platform_cannot_build_is_refused_and_logged_and_never_pretended() throws Exception {
        var image = new SupplierRequest('D', 8, "11.1", "11.1", null, "UpdateFirmware", body -> {});
        Asked asked = supplier.ask(image);
        assertThat(asked.acknowledgement().code()).isEqualTo("E100");
        assertThat(newest().reason()).contains("does not serve 11.1");
    }

    @ParameterizedTest
    @CsvSource({"11.1, 11.1, UpdateFirmware", "11.4, 11.4, UpdatePPMIDFirmware"})
    void a_service_not_served_yet_says_so_and_not_that_the_dcc_is_an_unknown_device(
            String reference, String variant, String body) throws Exception {
        Asked asked = supplier.ask(new SupplierRequest(
                'D',
                8,
                reference,
                variant,
                null,
                body,
                content -> ResponseDocument.add(content, "DeviceID", HUB.value())));
        assertThat(asked.acknowledgement().code()).isEqualTo("E100");
        assertThat(newest().reason()).contains("does not serve " + variant);
    }

    @Test
    void a_request_signed_with_a_certificate_no_longer_in_force_is_told_so_and_not_that_its_signature_is_wrong()
            throws Exception {
        BigInteger serial = certificates
                .inUse(OTHER_SUPPLIER, CertificateUse.XML_SIGN)
                .orElseThrow()
                .serial();
        certificates.changeStatus(serial, CertificateStatus.EXPIRED);
        SupplierRequest read = SupplierRequest.readInventory("DeviceID", HUB.value());
        byte[] document = otherSupplier.signed(read.document(otherSupplier.nextId(read)));
        byte[] changed = new String(document, UTF_8)
                .replace(HUB.value(), ELECTRICITY_METER.value())
                .getBytes(UTF_8);

        DuisResponse answer = answer('D', document);
        String reason = String.valueOf(newest().reason());
        DuisResponse answerToChanged = answer('D', changed);
        certificates.changeStatus(serial, CertificateStatus.IN_USE);

        assertThat(answer.code()).isEqualTo("E51");
        assertThat(reason).contains("is not in force: EXPIRED");
        assertThat(answerToChanged.code()).isEqualTo("E48");
    }

    @ParameterizedTest
    @CsvSource({"4.14, ReadPrepaymentDailyReadLog, E57", "4.17, RetrieveDailyConsumptionLog, E041701"})
    void a_log_asked_for_with_another_user_s_certificate_is_refused_by_a_code_of_its_own(
            String variant, String name, String code) throws Exception {
        byte[] others = certificates
                .inUse(OTHER_SUPPLIER, CertificateUse.KA)
                .orElseThrow()
                .der();
        Asked asked = supplier.ask(SupplierRequest.of('S', variant, ELECTRICITY_METER, name, body -> {
            Element period = ResponseDocument.add(body, "ReadLogPeriod");
            ResponseDocument.add(period, "StartDateTime", "2026-01-01T00:00:00Z");
            ResponseDocument.add(period, "EndDateTime", "2026-01-02T00:00:00Z");
            ResponseDocument.add(
                    body, "KAPublicSecurityCredentials", Base64.getEncoder().encodeToString(others));
        }));
        assertThat(asked.acknowledgement().code()).isEqualTo(code);
    }

    @Test
    void a_signed_command_that_nobody_transformed_is_refused() throws Exception {
        GbcsMessage command = GbcsMessage.command(anId(), 0x0050, Octets.ofHex("D920000001000000"));
        var signed = new SupplierRequest(
                'S',
                5,
                "7.2",
                "7.2",
                ELECTRICITY_METER,
                "SignedPreCommand",
                body -> ResponseDocument.add(
                        body, "GBCSPayload", Base64.getEncoder().encodeToString(command.encode())));

        assertThat(supplier.ask(signed).acknowledgement().code()).isEqualTo("E50");
        assertThat(newest().reason()).contains("No request was transformed under the id");
    }

    @Test
    void the_inventory_tells_a_device_with_all_that_share_its_hub() throws Exception {
        DuisResponse answer = supplier.ask(SupplierRequest.readInventory("DeviceID", HUB.value()))
                .acknowledgement();
        assertThat(answer.code()).isEqualTo("I0");
        assertThat(answer.content().orElseThrow().getLocalName()).isEqualTo("DSPInventory");
        assertThat(idsIn(answer)).contains(HUB.value(), ELECTRICITY_METER.value());
        Element first = Elements.childrenOf(answer.content().orElseThrow()).get(0);
        assertThat(Elements.childrenOf(first).stream().map(Element::getLocalName))
                .startsWith("DeviceID", "DeviceType", "DeviceStatus", "DeviceManufacturer", "DeviceModel");
    }

    @Test
    void the_inventory_is_asked_by_meter_point_by_premises_and_by_address() throws Exception {
        var meter = devices.find(ELECTRICITY_METER).orElseThrow();
        String uprn = String.valueOf(meter.uprn());
        assertThat(idsFor(SupplierRequest.readInventory("MPxN", String.valueOf(meter.importMpxn()))))
                .contains(ELECTRICITY_METER.value());
        assertThat(idsFor(SupplierRequest.readInventory("UPRN", uprn))).contains(ELECTRICITY_METER.value());
        var byAddress = new SupplierRequest('D', 8, "8.2", "8.2", null, "ReadInventory", body -> {
            Element filter = ResponseDocument.add(body, "PropertyFilter");
            ResponseDocument.add(filter, "PostCode", String.valueOf(meter.postcode()));
            ResponseDocument.add(filter, "AddressIdentifier", String.valueOf(meter.addressIdentifier()));
        });
        assertThat(idsFor(byAddress)).contains(ELECTRICITY_METER.value());
    }

    @Test
    void an_inventory_without_a_match_says_so() throws Exception {
        Asked asked = supplier.ask(SupplierRequest.readInventory("UPRN", "999999999999"));
        assertThat(asked.acknowledgement().code()).isEqualTo("E080201");
    }

    @Test
    void only_posted_xml_is_taken() throws Exception {
        var http = HttpClient.newHttpClient();
        var address = URI.create("http://localhost:" + doors.duisPort() + "/api/v1/serviceD");
        var get = HttpRequest.newBuilder(address).GET().build();
        assertThat(http.send(get, HttpResponse.BodyHandlers.discarding()).statusCode())
                .isEqualTo(405);
        var json = HttpRequest.newBuilder(address)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{}"))
                .build();
        assertThat(http.send(json, HttpResponse.BodyHandlers.discarding()).statusCode())
                .isEqualTo(415);
    }

    @Test
    void a_document_is_read_in_the_encoding_it_names_whatever_http_says() throws Exception {
        SupplierRequest read = SupplierRequest.readInventory("DeviceID", HUB.value());
        byte[] signed = supplier.signed(read.document(supplier.nextId(read)));
        String text = new String(signed, UTF_8).replaceFirst("<\\?xml[^>]*\\?>", "");
        byte[] wide = ("\uFEFF<?xml version='1.0' encoding='UTF-16'?>" + text).getBytes(UTF_16BE);
        byte[] western = ("<?xml version='1.0' encoding='ISO-8859-1'?>" + text).getBytes(ISO_8859_1);

        for (String type : List.of("application/xml", "application/xml; charset=ISO-8859-1")) {
            for (byte[] document : List.of(wide, western)) {
                HttpResponse<byte[]> answer = post("serviceD", type, document);
                assertThat(answer.statusCode()).isEqualTo(200);
                assertThat(DuisResponse.of(XmlText.parse(answer.body())).code()).isEqualTo("I0");
            }
        }
        assertThat(answer('D', signed).code())
                .as("the same request, in other bytes")
                .isEqualTo("I0");
    }

    @Test
    void no_body_half_a_document_and_packed_ones_are_told_so_and_none_fails() throws Exception {
        for (byte[] nothing : List.of(new byte[0], new byte[] {(byte) 0xFE, (byte) 0xFF}, new byte[] {0, 0, 0})) {
            HttpResponse<byte[]> answer = post("serviceD", "application/xml", nothing);
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        }
        var packed = HttpRequest.newBuilder(URI.create("http://localhost:" + doors.duisPort() + "/api/v1/serviceD"))
                .header("Content-Type", "application/xml")
                .header("Content-Encoding", "gzip")
                .POST(BodyPublishers.ofByteArray(new byte[] {0x1F, (byte) 0x8B, 8, 0}))
                .build();
        assertThat(HttpClient.newHttpClient()
                        .send(packed, HttpResponse.BodyHandlers.discarding())
                        .statusCode())
                .isEqualTo(415);
    }

    @Test
    void a_document_of_more_parts_or_deeper_than_any_request_is_refused_before_it_becomes_a_tree() throws Exception {
        for (String monster : List.of("<a>".repeat(50_000), "<a>" + "<!-- -->".repeat(30_000) + "</a>")) {
            HttpResponse<byte[]> answer = supplier.post('S', monster.getBytes(UTF_8));
            assertThat(answer.statusCode()).isEqualTo(400);
        }
        assertThat(supplier.post('S', ("<a>".repeat(101) + "</a>".repeat(101)).getBytes(UTF_8)))
                .satisfies(
                        answer -> assertThat(new String(answer.body(), UTF_8)).contains("deeper than 100 elements"));
        String filling = "x".repeat(100_000);
        for (String markup : List.of("<a><!--%s--></a>", "<a b='%s'/>", "<a><![CDATA[%s]]></a>", "<a><?b %s?></a>")) {
            assertThat(supplier.post('S', markup.replace("%s", filling).getBytes(UTF_8)))
                    .satisfies(answer -> assertThat(new String(answer.body(), UTF_8))
                            .contains("A tag, comment or section of the document is longer than 65536 bytes"));
        }
    }

    private HttpResponse<byte[]> post(String service, String type, byte[] body) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + doors.duisPort() + "/api/v1/" + service))
                .header("Content-Type", type)
                .POST(BodyPublishers.ofByteArray(body))
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofByteArray());
    }

    private List<String> idsFor(SupplierRequest request) throws Exception {
        return idsIn(supplier.ask(request).acknowledgement());
    }

    private static List<String> idsIn(DuisResponse inventory) {
        return Elements.childrenOf(inventory.content().orElseThrow()).stream()
                .map(device -> Elements.childrenOf(device).get(0).getTextContent())
                .toList();
    }

    private DuisResponse answer(char service, byte[] document) throws Exception {
        HttpResponse<byte[]> answer = supplier.post(service, document);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/xml");
        return DuisResponse.of(XmlText.parse(answer.body()));
    }

    private RequestId anId() {
        return supplier.nextId(SupplierRequest.readRegisters(ELECTRICITY_METER));
    }

    private static RequestId toDcc(RequestId id) {
        return new RequestId(id.originator(), DCC, id.counter());
    }

    private static String text(SupplierRequest request, RequestId id) {
        return new String(XmlText.write(request.document(id)), UTF_8);
    }

    private byte[] signed(String text) {
        return supplier.signed(XmlText.parse(text.getBytes(UTF_8)));
    }

    private ServiceRequest newest() {
        return requests.search(ServiceRequestFilter.all(), 0, 1).get(0);
    }
}
