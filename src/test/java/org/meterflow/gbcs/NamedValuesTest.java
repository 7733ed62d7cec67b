package org.meterflow.gbcs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.meterflow.gbcs.DlmsRequest.Verb;
import org.meterflow.gbcs.DlmsResponse.Result;
import org.meterflow.gbcs.MeterAnswer.Values;
import org.meterflow.gbcs.ReferenceMessages.Vector;
import org.meterflow.identifier.RequestId;

/** Answers and alerts of electricity meters and hubs, under names a person understands. */
class NamedValuesTest {

    private static final RequestId ID = RequestId.of("90B3D51F30010000:00DB1234567890A0:1000");

    private static UseCase useCase(String name) {
        return UseCase.named(name).orElseThrow();
    }

    private static Values read(String useCase, Result... results) {
        return useCase(useCase).values(response(useCase, results), Unsealing.NONE);
    }

    private static GbcsMessage response(String useCase, Result... results) {
        GbcsMessage command = GbcsMessage.command(ID, useCase(useCase).code(), Octets.NONE);
        return command.response(null, null, new DlmsResponse(1, List.of(results)).encode());
    }

    @Test
    void what_failed_is_told_item_by_item_in_words() {
        Values values = read(
                "ECS26c",
                Result.of(Verb.GET, DlmsData.u16(12)),
                Result.failed(Verb.GET, 4),
                Result.failed(Verb.GET, DlmsResponse.OTHER_REASON));

        assertThat(values.succeeded()).isFalse();
        assertThat(values.hasFailed()).isTrue();
        assertThat(values.items())
                .extracting(Values.Item::result)
                .containsExactly("success", "no such object", "not executed, or another reason");
        assertThat(values.items().get(0).value()).isEqualTo(NamedValue.of("Randomised offset", "12", "s"));
        assertThat(values.items().get(2).value().name()).isEqualTo("Randomised offset limit");
    }

    @Test
    void a_failure_is_told_beside_what_came_all_the_same() {
        GbcsMessage failed = GbcsMessage.command(ID, 0x0012, Octets.NONE)
                .response(null, null, Octets.ofHex("3009020102" + "04040123ABCD"));

        assertThat(NamedValues.of(failed, Unsealing.NONE).children())
                .containsExactly(
                        NamedValue.of("Result", "failed with code 2: the image's hash is another"),
                        NamedValue.of("Firmware version", "0123ABCD"));
    }

    @Test
    void billing_data_in_an_alert_opens_for_whoever_can_read_it() {
        DlmsData closed = DlmsData.structure(
                DlmsData.u16(0x8F0A),
                DlmsData.octets(DlmsTime.encode(Instant.parse("2026-03-01T00:00:00Z"))),
                DlmsData.array(),
                DlmsData.octets(Octets.ofHex("31")));
        GbcsMessage alert = GbcsMessage.alert(
                new RequestId(ID.target(), ID.originator(), 5), 0x0061, new DlmsNotification(5, closed).encode());
        DlmsData row = DlmsData.structure(
                DlmsData.u32(473_385_600),
                DlmsData.i32(500_000),
                DlmsData.i32(0),
                DlmsData.i32(0),
                DlmsData.i32(0),
                DlmsData.i32(0),
                DlmsData.i32(0));
        DlmsData plain = DlmsData.structure(DlmsData.array(), DlmsData.array(row));

        assertThat(NamedValues.of(alert, Unsealing.NONE).child("Billing data, prepayment"))
                .isEmpty();
        NamedValue prepayment = NamedValues.of(alert, part -> plain.encode().bytes())
                .child("Billing data, prepayment")
                .orElseThrow();
        assertThat(prepayment.children().get(0).child("Meter balance"))
                .contains(NamedValue.of("Meter balance", "5.00000", "GBP"));
        assertThat(DlmsPlaces.ofOpened(alert, plain).children().get(1).name()).isEqualTo("Billing data, prepayment");
    }

    @Test
    void an_answer_with_other_items_than_the_command_is_numbered_not_misnamed() {
        Values values = read("ECS26c", Result.of(Verb.GET, DlmsData.u16(12)));

        assertThat(values.items().get(0).value()).isEqualTo(NamedValue.of("Item 1", "12"));
    }

    @Test
    void an_encrypted_answer_without_a_key_is_refused() {
        assertThatThrownBy(() -> read(
                        "ECS22b",
                        Result.of(
                                Verb.ACTION,
                                DlmsData.structure(DlmsData.array(), DlmsData.octets(Octets.ofHex("31"))))))
                .isInstanceOf(MalformedGbcs.class)
                .hasMessageContaining("no key");
    }

