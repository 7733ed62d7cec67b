package org.meterflow.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.meterflow.gateway.PublishedMarket.ELECTRICITY_METER;
import static org.meterflow.gateway.PublishedMarket.LOAD_CONTROLLER;
import static org.meterflow.gateway.PublishedMarket.OTHER_METER;
import static org.meterflow.gateway.PublishedMarket.SUPPLIER;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.meterflow.device.CredentialPlace;
import org.meterflow.duis.Duis;
import org.meterflow.duis.ResponseDocument;
import org.meterflow.gbcs.MeterAnswer.CredentialsReplaced;
import org.meterflow.gbcs.MeterAnswer.Values;
import org.meterflow.identifier.Eui64;
import org.meterflow.party.CertificateUse;
import org.meterflow.simulator.SimulatedSupplier.Asked;
import org.meterflow.simulator.SupplierRequest;
import org.w3c.dom.Element;

/** What a load controller may do at the meters that hold its credentials. */
class LoadControllerTest extends PublishedMarketAtWork {

    @Test
    void only_the_load_controller_whose_credentials_the_meter_holds_may_limit() throws Exception {
        assertThat(critical(SUPPLIER, limit(ELECTRICITY_METER, 3, 50, true)).code())
                .isEqualTo("E2");
        assertThat(critical(LOAD_CONTROLLER, limit(OTHER_METER, 3, 50, true)).code())
                .isEqualTo("E4");
        assertThat(code(LOAD_CONTROLLER, SupplierRequest.readRegisters(ELECTRICITY_METER)))
                .isEqualTo("E2");
        assertThat(critical(LOAD_CONTROLLER, credentials("Supplier", LOAD_CONTROLLER))
                        .code())
                .as("it replaces its own credentials alone")
                .isEqualTo("E57");
    }

    @Test
    void a_load_controller_limits_what_a_controller_draws_and_what_it_feeds_in() throws Exception {
        for (boolean input : new boolean[] {true, false}) {
            Asked asked = user(LOAD_CONTROLLER).command(limit(ELECTRICITY_METER, 3, 50, input));
            assertThat(asked.acknowledgement().code()).isEqualTo("I99");

            Values values = (Values) user(LOAD_CONTROLLER).read(answerTo(asked));

            assertThat(values.items()).hasSize(3).allMatch(Values.Item::succeeded);
        }
        Asked read = user(LOAD_CONTROLLER)
                .ask(SupplierRequest.of(
                        'S', "7.15", ELECTRICITY_METER, "ReadAuxiliaryControllerOperationalData", body -> {}));
        assertThat(((Values) user(LOAD_CONTROLLER).read(answerTo(read))).items())
                .hasSize(10);
    }

    @Test
    void a_load_controller_renews_its_credentials_until_the_supplier_takes_its_place() throws Exception {
        Asked renewed = user(LOAD_CONTROLLER).command(credentials("LoadController", LOAD_CONTROLLER));
        CredentialsReplaced own = (CredentialsReplaced) user(LOAD_CONTROLLER).read(answerTo(renewed));
        assertThat(own.succeeded()).isTrue();
        assertThat(own.outcome().mode()).isEqualTo(10);

        Asked replaced = user(SUPPLIER).command(credentials("LoadController", SUPPLIER));
        assertThat(((CredentialsReplaced) user(SUPPLIER).read(answerTo(replaced))).succeeded())
                .isTrue();

        assertThat(holders.of(ELECTRICITY_METER, CredentialPlace.LOAD_CONTROLLER))
                .contains(SUPPLIER);
        assertThat(critical(LOAD_CONTROLLER, limit(ELECTRICITY_METER, 3, 50, true))
                        .code())
                .isEqualTo("E4");
    }

    private SupplierRequest credentials(String role, Eui64 certified) {
        MarketCertificates of = new MarketCertificates(certificates);
        return SupplierRequest.of('T', "6.15.1", ELECTRICITY_METER, "UpdateSecurityCredentialsKRP", body -> {
            ResponseDocument.add(body, "RemotePartyRole", role);
            ResponseDocument.add(body, "RemotePartyFloorSeqNumber", "0");
            Element places = ResponseDocument.add(
                    ResponseDocument.add(body, "ReplacementCertificates"), "SupplierOrNetworkOperatorCertificates");
            ResponseDocument.add(places, "DigitalSigningCertificate", of.of(certified, CertificateUse.DS));
            ResponseDocument.add(places, "KeyAgreementCertificate", of.of(certified, CertificateUse.KA));
            Element path = ResponseDocument.add(body, "CertificationPathCertificates");
            ResponseDocument.add(path, "Certificate", of.issuer());
            ResponseDocument.add(body, "ApplyTimeBasedCPVChecks", "false");
        });
    }

    private SupplierRequest limit(Eui64 meter, int controller, int level, boolean input) {
        return SupplierRequest.of('T', "7.16", meter, "LimitAPCLevel", body -> {
            body.setAttribute("auxiliaryControllerN", Integer.toString(controller));
            ResponseDocument.add(body, "StartDateTime", Duis.timeText(clock.instant()));
            ResponseDocument.add(
                    body, "EndDateTime", Duis.timeText(clock.instant().plus(Duration.ofHours(1))));
            ResponseDocument.add(body, "CommandedStateLevel", Integer.toString(level));
            if (input) {
                ResponseDocument.add(body, "InputFromControlledLoad");
            }
        });
    }
}
