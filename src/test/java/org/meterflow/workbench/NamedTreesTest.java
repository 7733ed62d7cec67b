package org.meterflow.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.meterflow.gbcs.DlmsData;
import org.meterflow.gbcs.DlmsNotification;
import org.meterflow.gbcs.DlmsRequest.Verb;
import org.meterflow.gbcs.DlmsResponse;
import org.meterflow.gbcs.DlmsResponse.Result;
import org.meterflow.gbcs.DlmsType;
import org.meterflow.gbcs.GbcsMessage;
import org.meterflow.gbcs.Gbz;
import org.meterflow.gbcs.Gbz.Component;
import org.meterflow.gbcs.Octets;
import org.meterflow.gbcs.Zcl;
import org.meterflow.gbcs.Zcl.Attribute;

/** Answers and alerts in the tree: values have names, readings and units, whatever came and whatever did not. */
class NamedTreesTest {

    private final Bench bench = new Bench();

    private JsonNode decode(GbcsMessage message) {
        String hex = Octets.of(message.encode()).hex();
        JsonNode decoded = bench.ok(Bench.ask("decode", "message", hex)).get("decoded");
        assertThat(bench.ok(Bench.ask("encode", "decoded", decoded))
                        .path("message")
                        .asText())
                .isEqualTo(hex);
        return decoded.get("payload");
    }

    private static GbcsMessage response(int code, Octets payload) {
        return GbcsMessage.command(HandMade.ASKED, code, Octets.NONE).response(null, null, payload);
    }

    private JsonNode results(int code, Result... results) {
        return decode(response(code, new DlmsResponse(1, List.of(results)).encode()))
                .get("results");
    }

    private static List<String> names(JsonNode results) {
        List<String> names = new ArrayList<>();
        results.forEach(each -> names.add(each.path("name").asText()));
        return names;
    }

    @Test
    void what_failed_is_named_after_what_was_asked() {
        JsonNode results = results(
                0x003D,
                Result.of(Verb.GET, DlmsData.u16(12)),
                Result.failed(Verb.GET, DlmsResponse.HARDWARE_FAULT),
                Result.failed(Verb.GET, DlmsResponse.OTHER_REASON));

        assertThat(names(results))
                .containsExactly("Randomised offset", "Randomised offset number", "Randomised offset limit");
        assertThat(results.at("/0/data/reading").asText()).isEqualTo("12");
        assertThat(results.at("/0/data/unit").asText()).isEqualTo("s");
        assertThat(results.at("/1/meaning").asText()).isEqualTo("hardware fault");
        assertThat(results.get(1).has("data")).isFalse();
    }

    @Test
    void an_answer_that_does_not_fit_its_command_goes_without_names() {
        assertThat(names(results(0x003D, Result.of(Verb.GET, DlmsData.u16(12)))))
                .containsExactly("");
        assertThat(names(results(0x0052, Result.failed(Verb.ACTION, 1)))).containsExactly("");
        assertThat(names(results(0x0054, Result.failed(Verb.SET, 1)))).containsExactly("");
        assertThat(names(results(0xEEEE, Result.failed(Verb.SET, 1)))).containsExactly("");
    }

    @Test
    void items_that_a_request_repeats_are_named_and_counted() {
        Result done = Result.of(Verb.SET, DlmsData.NULL);

        assertThat(names(results(0x0053, done, done)))
                .containsExactly(
                        "Description of an auxiliary controller, 1 of 2",
                        "Description of an auxiliary controller, 2 of 2");
        assertThat(names(results(0x0054, done, done, done, done, done)).subList(0, 2))
                .containsExactly(
                        "Device of an auxiliary controller", "Special days of auxiliary load switches (passive)");
        assertThat(names(results(0x005A, Result.of(Verb.ACTION, DlmsData.NULL))))
                .containsExactly("Maximum demand import reset, or: Maximum demand import in the configured period "
                        + "reset, or: Maximum demand export reset");
        assertThat(names(results(0x0055, Result.failed(Verb.ACTION, 1)))).containsExactly("Auxiliary controller told");
    }

    @Test
    void a_registers_value_is_scaled_by_what_stands_beside_it() {
        DlmsData scaler = DlmsData.structure(DlmsData.i8(-1), DlmsData.enumerated(30));
        JsonNode results = results(
                0x0026,
                Result.of(Verb.GET, DlmsData.u32(12345)),
                Result.of(Verb.GET, scaler),
                Result.of(Verb.GET, DlmsData.u32(6)),
                Result.failed(Verb.GET, 2));

        assertThat(results.at("/0/data/value").asLong()).isEqualTo(12345);
        assertThat(results.at("/0/data/reading").asText()).isEqualTo("1234.5");
        assertThat(results.at("/0/data/unit").asText()).isEqualTo("Wh");
        assertThat(results.at("/1/data/value/0/name").asText()).isEqualTo("Power of ten");
        assertThat(results.at("/1/data/value/1/reading").asText()).isEqualTo("Wh");
        assertThat(results.at("/2/data").has("reading")).isFalse();
    }

