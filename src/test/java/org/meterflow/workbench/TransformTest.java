package org.meterflow.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.meterflow.metering.gbcs.GbcsMessage;
import org.meterflow.metering.gbcs.Octets;
import org.meterflow.metering.gbcs.SupplementaryFields;

/** Service requests become messages, here without the keys that would seal them. */
class TransformTest {

    private static final String ACB = "CC-00-00-00-00-00-00-02";
    private static final String PERIOD = "<sr:ReadLogPeriod><sr:StartDateTime>2014-12-01T00:00:00Z</sr:StartDateTime>"
            + "<sr:EndDateTime>2014-12-31T00:00:00Z</sr:EndDateTime></sr:ReadLogPeriod>";
    private static final String DEBT_PAYMENTS = request(
            "4.4",
            "4.4.4",
            "<sr:RetrieveBillingDataLogDebtPayments>" + PERIOD + "</sr:RetrieveBillingDataLogDebtPayments>");

    private final Bench bench = new Bench();

    private static String request(String reference, String variant, String body) {
        return """
                <sr:Request xmlns:sr="http://www.dccinterface.co.uk/ServiceUserGateway" schemaVersion="5.4">
                <sr:Header><sr:RequestID>AA-00-00-00-00-00-00-01:BB-00-00-00-00-00-00-01:7</sr:RequestID>
                <sr:CommandVariant>1</sr:CommandVariant><sr:ServiceReference>%s</sr:ServiceReference>
                <sr:ServiceReferenceVariant>%s</sr:ServiceReferenceVariant></sr:Header>
                <sr:Body>%s</sr:Body></sr:Request>""".formatted(reference, variant, body);
    }

    private static ObjectNode context(String useCase) {
        return Bench.JSON
                .createObjectNode()
                .put("acb", ACB)
                .put("unsealed", true)
                .put("useCase", useCase);
    }

    private GbcsMessage transform(String duis, ObjectNode context) {
        String message = bench.ok(Bench.ask("transform", "duis", duis, "context", context))
                .path("message")
                .asText();
        return GbcsMessage.parse(Octets.ofHex(message).bytes());
    }

    @Test
    void what_is_no_service_request_is_refused_in_a_sentence() {
        assertThat(bench.error(Bench.ask("transform", "duis", "<a/>")))
                .startsWith("'duis' is no service request: ")
                .doesNotContain("Exception", "org.meterflow");
        assertThat(bench.error(Bench.ask("transform", "duis", "no xml at all!")))
                .startsWith("'duis' is n");
        assertThat(bench.error(Bench.ask("transform", "duis", ""))).startsWith("'duis' is no service request: ");
        assertThat(bench.error(Bench.ask("transform"))).isEqualTo("'duis' is missing");
    }

    @Test
    void a_request_may_come_in_base64() {
        String inBase64 = Base64.getMimeEncoder().encodeToString(DEBT_PAYMENTS.getBytes());

        assertThat(transform(inBase64, context("GCS15d"))).isEqualTo(transform(DEBT_PAYMENTS, context("GCS15d")));
    }

    @Test
    void a_command_that_the_dcc_numbers_itself_is_the_brokers_for_the_user() {
        GbcsMessage users = transform(DEBT_PAYMENTS, context("GCS15d"));
        assertThat(users.originator()).isEqualTo(HandMade.SUPPLIER);
        assertThat(users.supplementary()).isNull();
        assertThat(transform(DEBT_PAYMENTS, context("GCS15d").put("dccCounter", "7")))
                .isEqualTo(users);

        GbcsMessage brokers = transform(DEBT_PAYMENTS, context("GCS15d").put("dccCounter", "18446744073709551615"));

        assertThat(brokers.originator().value()).isEqualTo(ACB);
        assertThat(brokers.originatorCounter()).isEqualTo(-1);
        assertThat(brokers.supplementary()).isEqualTo(SupplementaryFields.of(HandMade.SUPPLIER, 7));
        assertThat(transform(
                        DEBT_PAYMENTS, context("GCS15d").put("dccCounter", "9").put("unknownUser", false)))
                .isEqualTo(users);
    }

    @Test
    void what_only_known_users_may_ask_stays_the_users_whatever_the_dccs_counter() {
        String read = request("4.1", "4.1.1", "<sr:ReadInstantaneousImportRegisters/>");

        GbcsMessage made = transform(read, context("ECS17b").put("dccCounter", "9"));

        assertThat(made.originator()).isEqualTo(HandMade.SUPPLIER);
        assertThat(made.originatorCounter()).isEqualTo(7);
    }
}
