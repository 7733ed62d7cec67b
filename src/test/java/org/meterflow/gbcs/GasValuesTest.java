package org.meterflow.gbcs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.meterflow.gbcs.GbcsMessage.Kind;
import org.meterflow.gbcs.Gbz.Component;
import org.meterflow.gbcs.MeterAnswer.Values;
import org.meterflow.gbcs.ReferenceMessages.Vector;

/** Answers of gas meters, and what devices answer in ASN.1, as named values with units. */
class GasValuesTest {

    private final GbcsCrypto crypto = GbcsCrypto.jdk();

    @Test
    void a_register_is_read_in_cubic_metres_by_the_meters_own_multiplier_and_divisor() {
        Octets content = Zcl.encode(List.of(
                Zcl.Attribute.number(0x0302, Zcl.U24, 100),
                Zcl.Attribute.number(0x0301, Zcl.U24, 2),
                Zcl.Attribute.number(0x0300, Zcl.ENUM8, 1),
                Zcl.Attribute.number(0x0000, Zcl.U48, 12345)));

        Values values = GasValues.answer(
                new Gbz(List.of(Component.of(0x0702, 0x18, 0, Zcl.READ_ATTRIBUTES_RESPONSE, content))).encode(),
                Unsealing.NONE);

        assertThat(values.items()).hasSize(1);
        NamedValue metering = values.items().get(0).value();
        assertThat(metering.child("Cumulative consumption"))
                .contains(NamedValue.of("Cumulative consumption", "246.9", "m³"));
        assertThat(metering.child("Unit of measure")).contains(NamedValue.of("Unit of measure", "m³"));
    }

    @Test
    void a_time_that_stands_for_now_or_for_never_is_read_as_a_word() {
        Octets content = Zcl.encode(List.of(
                Zcl.Attribute.number(0x0611, Zcl.UTC, 0),
                Zcl.Attribute.number(0x0612, Zcl.UTC, 1),
                Zcl.Attribute.number(0x0613, Zcl.UTC, 0xFFFFFFFFL)));

        NamedValue read = GasValues.answer(
                        new Gbz(List.of(Component.of(0x0700, 0x18, 0, Zcl.READ_ATTRIBUTES_RESPONSE, content))).encode(),
                        Unsealing.NONE)
                .items()
                .get(0)
                .value();

        assertThat(read.children())
                .extracting(NamedValue::value)
                .containsExactly("now", "2000-01-01T00:00:01Z", "never");
    }

    @Test
    void each_component_tells_how_it_went() {
        Octets answer = new Gbz(List.of(
                        Component.of(0x0702, 0x08, 0, Zcl.DEFAULT_RESPONSE, Zcl.defaultResponse(0x0E, Zcl.SUCCESS)),
                        Component.of(
                                0x0702,
                                0x08,
                                1,
                                Zcl.DEFAULT_RESPONSE,
                                Zcl.defaultResponse(0x0D, Zcl.HARDWARE_FAILURE))))
                .encode();

        Values values = GasValues.answer(answer, Unsealing.NONE);

        assertThat(values.succeeded()).isFalse();
        assertThat(values.items()).extracting(Values.Item::result).containsExactly("success", "hardware fault");
        assertThat(values.items())
                .extracting(item -> item.value().name())
                .containsExactly("SetUncontrolledFlowThreshold", "SetSupplyStatus");
    }

    @Test
    void an_attribute_the_meter_lacks_fails_alone() {
        Octets content = Zcl.encode(List.of(
                Zcl.Attribute.number(0x0001, Zcl.I32, -150000),
                Zcl.Attribute.failed(0x0002, Zcl.UNSUPPORTED_ATTRIBUTE)));

        Values.Item item = GasValues.answer(
                        new Gbz(List.of(Component.of(0x0705, 0x08, 0, Zcl.READ_ATTRIBUTES_RESPONSE, content))).encode(),
                        Unsealing.NONE)
                .items()
                .get(0);

        assertThat(item.code()).isEqualTo(Zcl.UNSUPPORTED_ATTRIBUTE);
        assertThat(item.value().child("Credit remaining"))
                .contains(NamedValue.of("Credit remaining", "-1.50000", "GBP"));
        assertThat(item.value().child("Emergency credit remaining"))
                .contains(NamedValue.of("Emergency credit remaining", "no such attribute"));
    }

