package org.meterflow.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.meterflow.workbench.SecondElectricityDecoder.Read;

/** What messages say to people, compared with what a second decoder says that was written from the format's description. */
class ReadingsTest {

    private static final Set<String> NUMBERS = Set.of("i8", "i16", "i32", "u8", "u16", "u32", "enum");
    private static final String EUROS = "0300";
    private static final String CONSUMED = "0203 120003 0906 0100010800FF 0F02";
    private static final String NOTHING = "0203 120000 0906 000000000000 0F00";

    private final Bench bench = new Bench();
    private final List<String> wrong = new ArrayList<>();
    private int compared;

    /** An item of a command: what is done to which attribute, and the value in hex. */
    private record Item(String what, String value) {}

    private static Item item(int verb, int classId, String object, int member, String value) {
        return new Item("%02X%04X%s%02X".formatted(verb, classId, object, member), value.replace(" ", ""));
    }

    private static String command(Item... items) {
        StringBuilder payload = new StringBuilder("D9200003E800%02X".formatted(items.length));
        for (Item each : items) {
            payload.append(each.what);
        }
        payload.append("%02X".formatted(items.length));
        for (Item each : items) {
            payload.append(each.value);
        }
        return message(1, "0019", payload.toString());
    }

    private static String message(int kind, String code, String payload) {
        String hex = payload.replace(" ", "");
        return "DF09%02X00000000000003E80890B3D51F300100000800DB1234567890A00002%s".formatted(kind, code)
                + DescribedShapes.counted(hex);
    }

    private JsonNode decode(String message) {
        return bench.ok(Bench.ask("decode", "message", message)).at("/decoded/payload");
    }

    private static byte[] payload(String message) {
        return PlainBytes.payload(message);
    }

    /** The readings of a command's items, both decoders being of one mind about them. */
    private JsonNode compared(String command) {
        JsonNode tree = decode(command);
        compare("command", SecondElectricityDecoder.ofCommand(payload(command)), tree.path("items"));
        assertThat(wrong).isEmpty();
        return tree.path("items");
    }

    private void compare(String name, List<Read> expected, JsonNode items) {
        List<JsonNode> numbers = new ArrayList<>();
        for (JsonNode item : items) {
            collect(item.path("selection").path("data"), numbers);
            collect(item.path("data"), numbers);
        }
        if (numbers.size() != expected.size()) {
            wrong.add("%s has %s numbers, not %s".formatted(name, numbers.size(), expected.size()));
            return;
        }
        for (int i = 0; i < numbers.size(); i++) {
            Read read = expected.get(i);
            JsonNode number = numbers.get(i);
            compared++;
            boolean same = !read.isKnown()
                    || quantity(number.path("reading")
                                            .asText(number.path("value").asText()))
                                    .equals(quantity(read.reading()))
                            && number.path("unit").asText().equals(read.unit());
            if (!same || number.path("value").asLong() != read.raw()) {
                wrong.add("%s, item %s: %s is to be read %s %s"
                        .formatted(name, read.place(), number, read.reading(), read.unit()));
            }
        }
    }

    private static String quantity(String text) {
        try {
            return new BigDecimal(text).stripTrailingZeros().toPlainString();
        } catch (NumberFormatException word) {
            return text;
        }
    }

    private static void collect(JsonNode data, List<JsonNode> numbers) {
        if (NUMBERS.contains(data.path("type").asText())) {
            numbers.add(data);
        }
        JsonNode parts = data.has("rows") ? data.get("rows") : data.path("value");
        if (parts.isArray()) {
            parts.forEach(part -> collect(part, numbers));
        }
    }

    private JsonNode gas(String message) {
        JsonNode tree = decode(message);
        compareGas("message", message, tree);
        assertThat(wrong).isEmpty();
        return tree.path("components");
    }

    private void compareGas(String name, String message, JsonNode tree) {
        List<Map<String, List<String>>> components = SecondGasDecoder.of(payload(message));
        for (int i = 0; i < components.size(); i++) {
            JsonNode component = tree.path("components").path(i);
            String cluster = component.path("cluster").asText();
            components.get(i).forEach((place, quantities) -> {
                List<String> read = new ArrayList<>();
                for (JsonNode attribute : component.path("attributes")) {
                    if (place.equals(cluster + "." + attribute.path("id").asText())) {
                        read.add(reading(attribute));
                    }
                }
                named(component.path("named"), place, read);
                compared += read.size();
                if (!read.equals(quantities)) {
                    wrong.add("%s: %s is read %s, not %s".formatted(name, place, read, quantities));
                }
            });
        }
    }

