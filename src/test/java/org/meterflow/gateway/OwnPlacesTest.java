package org.meterflow.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.meterflow.gateway.PublishedMarket.DCC;
import static org.meterflow.gateway.PublishedMarket.GAS_PROXY;
import static org.meterflow.gateway.PublishedMarket.NETWORK;
import static org.meterflow.gateway.PublishedMarket.NEW_PROXY;
import static org.meterflow.gateway.PublishedMarket.OTHER_METER;
import static org.meterflow.gateway.PublishedMarket.OTHER_SUPPLIER;
import static org.meterflow.gateway.PublishedMarket.SUPPLIER;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.meterflow.device.CredentialPlace;
import org.meterflow.device.DeviceStatus;
import org.meterflow.duis.Duis;
import org.meterflow.duis.ResponseDocument;
import org.meterflow.gateway.ServiceRequest.State;
import org.meterflow.gbcs.MeterAnswer.CredentialsReplaced;
import org.meterflow.identifier.Eui64;
import org.meterflow.simulator.SimulatedSupplier;
import org.meterflow.simulator.SimulatedSupplier.Asked;
import org.meterflow.simulator.SupplierRequest;
import org.w3c.dom.Element;

/** What the DCC does, at users' requests, with places that it holds on devices. */
class OwnPlacesTest extends PublishedMarketAtWork {

    // ── 6.21 ──

    @Test
    void a_device_is_handed_over_only_where_the_dcc_holds_it_and_only_to_whom_it_is_for() throws Exception {
        assertThat(code(SUPPLIER, handover(GAS_PROXY, "Supplier", SUPPLIER))).isEqualTo("E062102");
        assertThat(code(SUPPLIER, handover(NEW_PROXY, "Recovery", SUPPLIER))).isEqualTo("E062103");
        assertThat(code(SUPPLIER, handover(NEW_PROXY, "Supplier", OTHER_SUPPLIER)))
                .isEqualTo("E062101");
        assertThat(code(SUPPLIER, handover(NEW_PROXY, "Supplier", NETWORK))).isEqualTo("E062101");
        assertThat(code(SUPPLIER, handover(NEW_PROXY, "NetworkOperator", SUPPLIER)))
                .isEqualTo("E062101");
        assertThat(code(OTHER_SUPPLIER, handover(NEW_PROXY, "Supplier", OTHER_SUPPLIER)))
                .isEqualTo("E4");
        assertThat(code(NETWORK, handover(NEW_PROXY, "NetworkOperator", NETWORK)))
                .isEqualTo("E2");
    }

    @Test
    void a_proxy_in_the_dccs_hands_goes_to_its_supplier_once() throws Exception {
        Asked asked = user(SUPPLIER).ask(handover(NEW_PROXY, "Supplier", SUPPLIER));
        assertThat(code(SUPPLIER, handover(NEW_PROXY, "Supplier", SUPPLIER)))
                .as("while the first is under way, or done")
                .isIn("E062105", "E062102");

        CredentialsReplaced replaced = (CredentialsReplaced) user(SUPPLIER).read(answerTo(asked));

        assertThat(replaced.succeeded()).isTrue();
        assertThat(replaced.outcome().replaced()).hasSize(3).allSatisfy(one -> {
            assertThat(one.oldParty()).isEqualTo(DCC);
            assertThat(one.newParty()).isEqualTo(SUPPLIER);
        });
        assertThat(fleet.device(NEW_PROXY).supplier()).isEqualTo(SUPPLIER);
        assertThat(holders.of(NEW_PROXY, CredentialPlace.SUPPLIER)).contains(SUPPLIER);
        assertThat(code(SUPPLIER, handover(NEW_PROXY, "Supplier", SUPPLIER))).isEqualTo("E062102");
    }

    @Test
    void a_network_operator_learns_that_a_device_holds_its_certificates_now() throws Exception {
        user(NETWORK);
        Asked asked = user(SUPPLIER).ask(handover(NEW_PROXY, "NetworkOperator", NETWORK));

        assertThat(((CredentialsReplaced) user(SUPPLIER).read(answerTo(asked))).succeeded())
                .isTrue();

        Element told = alert(NETWORK, "SecurityCredentialsUpdated", NEW_PROXY);
        assertThat(told.getTextContent()).startsWith(NEW_PROXY + "NetworkOperator");
        assertThat(told.getElementsByTagNameNS(Duis.NAMESPACE, "Certificates").getLength())
                .isEqualTo(2);
    }

