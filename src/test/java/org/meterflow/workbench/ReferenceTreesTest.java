package org.meterflow.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReferenceTreesTest {

    private static final Set<String> VALUES_OF_ENVELOPE = Set.of(
            "cra",
            "originatorCounter",
            "originator",
            "recipient",
            "messageCode",
            "dateTime",
            "supplementary",
            "signature",
            "mac");

    private final Bench bench = new Bench();

    @Test
    void every_reference_message_comes_back_from_its_tree_byte_for_byte() {
        SharedMessages.all().forEach((name, message) -> {
            JsonNode decoded = bench.ok(Bench.ask("decode", "message", message)).get("decoded");
            JsonNode encoded = bench.ok(Bench.ask("encode", "decoded", decoded));

            assertThat(encoded.get("message").asText()).as(name).isEqualTo(message);
        });
    }

    @Test
    void the_tree_alone_makes_the_message_and_no_word_in_it() {
        SharedMessages.all().forEach((name, message) -> {
            ObjectNode decoded = (ObjectNode)
                    bench.ok(Bench.ask("decode", "message", message)).get("decoded");
            ((ObjectNode) decoded.get("envelope")).retain(VALUES_OF_ENVELOPE);
            JsonNode encoded = bench.ok(Bench.ask("encode", "decoded", decoded));

            assertThat(encoded.get("message").asText()).as(name).isEqualTo(message);
        });
    }

    @Test
    void no_open_command_of_a_reference_message_is_left_in_bare_bytes() {
        List<String> bare = new ArrayList<>();
        SharedMessages.all().forEach((name, message) -> {
            JsonNode payload = bench.ok(Bench.ask("decode", "message", message)).at("/decoded/payload");
            if (payload.findValue("furtherOctets") != null
                    || payload.at("/content/hex").isTextual()) {
                bare.add(name);
            }
            for (JsonNode component : payload.path("components")) {
                if (component.has("content")
                        || component.path("commandName").asText().equals("unknown")) {
                    bare.add(name + " " + component);
                }
            }
        });
        assertThat(bare).isEmpty();
    }

    @Test
    void every_reference_message_names_its_use_case_and_every_alert_its_code() {
        SharedMessages.all().forEach((name, message) -> {
            JsonNode decoded = bench.ok(Bench.ask("decode", "message", message)).get("decoded");
            assertThat(decoded.at("/envelope/useCase").asText()).as(name).isNotEmpty();
            if (decoded.at("/envelope/cra").asText().equals("ALERT")) {
                assertThat(decoded.get("payload").findValuesAsText("alert"))
                        .as(name)
                        .isNotEmpty();
            }
        });
    }
}