    private static String reading(JsonNode node) {
        return quantity(node.path("reading").asText(node.path("value").asText())) + " "
                + node.path("unit").asText();
    }

    private static void named(JsonNode parts, String name, List<String> read) {
        for (JsonNode part : parts) {
            if (part.path("name").asText().equals(name) && !part.has("parts")) {
                read.add(reading(part));
            }
            named(part.path("parts"), name, read);
        }
    }

    private static String charge(int commodityScale, int priceScale, String commodity, String place, int price) {
        return "0203 0202 0F%02X 0F%02X".formatted(commodityScale & 0xFF, priceScale & 0xFF)
                + commodity
                + "0101 0202 %s 10%04X".formatted(place, price & 0xFFFF);
    }

    @Test
    void prices_of_electricity_are_in_the_message_s_currency_for_what_the_charge_says() {
        JsonNode items = compared(command(
                item(2, 9000, "00005E2C0200", 4, EUROS),
                item(2, 113, "0000131400FF", 6, charge(3, -5, CONSUMED, "090101", 2121)),
                item(2, 113, "0000131405FF", 6, charge(0, -7, CONSUMED, "090101", 3)),
                item(2, 113, "0000131404FF", 6, charge(0, -5, NOTHING, "0900", 20000))));

        assertThat(items.at("/1/data/value/2/value/0/value/1/reading").asText()).isEqualTo("0.02121");
        assertThat(items.at("/1/data/value/2/value/0/value/1/unit").asText()).isEqualTo("EUR/kWh");
        assertThat(items.at("/2/data/value/2/value/0/value/1/unit").asText()).isEqualTo("EUR/Wh");
        assertThat(items.at("/3/data/value/2/value/0/value/1/unit").asText()).isEqualTo("EUR/day");
        assertThat(items.at("/0/data/reading").asText()).isEqualTo("EUR");
    }

    @Test
    void a_price_for_an_odd_power_of_ten_is_read_for_the_next_smaller_unit_people_know() {
        JsonNode price = decode(command(item(2, 113, "0000131400FF", 6, charge(4, -3, CONSUMED, "090101", 125))))
                .at("/items/0/data/value/2/value/0/value/1");

        assertThat(price.path("reading").asText()).isEqualTo("0.0125");
        assertThat(price.path("unit").asText()).isEqualTo("GBP/kWh");
    }

    @Test
    void a_debt_is_recovered_at_a_rate_for_the_period_that_the_message_says() {
        JsonNode items = compared(command(
                item(2, 113, "0000131401FF", 6, charge(0, -1, NOTHING, "0900", 3)),
                item(2, 113, "0000131402FF", 6, charge(0, -2, NOTHING, "0900", 15)),
                item(2, 113, "0000131403FF", 13, "1203E8"),
                item(2, 113, "0000131401FF", 8, "0600015180"),
                item(2, 113, "0000131402FF", 8, "0600000E10"),
                item(3, 113, "0000131401FF", 2, "0F00"),
                item(3, 113, "0000131403FF", 4, "050000C350")));

        assertThat(items.at("/0/data/value/2/value/0/value/1/unit").asText()).isEqualTo("GBP/day");
        assertThat(items.at("/1/data/value/2/value/0/value/1/unit").asText()).isEqualTo("GBP/h");
        assertThat(items.at("/2/data/reading").asText()).isEqualTo("10.00");
        assertThat(items.at("/3/unit").asText()).isEqualTo("s");
        assertThat(items.at("/5").has("unit")).isFalse();
        assertThat(items.at("/6/data/reading").asText()).isEqualTo("0.50000");
    }