    @Test
    void an_unknown_command_falls_back_to_its_bytes() {
        Octets answer = new Gbz(List.of(Component.of(0x0702, 0x09, 0, 0x7E, Octets.ofHex("CAFE")))).encode();

        assertThat(GasValues.answer(answer, Unsealing.NONE).items().get(0).value())
                .isEqualTo(NamedValue.of("Command 7E of cluster 0702", "CAFE"));
    }

    private static Component said(int cluster, Zcl.Attribute... attributes) {
        return Component.of(cluster, 0x18, 0, Zcl.READ_ATTRIBUTES_RESPONSE, Zcl.encode(List.of(attributes)));
    }

    @Test
    void sealed_balances_are_in_the_currency_and_with_the_decimal_places_of_the_open_part_beside_them() {
        Component open = said(
                0x0700, Zcl.Attribute.number(0x0617, Zcl.BITMAP8, 0x20), Zcl.Attribute.number(0x0616, Zcl.U16, 978));
        Component balance = said(0x0705, Zcl.Attribute.number(0x0001, Zcl.I32, -1250));
        Component sealed = new Component(0x0705, null, 0, 0x18, 1, 1, Octets.ofHex("3100000000AABB"));

        Values values = GasValues.answer(
                new Gbz(List.of(open, sealed)).encode(),
                part -> balance.content().bytes());

        assertThat(values.items().get(0).value().child("Currency")).contains(NamedValue.of("Currency", "EUR"));
        assertThat(values.items().get(1).value().child("Credit remaining"))
                .contains(NamedValue.of("Credit remaining", "-12.50", "EUR"));
    }

    @Test
    void a_gas_register_that_counts_something_else_is_not_read_as_cubic_metres() {
        Component register = said(
                0x0702,
                Zcl.Attribute.number(0x0302, Zcl.U24, 1000),
                Zcl.Attribute.number(0x0301, Zcl.U24, 1),
                Zcl.Attribute.number(0x0300, Zcl.ENUM8, 0),
                Zcl.Attribute.number(0x0000, Zcl.U48, 12345));
        Octets answer = new Gbz(List.of(register)).encode();

        assertThat(GasValues.answer(answer, Unsealing.NONE)
                        .items()
                        .get(0)
                        .value()
                        .child("Cumulative consumption"))
                .contains(NamedValue.of("Cumulative consumption", "12.345", "kWh"));
        assertThatThrownBy(() -> GasAnswers.imported(answer, Unsealing.NONE))
                .isInstanceOf(MalformedGbcs.class)
                .hasMessageContaining("not in cubic metres");
    }

    @Test
    void a_number_that_is_to_be_divided_by_nothing_stays_without_a_unit() {
        Component register =
                said(0x0702, Zcl.Attribute.number(0x0302, Zcl.U24, 0), Zcl.Attribute.number(0x0000, Zcl.U48, 12345));

        assertThat(GasValues.answer(new Gbz(List.of(register)).encode(), Unsealing.NONE)
                        .items()
                        .get(0)
                        .value()
                        .child("Cumulative consumption"))
                .contains(NamedValue.of("Cumulative consumption", "12345"));
    }

    @Test
    void a_flow_of_gas_is_in_its_own_unit_by_its_own_divisor() {
        Component flow = said(
                0x0702,
                Zcl.Attribute.number(0x0B13, Zcl.U16, 10000),
                Zcl.Attribute.number(0x0B12, Zcl.U16, 1),
                Zcl.Attribute.number(0x0B11, Zcl.ENUM8, 1),
                Zcl.Attribute.number(0x0B10, Zcl.U16, 125),
                Zcl.Attribute.number(0x0B14, Zcl.U8, 60));
        NamedValue read = GasValues.answer(new Gbz(List.of(flow)).encode(), Unsealing.NONE)
                .items()
                .get(0)
                .value();

        assertThat(read.child("Uncontrolled flow threshold"))
                .contains(NamedValue.of("Uncontrolled flow threshold", "0.0125", "m³/h"));
        assertThat(read.child("Flow stabilisation period"))
                .contains(NamedValue.of("Flow stabilisation period", "6.0", "s"));
    }

