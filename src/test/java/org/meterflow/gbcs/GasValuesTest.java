package org.meterflow.gbcs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

    @Test
    void a_refused_join_is_a_failed_item() {
        Values values = Asn1Values.answer(0x000D, Der.integer(4));

        assertThat(values.succeeded()).isFalse();
        assertThat(values.items().get(0).code()).isEqualTo(4);
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

        assertThat(GasValues.alert(alert, Unsealing.NONE))
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