    @Test
    void every_attribute_has_its_own_unit_and_not_its_object_s() {
        JsonNode items = compared(command(
                item(1, 7, "0100201800FF", 4, "00"),
                item(1, 71, "0000110000FF", 4, "00"),
                item(1, 71, "0000110000FF", 6, "00"),
                item(1, 71, "0000110000FF", 7, "00"),
                item(1, 4, "0100010600FF", 2, "00"),
                item(1, 4, "0100010600FF", 3, "00"),
                item(1, 4, "0100010600FF", 5, "00"),
                item(3, 4, "0100010600FF", 1, "0F00"),
                item(1, 113, "0000131401FF", 8, "00"),
                item(2, 9000, "00005E2C8007", 4, "0600001AF4"),
                item(2, 9000, "00005E2C8007", 6, "090C0000000000000000008000FF"),
                item(2, 9000, "00005E2C8006", 4, "060000012C"),
                item(1, 112, "0000130A00FF", 2, "00")));

        List<String> units = new ArrayList<>();
        items.forEach(each -> units.add(each.path("unit").asText()));
        assertThat(units).containsExactly("s", "W", "s", "s", "W", "", "", "", "s", "W", "", "s", "GBP");
        assertThat(items.at("/10/data/reading").asText()).isEqualTo("now");
    }

    @Test
    void the_cap_of_debt_recovery_is_not_called_an_activation() {
        JsonNode items = compared(command(
                item(2, 9000, "00005E2C800C", 4, "12001E"),
                item(2, 9000, "00005E2C800C", 6, "090CFFFFFFFFFFFFFFFFFF8000FF")));

        assertThat(items.at("/0/name").asText()).isEqualTo("Debt recovery rate cap (passive)");
        assertThat(items.at("/1/name").asText()).isEqualTo("Activation of: Debt recovery rate cap (passive)");
        assertThat(items.at("/1/data/reading").asText()).isEqualTo("never");
    }

    @Test
    void what_is_asked_for_and_called_in_a_command_stands_there_in_words() {
        JsonNode items = compared(command(
                item(3, 9, "00000A006AFF", 1, "120036"),
                item(3, 9, "00000A0067FF", 1, "121564"),
                item(3, 112, "0000130A00FF", 1, "0500124F80"),
                item(2, 1, "0002600D01FF", 2, "0905" + "5265736574")));

        assertThat(items.at("/0/data/reading").asText()).isEqualTo("arm the load switch");
        assertThat(items.at("/1/data/reading").asText()).isEqualTo("controller 5, output, level 100");
        assertThat(items.at("/2/data/reading").asText()).isEqualTo("12.00000");
        assertThat(items.at("/3/data/reading").asText()).isEqualTo("Reset");
    }

    private static String answer(String code, String results) {
        int count = results.split(",").length;
        StringBuilder values = new StringBuilder();
        StringBuilder codes = new StringBuilder();
        for (String result : results.replace(" ", "").split(",")) {
            values.append(result.isEmpty() ? "00" : result);
            codes.append(result.isEmpty() ? "0104" : "0100");
        }
        return message(2, code, "DA200003E80000%02X%s%02X%s".formatted(count, values, count, codes));
    }

    private JsonNode answered(String code, String results) {
        return decode(answer(code, results)).path("results");
    }

    /** An answer to the command of this code, which both decoders read alike. */
    private JsonNode compared(String code, String results, Item... asked) {
        String message = answer(code, results);
        JsonNode tree = decode(message).path("results");
        compare("answer", SecondElectricityDecoder.ofAnswer(payload(command(asked)), payload(message)), tree);
        assertThat(wrong).isEmpty();
        return tree;
    }

    private static Item get(int classId, String object, int member) {
        return item(1, classId, object, member, "00");
    }

    @Test
    void the_limits_of_load_and_their_periods_are_in_watts_and_in_seconds() {
        JsonNode limits = compared(
                "0042",
                "03FF, 0600000005, 0202 0F00 16FF, 0600001AF4, 060000012C, 060000001E",
                get(9000, "00005E2C0003", 2),
                get(3, "00005E2C2AFF", 2),
                get(3, "00005E2C2AFF", 3),
                get(71, "0000110000FF", 4),
                get(71, "0000110000FF", 6),
                get(71, "0000110000FF", 7));

        assertThat(reading(limits.at("/3/data"))).isEqualTo("6900 W");
        assertThat(reading(limits.at("/5/data"))).isEqualTo("30 s");
    }

