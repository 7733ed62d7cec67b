package org.meterflow.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Base64;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.meterflow.gbcs.GbcsMessage;
import org.meterflow.gbcs.Octets;

class TreesTest {

    private final Bench bench = new Bench();

    private static String hex(GbcsMessage message) {
        return Octets.of(message.encode()).hex();
    }

    private ObjectNode decode(String message) {
        return (ObjectNode) bench.ok(Bench.ask("decode", "message", message)).get("decoded");
    }

    private ObjectNode decodeNamed(String name) {
        return decode(hex(HandMade.all().get(name)));
    }

    private static void put(ObjectNode tree, String path, String field, Object value) {
        ((ObjectNode) tree.at(path)).set(field, Bench.JSON.valueToTree(value));
    }

    private String refusal(String name, Consumer<ObjectNode> change) {
        ObjectNode decoded = decodeNamed(name);
        change.accept(decoded);
        return bench.error(Bench.ask("encode", "decoded", decoded));
    }

    @Test
    void every_form_of_message_comes_back_byte_for_byte() {
        HandMade.all().forEach((name, message) -> {
            ObjectNode decoded = decode(hex(message));
            JsonNode encoded = bench.ok(Bench.ask("encode", "decoded", decoded));

            assertThat(encoded.path("message").asText()).as(name).isEqualTo(hex(message));
        });
    }

    @Test
    void a_message_may_come_in_base64_and_with_blanks() {
        GbcsMessage message = HandMade.all().get("gas answer");
        String inHex = hex(message).toLowerCase(java.util.Locale.ROOT).replaceAll("(.{8})", "$1 \n");
        String inBase64 = Base64.getMimeEncoder().encodeToString(message.encode());

        assertThat(decode(inHex)).isEqualTo(decode(hex(message))).isEqualTo(decode(inBase64));
    }

    @Test
    void the_envelope_tells_a_missing_signature_from_an_empty_one() {
        JsonNode preCommand = decodeNamed("pre-command").get("envelope");
        JsonNode unsigned = decodeNamed("electricity command").get("envelope");
        JsonNode signed = decodeNamed("signed command with MAC").get("envelope");

        assertThat(preCommand.get("signature").isNull()).isTrue();
        assertThat(unsigned.get("signature").asText("?")).isEmpty();
        assertThat(signed.get("signature").asText()).hasSize(128);
        assertThat(unsigned.get("mac").isNull()).isTrue();
        assertThat(signed.get("mac").asText()).hasSize(24);
        assertThat(signed.get("cra").asText()).isEqualTo("COMMAND");
        assertThat(signed.get("originatorCounter").textValue()).isEqualTo("18446744073709551611");
        assertThat(signed.get("originator").asText()).isEqualTo("AA-00-00-00-00-00-00-01");
        assertThat(signed.get("messageCode").asText()).isEqualTo("0019");
        assertThat(signed.get("payloadKind").asText()).isEqualTo("DLMS");
        assertThat(decodeNamed("gas alert with a cause")
                        .at("/envelope/payloadKind")
                        .asText())
                .isEqualTo("GBZ");
        assertThat(decodeNamed("value alert").at("/envelope/payloadKind").asText())
                .isEqualTo("ASN1");
    }

    @Test
    void a_changed_tree_makes_the_changed_message() {
        ObjectNode decoded = decodeNamed("electricity answer");
        put(decoded, "/envelope", "originatorCounter", "18446744073709551615");
        put(decoded, "/payload/results/0/data/rows/0/value/0", "value", 5);
        String message = bench.ok(Bench.ask("encode", "decoded", decoded))
                .path("message")
                .asText();

        ObjectNode again = decode(message);
        assertThat(again.at("/envelope/originatorCounter").asText()).isEqualTo("18446744073709551615");
        assertThat(again.at("/payload/results/0/data/rows/0/value/0/value").asInt())
                .isEqualTo(5);
        assertThat(again.at("/payload/results/0/data/rows/0/value/0/time").asText())
                .isEqualTo("2000-01-01T00:00:05Z");
    }

    @Test
    void names_and_words_do_not_count() {
        ObjectNode decoded = decodeNamed("electricity command");
        put(decoded, "/envelope", "title", "Something else");
        put(decoded, "/payload/items/0", "object", "Something else");
        ((ObjectNode) decoded.get("envelope")).remove("useCase");

        assertThat(bench.ok(Bench.ask("encode", "decoded", decoded))
                        .path("message")
                        .asText())
                .isEqualTo(hex(HandMade.all().get("electricity command")));
    }