    @Test
    void a_scale_beyond_all_measure_scales_nothing() {
        DlmsData endless = DlmsData.structure(DlmsData.i32(Integer.MAX_VALUE), DlmsData.enumerated(30));
        JsonNode results = results(
                0x0026,
                Result.of(Verb.GET, DlmsData.u32(12345)),
                Result.of(Verb.GET, endless),
                Result.of(Verb.GET, DlmsData.octets(HandMade.hex("01"))),
                Result.of(Verb.GET, DlmsData.structure()));

        assertThat(results.at("/0/data").has("reading")).isFalse();
        assertThat(results.at("/1/data/value/0/value").asInt()).isEqualTo(Integer.MAX_VALUE);
        assertThat(results.at("/2/data/value").asText()).isEqualTo("01");

        DlmsData registers =
                DlmsData.structure(DlmsData.NULL, endless, DlmsData.octets(HandMade.hex("01")), DlmsData.structure());
        JsonNode power = results(0x0028, Result.of(Verb.GET, registers));
        assertThat(power.at("/0/data/value/1/value/0/value").asInt()).isEqualTo(Integer.MAX_VALUE);

        DlmsData prices = DlmsData.structure(
                DlmsData.structure(DlmsData.i8(3), DlmsData.i32(Integer.MAX_VALUE)),
                DlmsData.structure(),
                DlmsData.array(DlmsData.structure(DlmsData.octets(HandMade.hex("01")), DlmsData.i16(1))));
        Result missing = Result.failed(Verb.GET, 1);
        assertThat(results(0x00BD, Result.of(Verb.GET, prices), missing, missing, missing, missing, missing, missing)
                        .at("/0/data/value/2/value/0/value/1/value")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void a_time_of_more_bits_than_times_have_is_shown_as_a_number() {
        DlmsData row =
                DlmsData.structure(new DlmsData.Numeric(DlmsType.NumericType.I64, Long.MIN_VALUE), DlmsData.u32(1));
        JsonNode rows = results(0x0038, Result.of(Verb.GET, DlmsData.array(row)));

        assertThat(rows.at("/0/data/value/0/value/0/value").asText()).isEqualTo("-9223372036854775808");
    }

    @Test
    void prices_stand_under_their_place_and_in_money() {
        DlmsData prices = DlmsData.structure(
                DlmsData.structure(DlmsData.i8(3), DlmsData.i8(-5)),
                DlmsData.structure(DlmsData.u16(3), DlmsData.octets(HandMade.hex("0114010800FF")), DlmsData.i8(2)),
                DlmsData.array(DlmsData.structure(DlmsData.octets(HandMade.hex("01")), DlmsData.i16(10_100))));
        Result missing = Result.failed(Verb.GET, DlmsResponse.OTHER_REASON);
        JsonNode data = results(
                        0x00BD, Result.of(Verb.GET, prices), missing, missing, missing, missing, missing, missing)
                .at("/0/data");

        assertThat(data.at("/value/1/value/1/reading").asText()).isEqualTo("Active energy import, second element");
        assertThat(data.at("/value/2/value/0/value/0/reading").asText()).isEqualTo("Period 1");
        assertThat(data.at("/value/2/value/0/value/1/reading").asText()).isEqualTo("0.10100");
        assertThat(data.at("/value/2/value/0/value/1/unit").asText()).isEqualTo("GBP/kWh");

        JsonNode odd = results(
                        0x00BD,
                        Result.of(Verb.GET, DlmsData.array(DlmsData.u16(1))),
                        missing,
                        missing,
                        missing,
                        missing,
                        missing,
                        missing)
                .at("/0/data");
        assertThat(odd.at("/value/0/value").asInt()).isEqualTo(1);
    }

    @Test
    void what_is_encrypted_is_named_while_it_is_closed() {
        DlmsData closed = DlmsData.structure(
                DlmsData.array(DlmsData.structure(
                        DlmsData.enumerated(2),
                        DlmsData.structure(
                                DlmsData.octets(HandMade.hex("0400000000000003E8")),
                                DlmsData.octets(HandMade.hex("BB00000000000001")),
                                DlmsData.octets(HandMade.hex("AA00000000000001")),
                                DlmsData.octets(Octets.NONE),
                                DlmsData.NULL))),
                DlmsData.octets(HandMade.hex("3100000000AA")));
        JsonNode result = results(0x0027, Result.of(Verb.ACTION, closed)).get(0);

        assertThat(result.path("name").asText()).isEqualTo("Import registers");
        assertThat(result.at("/data/value/0/name").asText()).isEqualTo("Protection");
        assertThat(result.at("/data/value/0/value/0/value/1/value/1/name").asText())
                .isEqualTo("Originator");
        assertThat(result.at("/data/value/0/value/0/value/1/value/1/reading").asText())
                .isEqualTo("BB-00-00-00-00-00-00-01");
        assertThat(result.at("/data/value/1/name").asText()).isEqualTo("Encrypted values");

        JsonNode alert = decode(alert(
                        0x0061,
                        DlmsData.u16(0x8F0A),
                        DlmsData.octets(HandMade.hex("07EA0B17FF110000008000FF")),
                        DlmsData.array(),
                        DlmsData.octets(HandMade.hex("3100000000AA"))))
                .get("content");
        assertThat(names(alert.get("value")))
                .containsExactly("Alert code", "Time", "Protection", "Billing data, encrypted");
    }

    private static GbcsMessage alert(int code, DlmsData... content) {
        return GbcsMessage.alert(
                HandMade.SAID, code, new DlmsNotification(7, new DlmsData.Structure(List.of(content))).encode());
    }

    @Test
    void an_alert_of_another_shape_is_shown_as_it_is() {
        JsonNode scalar = decode(
                GbcsMessage.alert(HandMade.SAID, 0x1000, new DlmsNotification(7, DlmsData.u16(0x8F3F)).encode()));
        assertThat(scalar.at("/content/value").asInt()).isEqualTo(0x8F3F);

        JsonNode longer = decode(alert(0x1000, DlmsData.u16(0x8F3F), DlmsData.NULL, DlmsData.u8(1)));
        assertThat(longer.at("/content/value/0/reading").asText()).startsWith("8F3F ");
        assertThat(longer.at("/content/value/2/value").asInt()).isEqualTo(1);
    }

    private JsonNode components(int code, Component... components) {
        return decode(response(code, new Gbz(List.of(components)).encode())).get("components");
    }

    @Test
    void gas_attributes_are_read_in_their_units_and_what_failed_has_none() {
        Octets attributes = Zcl.encode(List.of(
                Attribute.number(0x0302, Zcl.U24, 100),
                Attribute.number(0x0301, Zcl.U24, 1),
                Attribute.failed(0x0300, Zcl.UNSUPPORTED_ATTRIBUTE),
                Attribute.number(0x0000, Zcl.U48, 1234)));
        JsonNode found =
                components(0x0074, Component.of(0x0702, 0x18, 0, 1, attributes)).at("/0/attributes");

        assertThat(found.at("/3/reading").asText()).isEqualTo("12.34");
        assertThat(found.at("/3/unit").asText()).isEqualTo("m³");
        assertThat(found.at("/2/meaning").asText()).isEqualTo("no such attribute");
        assertThat(found.get(2).has("reading")).isFalse();
    }

    @Test
    void gas_fields_have_their_readings_beside_them_and_a_refusal_names_what_it_refuses() {
        JsonNode components = components(
                0x0097,
                Component.of(0x0705, 0x09, 0, 3, HandMade.hex("00 40420F00 01 80841E00")),
                Component.of(0x0705, 0x08, 1, Zcl.DEFAULT_RESPONSE, HandMade.hex("048B")),
                Component.of(0x0705, 0x08, 2, Zcl.DEFAULT_RESPONSE, HandMade.hex("FF01")));

        assertThat(components.at("/0/named/1/name").asText()).isEqualTo("Value");
        assertThat(components.at("/0/named/1/reading").asText()).isEqualTo("10.00000");
        assertThat(components.at("/0/named/1/unit").asText()).isEqualTo("GBP");
        assertThat(components.at("/1/answeredCommandName").asText()).isEqualTo("ConsumerTopUp");
        assertThat(components.at("/1/meaning").asText()).isEqualTo("not found");
        assertThat(components.at("/2/answeredCommandName").asText()).isEqualTo("Command after a failed one");
    }

    @Test
    void an_encrypted_gas_answer_names_what_it_holds_where_that_is_known() {
        Octets sealed = HandMade.hex("3100000000 0102030405 000000000000000000000000");

        assertThat(components(0x0074, new Component(0x0702, null, 0, 0x18, 0, 1, sealed))
                        .at("/0/holds"))
                .extracting(JsonNode::asText)
                .containsExactly("Divisor", "Multiplier", "Unit of measure", "Cumulative consumption");
        assertThat(components(0x0078, new Component(0x0702, null, 0, 0x19, 0, 7, sealed))
                        .at("/0/holds"))
                .extracting(JsonNode::asText)
                .contains("Samples");
        assertThat(components(0x0074, new Component(0x0705, null, 0, 0x18, 0, 1, sealed))
                        .at("/0")
                        .has("holds"))
                .isFalse();
        assertThat(components(0xEEEE, new Component(0x9999, null, 0, 0x19, 0, 7, sealed))
                        .at("/0")
                        .has("holds"))
                .isFalse();
    }

    @Test
    void values_in_asn1_stand_under_names_where_their_form_is_known() {
        JsonNode activated = decode(response(0x0012, HandMade.hex("3009 020100 04040123ABCD")));
        assertThat(activated.at("/named/0/name").asText()).isEqualTo("Firmware version");
        assertThat(activated.at("/named/0/reading").asText()).isEqualTo("0123ABCD");

        assertThat(decode(response(0x0012, HandMade.hex("0500")))
                        .at("/named/0/reading")
                        .asText())
                .isEqualTo("awaits its date");
        assertThat(decode(response(0x000C, HandMade.hex("020103")))
                        .at("/named/0/reading")
                        .asText())
                .isEqualTo("failed with code 3: the certificate cannot be read");
        assertThat(decode(response(0x0012, HandMade.hex("020101"))).has("named"))
                .isFalse();
        assertThat(decode(response(0xEEEE, HandMade.hex("0500"))).has("named")).isFalse();
    }

    private JsonNode told(int code, String payload) {
        return decode(GbcsMessage.command(HandMade.ASKED, code, HandMade.hex(payload)))
                .path("named");
    }

    @Test
    void a_command_in_asn1_of_another_form_goes_without_names() {
        assertThat(told(0x000D, "020100").isMissingNode()).isTrue();
        assertThat(told(0x0102, "3003020102").isMissingNode()).isTrue();
        assertThat(told(0xEEEE, "0500").isMissingNode()).isTrue();
        assertThat(told(0x000C, "30040302FFFF").isMissingNode()).isTrue();
    }

    @Test
    void a_command_in_asn1_says_what_it_asks_under_names() {
        JsonNode join = told(0x00AF, "3015 020103 0408 00DB123456789094 020100 3003 020101");
        assertThat(names(join)).containsExactly("Method", "Device", "Type", "Certificate");
        assertThat(join.at("/0/reading").asText()).isEqualTo("C");
        assertThat(join.at("/2/reading").asText()).isEqualTo("gas meter");
        assertThat(join.at("/3/reading").asText()).isEqualTo("3003020101");

        JsonNode asked = told(0x0008, "3013 3007 020104 03020308 3008 020102 020103 0500");
        assertThat(asked.isMissingNode()).isTrue();
        asked = told(0x0008, "3011 3007 020104 03020308 3006 020102 020103");
        assertThat(asked.at("/0/reading").asText()).isEqualTo("Access control broker, agreement key");
        assertThat(asked.at("/2/reading").asText()).isEqualTo("Network operator");

        JsonNode replaced = told(
                0x0107,
                "304B 3024 020107 A207 020105 03020780 830203E9 A612 3010 020102 020100 3008 3006 020100 020100"
                        + " 3010 300E 3003 020101 3007 020102 03020780 3000"
                        + " 180F 39393939313233313233353935395A");
        assertThat(names(replaced))
                .contains("Mode", "Authorised by", "Counter of the command", "Supplier, signing key", "Date");
        assertThat(replaced.at("/" + (replaced.size() - 1) + "/reading").asText())
                .isEqualTo("never");
        assertThat(told(0x0129, "0500")).isEmpty();
    }

    @Test
    void an_outcome_of_credentials_that_this_platform_never_asks_for_is_named_too() {
        JsonNode byContingency = decode(response(
                0x0109,
                HandMade.hex("3045 0500 3041 02021388 020109 3008 3006 020100 020100 302E 302C 3007 020100 03020204"
                        + " 0A0100 0408 0000000000000000 0408 48CF1B32697C4669 0408 0000000000000000 0400")));

        assertThat(byContingency.at("/named/0/name").asText()).isEqualTo("Root, certificate key");
    }

    @Test
    void names_readings_and_units_do_not_count() {
        GbcsMessage message =
                response(0x0069, new DlmsResponse(1, List.of(Result.of(Verb.GET, DlmsData.i32(700)))).encode());
        ObjectNode decoded = (ObjectNode) bench.ok(Bench.ask(
                        "decode", "message", Octets.of(message.encode()).hex()))
                .get("decoded");
        ObjectNode data = (ObjectNode) decoded.at("/payload/results/0/data");
        assertThat(data.path("reading").asText()).isEqualTo("0.00700");

        data.put("reading", "9").put("unit", "EUR").put("name", "Something else");

        assertThat(bench.ok(Bench.ask("encode", "decoded", decoded))
                        .path("message")
                        .asText())
                .isEqualTo(Octets.of(message.encode()).hex());
    }
}