    @Test
    void a_handover_that_waits_for_its_time_can_be_withdrawn_and_is_examined_again() throws Exception {
        Instant later = clock.instant().plus(Duration.ofDays(2));
        Asked withdrawn =
                user(SUPPLIER).ask(handover(NEW_PROXY, "Supplier", SUPPLIER).at(later));
        assertThat(state(withdrawn)).isEqualTo(State.HELD);
        assertThat(code(SUPPLIER, handover(NEW_PROXY, "Supplier", SUPPLIER))).isEqualTo("E062105");
        assertThat(code(SUPPLIER, handover(NEW_PROXY, "Supplier", SUPPLIER).at(Instant.parse("3000-12-31T00:00:00Z"))))
                .isEqualTo("I0");
        assertThat(state(withdrawn)).isEqualTo(State.CANCELLED);

        Asked kept =
                user(SUPPLIER).ask(handover(NEW_PROXY, "Supplier", SUPPLIER).at(later));
        holders.note(NEW_PROXY, CredentialPlace.SUPPLIER, SUPPLIER);
        jdbc.sql("update service_request set act_at = ? where request_id = ?")
                .params(java.sql.Timestamp.from(clock.instant()), kept.id().toString())
                .update();

        assertThat(answerTo(kept).code()).isEqualTo("E062102");
        assertThat(state(kept)).isEqualTo(State.FAILED);
    }

    // ── 8.5 ──

    @Test
    void an_opt_out_without_a_brokers_certificate_or_by_a_stranger_is_refused() throws Exception {
        assertThat(code(OTHER_SUPPLIER, optOut(OTHER_METER, OTHER_SUPPLIER, clock.instant())))
                .isEqualTo("E080501");
        assertThat(code(SUPPLIER, optOut(OTHER_METER, DCC, clock.instant()))).isEqualTo("E4");
        assertThat(code(NETWORK, optOut(OTHER_METER, DCC, clock.instant()))).isEqualTo("E2");
        SimulatedSupplier supplier = user(OTHER_SUPPLIER);
        SupplierRequest withoutADate = optOut(OTHER_METER, DCC, null);
        assertThat(supplier.post('S', supplier.signed(withoutADate.document(supplier.nextId(withoutADate))))
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void a_meter_that_opts_out_is_withdrawn_and_served_no_more() throws Exception {
        user(NETWORK);
        Asked asked = user(OTHER_SUPPLIER).ask(optOut(OTHER_METER, DCC, clock.instant()));
        assertThat(code(OTHER_SUPPLIER, optOut(OTHER_METER, DCC, clock.instant())))
                .isIn("E080502", "E5");

        CredentialsReplaced replaced =
                (CredentialsReplaced) user(OTHER_SUPPLIER).read(answerTo(asked));

        assertThat(replaced.succeeded()).isTrue();
        assertThat(devices.find(OTHER_METER).orElseThrow().status()).isEqualTo(DeviceStatus.WITHDRAWN);
        assertThat(devices.history(OTHER_METER))
                .last()
                .satisfies(step -> assertThat(step.reason()).contains(asked.id().toString()));
        assertThat(alert(NETWORK, "DeviceStatusChangeEvent", OTHER_METER).getTextContent())
                .startsWith(OTHER_METER.value())
                .contains("1312345678400");
        assertThat(code(OTHER_SUPPLIER, SupplierRequest.readRegisters(OTHER_METER)))
                .isEqualTo("E5");
        assertThat(code(OTHER_SUPPLIER, optOut(OTHER_METER, DCC, clock.instant())))
                .isEqualTo("E5");
    }

    private SupplierRequest handover(Eui64 device, String role, Eui64 certified) {
        return SupplierRequest.of('S', "6.21", device, "RequestHandoverOfDCCControlledDevice", body -> {
            ResponseDocument.add(body, "RemotePartyRole", role);
            ResponseDocument.add(body, "RemotePartyFloorSeqNumber", "0");
            boolean toSupplier = certified.equals(SUPPLIER) || certified.equals(OTHER_SUPPLIER);
            replacements(body, certified, certificates -> {
                ResponseDocument.add(certificates, "DigitalSigningCertificate");
                ResponseDocument.add(certificates, "KeyAgreementCertificate");
                if (toSupplier) {
                    ResponseDocument.add(certificates, "KeyAgreementTopUpCertificate");
                }
            });
        });
    }

    private SupplierRequest optOut(Eui64 device, Eui64 certified, @Nullable Instant at) {
        SupplierRequest request = SupplierRequest.of('S', "8.5", device, "ServiceOptOut", body -> {
            ResponseDocument.add(body, "ACBFloorSeqNumber", "0");
            replacements(
                    body, certified, certificates -> ResponseDocument.add(certificates, "KeyAgreementCertificate"));
        });
        return at == null ? request : request.at(at);
    }

    private void replacements(Element body, Eui64 certified, Consumer<Element> places) {
        places.accept(ResponseDocument.add(body, "ReplacementCertificates"));
        ResponseDocument.add(ResponseDocument.add(body, "CertificationPathCertificates"), "Certificate");
        ResponseDocument.add(body, "ApplyTimeBasedCPVChecks", "false");
        new MarketCertificates(certificates).fill(body, certified);
    }
}