    @Test
    void every_row_of_the_table_of_quantities_belongs_to_an_attribute_or_a_field() {
        Map<String, Map<String, Map<String, Object>>> clusters = CodeTable.load("clusters.yaml");
        Set<String> known = new HashSet<>();
        clusters.forEach((cluster, row) -> {
            row.entrySet().stream()
                    .filter(entry -> entry.getKey().equals("attributes"))
                    .forEach(entry -> entry.getValue().keySet().forEach(id -> known.add(cluster + "." + id)));
            row.entrySet().stream()
                    .filter(entry -> entry.getKey().startsWith("from"))
                    .flatMap(entry -> entry.getValue().values().stream())
                    .forEach(command -> addFields(cluster, (List<?>) command, known));
        });
        Map<String, Map<String, Object>> table = CodeTable.load("gas-units.yaml");
        Set<String> named = new HashSet<>(table.get("quantities").keySet());
        named.addAll(table.get("words").keySet());
        table.get("said")
                .values()
                .forEach(row -> ((List<?>) ((Map<?, ?>) row).get("at")).forEach(place -> named.add(place.toString())));

        assertThat(named).isSubsetOf(known);
        assertThat(named).hasSizeGreaterThan(120);
    }

    private static void addFields(String cluster, List<?> command, Set<String> known) {
        for (Object layout : command.subList(1, command.size())) {
            Matcher field = Pattern.compile("(\\w+):").matcher(layout.toString());
            while (field.find()) {
                known.add(cluster + "." + field.group(1));
                known.add(cluster + "." + command.get(0) + "." + field.group(1));
            }
        }
    }

    @Test
    void a_refused_join_is_a_failed_item() {
        Values values = Asn1Values.answer(0x000D, Der.integer(4));

        assertThat(values.succeeded()).isFalse();
        assertThat(values.items().get(0).code()).isEqualTo(4);
        assertThat(values.items().get(0).result()).isEqualTo("failed with code 4: the device log is full");
    }

    @Test
    void every_reference_answer_of_gas_meters_and_in_asn1_is_read_into_names() {
        List<String> wrong = new ArrayList<>();
        int read = 0;
        for (Vector vector : ReferenceMessages.in()) {
            GbcsMessage message = vector.message();
            int first = message.payload().at(0);
            if (message.kind() != Kind.RESPONSE
                    || first == 0xDA
                    || vector.name().startsWith("PCS")) {
                continue;
            }
            Optional<UseCase> useCase = UseCase.ofCode(message.messageCode());
            if (useCase.isEmpty()) {
                continue;
            }
            try {
                Values values = useCase.get().values(message, unsealing(message));
                if (values.items().isEmpty() || values.items().stream().anyMatch(item -> isRaw(item.value()))) {
                    wrong.add(vector.name());
                }
                read++;
            } catch (IllegalArgumentException refused) {
                wrong.add(vector.name() + " " + refused);
            }
        }
        assertThat(wrong).as(String.join("\n", wrong)).isEmpty();
        assertThat(read).isGreaterThan(60);
    }

    @Test
    void every_reference_alert_of_gas_meters_and_in_asn1_is_read_into_names() {
        int read = 0;
        for (Vector vector : ReferenceMessages.in()) {
            GbcsMessage message = vector.message();
            Octets payload = message.payload();
            if (message.kind() != Kind.ALERT || payload.at(0) == DlmsNotification.TAG) {
                continue;
            }
            List<NamedValue> said = NamedValues.of(message, unsealing(message)).children();
            assertThat(said).as(vector.name()).noneMatch(GasValuesTest::isRaw);
            assertThat(said).as(vector.name()).noneMatch(value -> value.name().equals("Content"));
            read++;
        }
        assertThat(read).isGreaterThan(10);
    }

    @Test
    void the_alert_of_a_dated_command_names_the_command_it_is_about() {
        Octets alert = Octets.ofHex("0109018F66388188900E006F00000000000003E907050103");

        assertThat(GasAlerts.of(alert, Unsealing.NONE))
                .containsExactly(
                        NamedValue.of("Message code", "006F"),
                        NamedValue.of("Originator counter", "1001"),
                        NamedValue.of("Command", "EmergencyCreditSetup"));
    }

    private static boolean isRaw(NamedValue value) {
        return value.name().equals("Further octets")
                || value.name().matches("(Command|Attribute) [0-9A-F]+ of cluster .*")
                || value.children().stream().anyMatch(GasValuesTest::isRaw);
    }

    private Unsealing unsealing(GbcsMessage response) {
        return part -> crypto.decrypt(
                SealingContext.of(response),
                part,
                ReferenceMessages.privateKey(SealingContext.of(response).recipient(), "ka"),
                ReferenceMessages.publicKey(response.originator(), "ka"));
    }
}
