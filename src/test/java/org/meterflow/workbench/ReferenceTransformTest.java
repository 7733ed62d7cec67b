package org.meterflow.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meterflow.gbcs.GbcsMessage;
import org.meterflow.gbcs.Octets;
import org.meterflow.gbcs.ReferenceMessages;
import org.meterflow.gbcs.UseCase;

/** Published service requests through the workbench, beside the reference messages they became. */
class ReferenceTransformTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String ACB = "90-B3-D5-1F-30-00-00-02";

    /** The message was made from another request than the one published: renewed certificates, other periods. */
    private static final Set<String> OF_OTHER_REQUESTS = Set.of(
            "CS08_11.2_SUCCESS",
            "GCS09_3.2_SUCCESS",
            "GCS61_4.17_SUCCESS",
            "GCS15c_4.4.3_SUCCESS",
            "CS03CNonCritical_8.7.2_SUCCESS",
            "ECS21b_4.14_URP_SUCCESS",
            "GCS16b_4.14_URP_SUCCESS");

    /** The broker asked for a user whom the meter does not know. */
    private static final Set<String> FOR_UNKNOWN_USERS = Set.of("GCS15d_4.4.4_SUCCESS");

    /** What the inventory says of the device to be joined. */
    private static final Map<String, String> OTHER_DEVICES = Map.of(
            "CS03A1", "HCALCS",
            "CS03A2Critical", "ESME",
            "CS03A2NonCritical", "ESME",
            "CS03B", "GPF",
            "CS03CCritical", "PPMID",
            "CS03CNonCritical", "GSME");

    @TempDir
    static Path folder;

    private final Bench bench = new Bench();

    @BeforeAll
    static void gatherKeys() {
        PublishedKeystore.in(folder);
    }

    @Test
    void every_published_request_becomes_its_reference_message() throws IOException {
        Map<String, Path> requests = ReferenceMessages.requests();
        List<String> wrong = new ArrayList<>();
        int right = 0;
        for (Map.Entry<String, String> message : SharedMessages.all().entrySet()) {
            String name = message.getKey().substring(message.getKey().indexOf('/') + 1);
            String request = name.replaceAll("_(PRECOMMAND|COMMAND)$", "");
            if (request.equals(name)
                    || !requests.containsKey(request)
                    || OF_OTHER_REQUESTS.contains(request)
                    || request.matches("CS02[bg].*_6\\.(15\\.1|23)_.*")) {
                continue;
            }
            GbcsMessage reference =
                    GbcsMessage.parse(Octets.ofHex(message.getValue()).bytes());
            String difference = difference(request, Files.readString(requests.get(request)), reference);
            if (difference.isEmpty()) {
                right++;
            } else {
                wrong.add(name + ": " + difference);
            }
        }
        assertThat(wrong).as(String.join("\n", wrong)).isEmpty();
        assertThat(right).isGreaterThan(130);
    }

    private String difference(String request, String duis, GbcsMessage reference) {
        String useCase = request.substring(0, request.indexOf('_'));
        ObjectNode context = JSON.createObjectNode()
                .put("now", "2015-01-01T00:00:00Z")
                .put("acb", ACB)
                .put("recipient", reference.recipient().value())
                .put("dccCounter", Long.toUnsignedString(reference.originatorCounter()))
                .put("esmeVariant", variant(request, useCase))
                .put("cin", "1234")
                .put("unknownUser", FOR_UNKNOWN_USERS.contains(request))
                .put("useCase", useCase);
        context.set("hubLog", replacedHub());
        context.set("deviceLog", replacedProxy());
        if (OTHER_DEVICES.containsKey(useCase)) {
            context.put("otherDeviceType", OTHER_DEVICES.get(useCase));
        }
        JsonNode answer =
                bench.answer(Bench.ask("transform", "duis", duis, "context", context, "keystore", folder.toString()));
        if (!answer.path("ok").asBoolean()) {
            return answer.path("error").asText();
        }
        GbcsMessage made =
                GbcsMessage.parse(Octets.ofHex(answer.path("message").asText()).bytes());
        boolean signedByItsUser = made.signature() == null;
        GbcsMessage wanted = signedByItsUser || reference.isSigned()
                ? reference.withSignature(null).withMac(null)
                : reference;
        GbcsMessage compared = reference.isSigned() ? made.withSignature(null).withMac(null) : made;
        return compared.equals(wanted) ? "" : "\n  made   " + compared + "\n  wanted " + wanted;
    }

    private static ObjectNode replacedHub() {
        ObjectNode log = JSON.createObjectNode().put("networkId", "0000000000000140");
        log.putArray("entries")
                .add(JSON.createObjectNode()
                        .put("device", "00-DB-12-34-56-78-90-A0")
                        .put("hashedKey", "83FED3407A939723A5C639B26916D506"))
                .add(JSON.createObjectNode()
                        .put("device", "00-DB-12-34-56-78-90-A1")
                        .put("hashedKey", "83FED3407A939723A5C639B26916D505"));
        return log;
    }

    private static ArrayNode replacedProxy() {
        return JSON.createArrayNode()
                .add(JSON.createObjectNode().put("device", "0011223344556677").put("type", 5))
                .add(JSON.createObjectNode().put("device", "8899AABBCCDDEEFF").put("type", 6));
    }

    private static String variant(String request, String useCase) {
        return Set.of("ECS23b", "ECS26k", "ECS29b", "ECS29d", "ECS29f").contains(useCase)
                ? "C"
                : request.contains("TWIN") ? "B" : "A";
    }

    @Test
    void a_request_that_may_become_two_things_says_which() {
        JsonNode answer = bench.answer(Bench.ask(
                "transform",
                "duis",
                request("4.1", "4.1.1", "<sr:ReadInstantaneousImportRegisters/>"),
                "context",
                JSON.createObjectNode().put("acb", ACB)));

        assertThat(answer.path("ok").asBoolean()).isFalse();
        assertThat(answer.path("error").asText())
                .isEqualTo("4.1.1 may become ECS17b, GCS13a: name 'useCase' or 'deviceType' in the context");
    }

    @Test
    void a_critical_request_becomes_a_pre_command_of_its_user() {
        JsonNode answer = bench.ok(Bench.ask(
                "transform",
                "duis",
                request("7.1", "7.1", "<sr:EnableSupply/>"),
                "context",
                JSON.createObjectNode().put("acb", ACB)));

        assertThat(answer.path("useCase").asText()).isEqualTo("ECS42");
        GbcsMessage made =
                GbcsMessage.parse(Octets.ofHex(answer.path("message").asText()).bytes());
        assertThat(made.signature()).isNull();
        assertThat(made.requestId().toString()).isEqualTo("90-B3-D5-1F-30-01-00-00:00-DB-12-34-56-78-90-A0:7");
        assertThat(UseCase.ofCode(made.messageCode()).orElseThrow().critical()).isTrue();
    }

    private static String request(String reference, String variant, String body) {
        return """
                <sr:Request xmlns:sr="http://www.dccinterface.co.uk/ServiceUserGateway" schemaVersion="5.4">
                <sr:Header><sr:RequestID>90-B3-D5-1F-30-01-00-00:00-DB-12-34-56-78-90-A0:7</sr:RequestID>
                <sr:CommandVariant>1</sr:CommandVariant><sr:ServiceReference>%s</sr:ServiceReference>
                <sr:ServiceReferenceVariant>%s</sr:ServiceReferenceVariant></sr:Header>
                <sr:Body>%s</sr:Body></sr:Request>""".formatted(reference, variant, body);
    }
}