    @Test
    void what_is_wrong_in_a_tree_is_told_with_its_place() {
        assertThat(refusal("electricity command", tree -> put(tree, "/payload/items/2/data", "value", 1L << 31)))
                .contains("items[2].data.value", "2147483648");
        assertThat(refusal("electricity command", tree -> put(tree, "/payload/items/2/data", "type", "u33")))
                .contains("items[2].data.type", "u33");
        assertThat(refusal("electricity command", tree -> put(tree, "/payload/items/0", "obis", "0-0:1")))
                .contains("0-0:1");
        assertThat(refusal("electricity command", tree -> put(tree, "/envelope", "originator", "no")))
                .contains("envelope.originator");
        assertThat(refusal("electricity command", tree -> put(tree, "/envelope", "cra", "QUESTION")))
                .contains("COMMAND, RESPONSE or ALERT");
        assertThat(refusal("electricity command", tree -> put(tree, "/payload", "kind", "soap")))
                .contains("soap");
        assertThat(refusal("electricity command", tree -> ((ObjectNode) tree.get("payload")).remove("items")))
                .contains("'items' is missing in decoded.payload");
        assertThat(refusal("electricity command", tree -> put(tree, "/envelope", "signature", "AB")))
                .contains("64 bytes");
        assertThat(refusal("signed command with MAC", tree -> put(tree, "/envelope", "signature", null)))
                .contains("pre-commands");
        assertThat(refusal("value answer", tree -> put(tree, "/payload/value", "lengthForm", 0)))
                .contains("lengthForm");
        assertThat(refusal("gas command", tree -> put(tree, "/payload/components/1/fields", "level", -1)))
                .contains("level");
    }

    @Test
    void rows_that_do_not_fit_their_shape_are_refused() {
        assertThat(refusal(
                        "electricity answer",
                        tree -> put(tree, "/payload/results/0/data/rows/3/value/0", "type", "i32")))
                .contains("read again");
    }

    @Test
    void lengths_longer_than_need_be_and_odd_numbers_are_kept() {
        JsonNode value = decodeNamed("value answer").at("/payload/value");

        assertThat(value.path("lengthForm").asInt()).isEqualTo(3);
        assertThat(value.at("/children/1/number").asInt()).isEqualTo(5);
        assertThat(value.at("/children/2/value").asText()).isEqualTo("0001");
        assertThat(value.at("/children/3/number").asText()).isEqualTo("18446744073709551615");
        assertThat(value.at("/children/9/text").asText()).isEqualTo("20150101000000Z");
    }

    @Test
    void gas_commands_are_told_field_by_field() {
        JsonNode components = decodeNamed("gas command").at("/payload/components");

        assertThat(components.at("/0/attributes/0/name").asText()).isEqualTo("Divisor");
        assertThat(components.at("/1/commandName").asText()).isEqualTo("SetLowCreditWarningLevel");
        assertThat(components.at("/1/fields/level").asInt()).isEqualTo(5_000_000);
        assertThat(components.at("/1/fromText").asText()).isEqualTo("2015-01-01T00:00:00Z");
        assertThat(components.at("/2/fields/days/0/date").asText()).isEqualTo("730405FF");
        assertThat(components.at("/2/fields/startTime").asLong()).isEqualTo(0xFFFFFFFEL);
        assertThat(components.at("/4/fields/furtherOctets")).hasSize(2);
        assertThat(components.at("/5/content").asText()).isEqualTo("0102");
    }

    @Test
    void alerts_say_their_code_in_words() {
        JsonNode electricity = decodeNamed("electricity alert").get("payload");
        JsonNode gas = decodeNamed("gas alert of an effect").get("payload");

        assertThat(electricity.path("alertCode").asText()).isEqualTo("8F66");
        assertThat(electricity.path("alert").asText()).isEqualTo("Future-dated command carried out");
        assertThat(electricity.at("/content/value/1/time").asText()).isEqualTo("2026-11-23T17:00:00Z");
        assertThat(gas.path("alert").asText()).isEqualTo("Future-dated command carried out");
        assertThat(gas.at("/content/command/originatorCounter").asText()).isEqualTo("1001");
        assertThat(decodeNamed("value alert")
                        .at("/payload/value/children/0/alert")
                        .asText())
                .isEqualTo("Firmware transfer to a device behind the hub");
    }
}
