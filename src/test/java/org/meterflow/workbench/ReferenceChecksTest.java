package org.meterflow.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meterflow.gbcs.GbcsMessage;
import org.meterflow.gbcs.GbcsMessage.Kind;
import org.meterflow.gbcs.Octets;

class ReferenceChecksTest {

    private static final String ACB = "90-B3-D5-1F-30-00-00-02";

    @TempDir
    static Path folder;

    private final Bench bench = new Bench();

    @BeforeAll
    static void gatherKeys() {
        PublishedKeystore.in(folder);
    }

    private static Map<String, GbcsMessage> messages() {
        Map<String, GbcsMessage> messages = new TreeMap<>();
        SharedMessages.all()
                .forEach((name, hex) ->
                        messages.put(name, GbcsMessage.parse(Octets.ofHex(hex).bytes())));
        return messages;
    }

    private static String hex(GbcsMessage message) {
        return Octets.of(message.encode()).hex();
    }

    private JsonNode verify(String message) {
        return bench.ok(Bench.ask("verify", "message", message, "acb", ACB, "keystore", folder.toString()));
    }

    @Test
    void every_reference_signature_and_mac_is_valid() {
        messages().forEach((name, message) -> {
            JsonNode answer = verify(hex(message));

            assertThat(answer.path("signature").asText()).as(name).isEqualTo(message.isSigned() ? "valid" : "absent");
            assertThat(answer.path("mac").asText()).as(name).isEqualTo(message.mac() == null ? "absent" : "valid");
        });
    }

    @Test
    void every_sealed_reference_message_opens_into_a_tree() {
        Map<String, JsonNode> opened = new TreeMap<>();
        messages().forEach((name, message) -> {
            if (message.kind() == Kind.COMMAND) {
                return;
            }
            JsonNode answer = bench.ok(Bench.ask("decrypt", "message", hex(message), "keystore", folder.toString()));
            assertThat(answer.get("decoded")).hasSameSizeAs(answer.get("plaintexts"));
            for (JsonNode tree : answer.get("decoded")) {
                assertThat(tree.has("hex") || tree.has("content"))
                        .as(name + " " + tree)
                        .isFalse();
            }
            if (!answer.get("plaintexts").isEmpty()) {
                opened.put(name, answer.get("decoded"));
            }
        });
        assertThat(opened).hasSizeGreaterThan(15);
        assertThat(opened.keySet()).anyMatch(name -> name.contains("GCS53")).anyMatch(name -> name.contains("ECS21b"));
    }

    @Test
    void a_command_without_its_mac_is_finished_to_the_same_bytes() {
        messages().forEach((name, message) -> {
            if (message.kind() != Kind.COMMAND || message.mac() == null) {
                return;
            }
            JsonNode answer = bench.ok(Bench.ask(
                    "finish",
                    "message",
                    hex(message.withMac(null)),
                    "signer",
                    message.originator().value(),
                    "acb",
                    ACB,
                    "keystore",
                    folder.toString()));
            assertThat(answer.path("message").asText()).as(name).isEqualTo(hex(message));
        });
    }

    @Test
    void a_pre_command_is_signed_by_its_sender_and_gets_the_brokers_mac() {
        Map<String, GbcsMessage> messages = messages();
        messages.forEach((name, preCommand) -> {
            if (preCommand.signature() != null) {
                return;
            }
            JsonNode answer = bench.ok(Bench.ask(
                    "finish",
                    "message",
                    hex(preCommand),
                    "signer",
                    preCommand.originator().value(),
                    "acb",
                    ACB,
                    "keystore",
                    folder.toString()));
            String finished = answer.path("message").asText();
            JsonNode verified = verify(finished);
            assertThat(verified.path("signature").asText()).as(name).isEqualTo("valid");
            assertThat(verified.path("mac").asText()).as(name).isEqualTo("valid");
            GbcsMessage command = messages.get(name.replace("PRECOMMAND", "COMMAND"));
            GbcsMessage made = GbcsMessage.parse(Octets.ofHex(finished).bytes());
            assertThat(made.withSignature(null).withMac(null))
                    .as(name)
                    .isEqualTo(command.withSignature(null).withMac(null));
        });
    }

    @Test
    void the_tokens_of_the_reference_top_ups_are_made_again() {
        for (String name :
                new String[] {"2.2_CS01a/CS01a_2.2_SUCCESS_COMMAND", "2.2_CS01b/CS01b_2.2_SUCCESS_COMMAND"}) {
            GbcsMessage topUp = messages().get(name);
            String token = token(hex(topUp));
            JsonNode checked = bench.ok(Bench.ask(
                    "checkUtrn",
                    "utrn",
                    token,
                    "originator",
                    topUp.originator().value(),
                    "target",
                    topUp.recipient().value(),
                    "counter",
                    Long.toUnsignedString(topUp.originatorCounter()),
                    "keystore",
                    folder.toString()));
            assertThat(checked.path("mac").asText()).as(name).isEqualTo("valid");
            JsonNode made = bench.ok(Bench.ask(
                    "utrn",
                    "originator",
                    topUp.originator().value(),
                    "target",
                    topUp.recipient().value(),
                    "counter",
                    Long.toUnsignedString(topUp.originatorCounter()),
                    "value",
                    checked.get("value"),
                    "valueClass",
                    checked.get("valueClass"),
                    "keystore",
                    folder.toString()));
            assertThat(made.path("utrn").asText()).as(name).isEqualTo(token);
        }
    }

    private String token(String message) {
        JsonNode payload = bench.ok(Bench.ask("decode", "message", message)).at("/decoded/payload");
        JsonNode gas = payload.findValue("utrn");
        return gas == null ? payload.at("/items/0/data/text").asText() : gas.asText();
    }
}