    @Test
    void a_register_has_the_scale_and_unit_that_stand_beside_it() {
        DlmsData scaler = DlmsData.structure(DlmsData.i8(-1), DlmsData.enumerated(30));
        Values values = read(
                "ECS17a",
                Result.of(Verb.GET, DlmsData.u32(12345)),
                Result.of(Verb.GET, scaler),
                Result.of(Verb.GET, DlmsData.u32(6)),
                Result.failed(Verb.GET, 2));

        assertThat(values.items().get(0).value()).isEqualTo(NamedValue.of("Active energy export", "1234.5", "Wh"));
        assertThat(values.items().get(2).value()).isEqualTo(NamedValue.of("Reactive energy export", "6"));
    }

    @Test
    void the_rows_of_a_sealed_log_have_their_columns_names() {
        DlmsData row = DlmsData.structure(DlmsData.u32(473_385_600), DlmsData.u32(250));
        DlmsData twin = DlmsData.structure(DlmsData.u32(473_385_600), DlmsData.u32(250), DlmsData.u32(7));
        DlmsData plain = DlmsData.structure(DlmsData.array(row, twin));
        GbcsMessage response = response(
                "ECS22b",
                Result.of(Verb.ACTION, DlmsData.structure(DlmsData.array(), DlmsData.octets(Octets.ofHex("31")))));

        NamedValue log = NamedValues.of(response, part -> plain.encode().bytes())
                .children()
                .get(0);

        assertThat(log.name()).isEqualTo("Half-hour import");
        assertThat(log.children().get(0).children())
                .containsExactly(NamedValue.of("Time", "2015-01-01T00:00:00Z"), NamedValue.of("Import", "250", "Wh"));
        assertThat(log.children().get(1).child("Import of the second element"))
                .contains(NamedValue.of("Import of the second element", "7", "Wh"));
    }

    @Test
    void an_alert_says_what_it_is_and_when() {
        GbcsMessage alert = GbcsMessage.alert(
                new RequestId(ID.target(), ID.originator(), 5),
                0x1000,
                DlmsNotification.alert(5, 0x8F3F, Instant.parse("2026-03-01T00:00:00Z"))
                        .encode());

        NamedValue said = NamedValues.of(alert, Unsealing.NONE);

        assertThat(said.name()).isEqualTo(AlertCodes.name(0x8F3F).orElseThrow());
        assertThat(said.child("Alert code")).contains(NamedValue.of("Alert code", "8F3F"));
        assertThat(said.child("Time")).contains(NamedValue.of("Time", "2026-03-01T00:00:00Z"));
    }

    @Test
    void every_value_that_a_command_asks_for_has_a_name_and_a_form() {
        List<String> nameless = new ArrayList<>();
        for (UseCase useCase : UseCases.all()) {
            if (!(useCase.template() instanceof DlmsTemplate template)) {
                continue;
            }
            for (DlmsTarget target : template.targets()) {
                boolean scaler = (target.classId() == 3 || target.classId() == 4) && target.member() == 3;
                boolean asksForValues = target.verb() == Verb.GET || target.verb() == Verb.SELECT;
                boolean formless = target.form() == ValueForm.UNKNOWN && asksForValues && !scaler;
                boolean sealedAndFormless = target.sealed().stream()
                        .anyMatch(part -> ValueForm.of(part.object(), 2).isEmpty());
                if (formless || sealedAndFormless || target.name().matches("[\\d:.-]+")) {
                    nameless.add(useCase.name() + ": " + target);
                }
            }
        }
        assertThat(nameless).as(String.join("\n", nameless)).isEmpty();
    }

    @Test
    void every_reference_answer_of_electricity_meters_and_hubs_is_read_under_names() {
        GbcsCrypto crypto = GbcsCrypto.jdk();
        List<String> nameless = new ArrayList<>();
        int read = 0;
        for (Vector vector : ReferenceMessages.in()) {
            if (!vector.name().matches("(ECS|CCS|DBCH|CS01a).*(RESPONSE|ALERT.*)")) {
                continue;
            }
            GbcsMessage message = vector.message();
            NamedValue values = NamedValues.of(
                    message,
                    part -> crypto.decrypt(
                            SealingContext.of(message),
                            part,
                            ReferenceMessages.privateKey(
                                    SealingContext.of(message).recipient(), "ka"),
                            ReferenceMessages.publicKey(message.originator(), "ka")));
            if (!values.children().stream().allMatch(NamedValuesTest::isNamed)) {
                nameless.add(vector.name() + " " + values);
            }
            read++;
        }
        assertThat(nameless).as(String.join("\n", nameless)).isEmpty();
        assertThat(read).isGreaterThan(100);
    }

    /** Rows and the places of a table have numbers for names, values that stand alone have words. */
    private static boolean isNamed(NamedValue value) {
        boolean rowsOrTable =
                value.children().stream().allMatch(child -> child.name().matches("\\d+"));
        return !value.name().matches("\\d+.*|\\d+-\\d+:.*")
                && (rowsOrTable
                        ? value.children().stream()
                                .allMatch(row -> row.children().stream().allMatch(NamedValuesTest::isNamed))
                        : value.children().stream().allMatch(NamedValuesTest::isNamed));
    }
}
