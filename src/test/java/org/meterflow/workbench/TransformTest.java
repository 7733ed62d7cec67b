package org.meterflow.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.meterflow.gbcs.GbcsMessage;
import org.meterflow.gbcs.Octets;
import org.meterflow.gbcs.SupplementaryFields;

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
    void the_moment_of_a_command_may_be_written_in_many_ways_but_must_be_one() {
        String message = request(
                "3.1", "3.1", "<sr:DisplayMessage><sr:SupplierMessage>Hi</sr:SupplierMessage></sr:DisplayMessage>");
        GbcsMessage made = transform(message, context("GCS07").put("now", "2015-01-01T00:00:00Z"));

        assertThat(transform(message, context("GCS07").put("now", "2015-01-01T01:00:00+01:00")))
                .isEqualTo(made);
        assertThat(transform(message, context("GCS07").put("now", "2015-01-01T00:00:00")))
                .isEqualTo(made);
        assertThat(transform(message, context("GCS07").put("now", 1_420_070_400L)))
                .isEqualTo(made);
        assertThat(transform(message, context("GCS07").put("now", 1_420_070_400_000L)))
                .isEqualTo(made);
        assertThat(bench.error(Bench.ask(
                        "transform",
                        "duis",
                        message,
                        "context",
                        context("GCS07").put("now", "yesterday"))))
                .startsWith("context.now should be a date and time");
    }

    @Test
    void the_device_to_be_joined_is_of_a_known_type_or_a_number() {
        String join = request(
                "8.7",
                "8.7.2",
                "<sr:JoinServiceNonCritical><sr:OtherDeviceID>00-DB-12-34-56-78-90-9C</sr:OtherDeviceID>"
                        + "</sr:JoinServiceNonCritical>");
        assertThat(bench.error(Bench.ask("transform", "duis", join, "context", context("CS03B"))))
                .isEqualTo("The other device's type is not known");
        assertThat(bench.error(Bench.ask(
                        "transform", "duis", join, "context", context("CS03B").put("otherDeviceType", "toaster"))))
                .contains("GSME, ESME");

        GbcsMessage byName = transform(join, context("CS03B").put("otherDeviceType", "gpf"));

        assertThat(byName.payload().hex()).isEqualTo("3010020102040800DB12345678909C020103");
        assertThat(transform(join, context("CS03B").put("otherDeviceType", 3))).isEqualTo(byName);
        assertThat(transform(join, context("CS03B").put("otherDeviceType", "7"))
                        .payload()
                        .hex())
                .endsWith("020107");
    }

    @Test
    void what_only_known_users_may_ask_stays_the_users_whatever_the_dccs_counter() {
        String read = request("4.1", "4.1.1", "<sr:ReadInstantaneousImportRegisters/>");

        GbcsMessage made = transform(read, context("ECS17b").put("dccCounter", "9"));

        assertThat(made.originator()).isEqualTo(HandMade.SUPPLIER);
        assertThat(made.originatorCounter()).isEqualTo(7);
    }
}