    @Test
    void a_whole_tariff_is_read_in_the_currency_that_it_names_among_its_parts() {
        List<Item> asked = new ArrayList<>(List.of(
                get(3, "00005E2C0107", 2),
                get(3, "00005E2C0107", 3),
                get(20, "00000D0000FF", 3),
                get(20, "00000D0000FF", 4),
                get(20, "00000D0000FF", 5),
                get(11, "00000B0000FF", 2)));
        for (int register = 11; register <= 18; register++) {
            asked.add(get(21, "000010%02X%02XFF".formatted(0, register), 2));
        }
        asked.add(get(9000, "00005E2C0200", 2));
        asked.add(get(113, "0000131404FF", 5));
        asked.add(get(113, "0000131400FF", 5));

        JsonNode tariff = compared(
                "003A",
                "0600000960, 0202 0FFB 16FE, 0100, 0100, 0100, 0100"
                        + ", 0102 0600002710 06FFFFFFFF".repeat(8)
                        + ", " + EUROS + ", " + charge(0, -5, NOTHING, "0900", 20000)
                        + ", " + charge(3, -5, CONSUMED, "0901A1", 2289),
                asked.toArray(Item[]::new));

        assertThat(reading(tariff.at("/0/data"))).isEqualTo("0.024 EUR/kWh");
        assertThat(reading(tariff.at("/6/data/value/0"))).isEqualTo("10000 Wh");
        assertThat(reading(tariff.at("/6/data/value/1"))).isEqualTo("none ");
        assertThat(reading(tariff.at("/15/data/value/2/value/0/value/1"))).isEqualTo("0.2 EUR/day");
        assertThat(reading(tariff.at("/16/data/value/2/value/0/value/1"))).isEqualTo("0.02289 EUR/kWh");
        assertThat(tariff.at("/16/data/value/2/value/0/value/0/reading").asText())
                .isEqualTo("Block 1, period 1");
    }

    @Test
    void the_settings_of_prepayment_are_in_money_seconds_and_shares() {
        String rate = charge(0, -5, NOTHING, "0900", 250);
        JsonNode settings = compared(
                "003B",
                "%s, 0100, 0600015180, %s, %s, 0600000E10, %s, 1201F4, 05000F4240, 0101 05FFFF3CB0, 05004C4B40,"
                                .formatted(rate, rate, rate, rate)
                        + " 0500030D40, 12001E, 0500093A80, 05000493E0, 05000186A0, 0100, 0100",
                get(113, "0000131401FF", 5),
                get(11, "00000B0002FF", 2),
                get(113, "0000131401FF", 8),
                get(113, "0000131401FF", 5),
                get(113, "0000131402FF", 5),
                get(113, "0000131402FF", 8),
                get(113, "0000131402FF", 5),
                get(113, "0000131403FF", 13),
                get(9000, "00005E2C020A", 2),
                get(21, "0000100001FF", 2),
                get(9000, "00005E2C0214", 2),
                get(111, "0000130000FF", 16),
                get(111, "0000130000FF", 18),
                get(111, "0000130000FF", 19),
                get(112, "0000130A01FF", 9),
                get(112, "0000130A01FF", 10),
                get(10, "00000C0001FF", 2),
                get(111, "0000130000FF", 11));

        assertThat(reading(settings.at("/0/data/value/2/value/0/value/1"))).isEqualTo("0.0025 GBP/day");
        assertThat(reading(settings.at("/6/data/value/2/value/0/value/1"))).isEqualTo("0.0025 GBP/h");
        assertThat(reading(settings.at("/7/data"))).isEqualTo("5 %");
        assertThat(reading(settings.at("/9/data/value/0"))).isEqualTo("-0.5 GBP");
        assertThat(reading(settings.at("/13/data"))).isEqualTo("604800 s");
    }

    @Test
    void a_register_of_another_unit_than_those_of_the_table_is_a_price_only_where_it_is_one() {
        JsonNode tariff = answered(
                "00BD", charge(3, -5, CONSUMED, "090101", 1) + ", 0600000BB8, 0202 0FFB 16FE, 0100, 0100, 0100, 0100");
        assertThat(reading(tariff.at("/1/data"))).isEqualTo("0.03 GBP/kWh");

        JsonNode exported = answered("0026", "0600003039, 0202 0F00 16FE, 0600003039, 0202 0F03 160A");
        assertThat(reading(exported.at("/0/data"))).isEqualTo("12345 ");
        assertThat(exported.at("/1/data/value/1/reading").asText()).isEqualTo("other");
        assertThat(reading(exported.at("/2/data"))).isEqualTo("12345000 GBP");

        JsonNode silent = answered("0026", "0600003039, , 0600003039, 0202 0F00 1620");
        assertThat(reading(silent.at("/0/data"))).isEqualTo("12345 ");
        assertThat(reading(silent.at("/2/data"))).isEqualTo("12345 varh");
    }

    private static String component(String cluster, String zcl, boolean last) {
        String hex = zcl.replace(" ", "");
        return (last ? "01" : "00") + cluster + "%04X".formatted(hex.length() / 2) + hex;
    }

    @Test
    void gas_prices_are_in_the_currency_and_the_unit_and_with_the_decimal_places_the_meter_says() {
        JsonNode prices = gas(message(
                2,
                "009F",
                "010901"
                        + component(
                                "0700",
                                "1800 01 1506 00 30 01 1606 00 21 D203 1706 00 18 30 1004 00 23 39300000"
                                        + "0103 00 23 E8030000 0001 00 25 E80300000000 0202 00 22 020000 0302 00 22 640000",
                                true)));

        assertThat(reading(prices.at("/0/attributes/3"))).isEqualTo("12.345 EUR/m³");
        assertThat(reading(prices.at("/0/attributes/4"))).isEqualTo("1 EUR/day");
        assertThat(reading(prices.at("/0/attributes/5"))).isEqualTo("20 m³");
        assertThat(prices.at("/0/attributes/2/reading").asText()).isEqualTo("3 decimal places");
    }

    @Test
    void a_gas_tariff_says_once_how_the_prices_after_it_are_to_be_read() {
        JsonNode tariff = gas(message(
                1,
                "00A3",
                "010902"
                        + component(
                                "0700",
                                "0900 04 00000000 804A371C 01000000 00000000 00 00 04 00 01 D203 20 C1570000 FF 010000 E80300",
                                false)
                        + component("0700", "0901 05 00000000 804A371C 00000000 01000000 00 01 01 01 D2040000", true)));

        assertThat(tariff.at("/1/named/7/parts/0/parts/1/reading").asText()).isEqualTo("12.34");
        assertThat(tariff.at("/1/named/7/parts/0/parts/1/unit").asText()).isEqualTo("EUR/m³");
    }

    @Test
    void a_conversion_factor_and_a_calorific_value_have_the_decimal_places_and_the_unit_beside_them() {
        JsonNode told = gas(message(
                1,
                "007C",
                "010902"
                        + component("0700", "0900 02 804A371C 00000000 788F0100 40", false)
                        + component("0700", "0901 03 804A371C 00000000 90010000 02 20", true)));
        assertThat(told.at("/0/named/2/reading").asText()).isEqualTo("10.2264");
        assertThat(told.at("/1/named/2/reading").asText()).isEqualTo("4.00");
        assertThat(told.at("/1/named/2/unit").asText()).isEqualTo("MJ/kg");

        JsonNode read = gas(message(
                2,
                "007B",
                "010901"
                        + component(
                                "0700",
                                "0800 01 0603 00 18 20 0503 00 30 02 0403 00 23 90010000 0303 00 18 40 0203 00 23 788F0100",
                                true)));
        assertThat(reading(read.at("/0/attributes/2"))).isEqualTo("4 MJ/kg");
        assertThat(reading(read.at("/0/attributes/4"))).isEqualTo("10.2264 ");
    }

    @Test
    void every_reading_of_a_reference_message_is_what_a_second_decoder_says() {
        Map<String, String> messages = SharedMessages.all();
        messages.forEach((name, message) -> {
            byte[] payload = payload(message);
            JsonNode tree = decode(message);
            int first = payload[0] & 0xFF;
            String asked = messages.get(name.replace("_RESPONSE", "_COMMAND"));
            if (first == 0xD9) {
                compare(name, SecondElectricityDecoder.ofCommand(payload), tree.path("items"));
            } else if (first == 0xDA && asked != null) {
                compare(name, SecondElectricityDecoder.ofAnswer(payload(asked), payload), tree.path("results"));
            } else if (first == 0x01 && tree.has("components")) {
                compareGas(name, message, tree);
            }
        });

        assertThat(wrong).as(String.join("\n", wrong)).isEmpty();
        assertThat(compared).isGreaterThan(3_000);
    }
}
