package org.meterflow.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.meterflow.device.Device;
import org.meterflow.device.DeviceStatus;
import org.meterflow.device.DeviceType;
import org.meterflow.device.Devices;
import org.meterflow.device.Generation;
import org.meterflow.identifier.Eui64;
import org.meterflow.identifier.Fuel;
import org.meterflow.identifier.Mpid;
import org.meterflow.identifier.Mpxn;
import org.meterflow.messages.Inbox;
import org.meterflow.messages.Sender;
import org.meterflow.party.Parties;
import org.meterflow.party.Party;
import org.meterflow.party.PartyStatus;
import org.meterflow.party.User;
import org.meterflow.party.UserRole;
import org.meterflow.process.CaseKey;
import org.meterflow.registration.Energisation;
import org.meterflow.registration.MeterPoint;
import org.meterflow.registration.Registrations;
import org.springframework.beans.factory.annotation.Autowired;

/** One field finds whatever a person has in hand, in whatever letters they write it. */
class FindTest extends AtTheConsole {

    private static final Mpxn HOME = new Mpxn("190009123456" + Mpxn.checkDigit("190009123456"));
    private static final Eui64 METER = new Eui64("90-B3-D5-1F-FF-01-A2-07");
    private static final Eui64 SUPPLIER = new Eui64("90-B3-D5-1F-FE-00-00-01");

    @Autowired
    Parties parties;

    @Autowired
    Registrations registrations;

    @Autowired
    Devices devices;

    @Autowired
    Inbox inbox;

    private Visitor operator;

    @BeforeEach
    void aMarketOfOneHome() {
        if (parties.find("SP-0777").isEmpty()) {
            parties.add(new Party(
                    "SP-0777",
                    "Hazel & Sons Energy",
                    Set.of(new Mpid("HAZL")),
                    List.of(new User(SUPPLIER, Set.of(UserRole.IS), null)),
                    PartyStatus.LIVE,
                    Set.of(Fuel.ELECTRICITY),
                    null));
            registrations.addMeterPoint(new MeterPoint(
                    HOME,
                    new Mpid("EELC"),
                    null,
                    "12 Orchard Lane, Little Wexcombe",
                    "QX7 4ZZ",
                    "100099887766",
                    Energisation.ENERGISED,
                    "01",
                    null,
                    false));
            registrations.register(HOME, new Mpid("HAZL"), LocalDate.of(2020, 1, 1), "test");
            devices.add(meter());
        }
        operator = new Visitor(port).signIn("aisha", PASSWORD);
    }

    @Test
    void a_party_is_found_by_its_name_its_id_its_mpid_and_its_user() {
        for (String typed : List.of(
                "Hazel & Sons Energy", "hazel", "HAZEL energy", "SP-0777", "sp-0777", "hazl", SUPPLIER.value())) {
            assertThat(found(typed)).as(typed).contains("Hazel &amp; Sons Energy", "SP-0777", "HAZL");
        }
    }

    @Test
    void a_home_is_found_by_its_address_its_postcode_its_premises_and_its_meter_point() {
        for (String typed : List.of(
                "12 Orchard Lane",
                "orchard wexcombe",
                "12 ORCHARD LANE, QX7 4ZZ",
                "qx7 4zz",
                "QX74ZZ",
                "100099887766",
                HOME.value(),
                "01 801 902 " + HOME.value(),
                HOME.value().substring(0, 2) + " " + HOME.value().substring(2, 8) + " "
                        + HOME.value().substring(8))) {
            assertThat(found(typed))
                    .as(typed)
                    .contains(HOME.value(), "12 Orchard Lane, Little Wexcombe, QX7 4ZZ", "Hazel &amp; Sons Energy")
                    .contains(METER.value());
        }
        assertThat(found("1 Orchard Lane")).as("another house number").contains("Nothing matches");
    }

    @Test
    void a_device_is_found_by_its_id_written_in_any_way_and_by_its_beginning_or_end() {
        for (String typed : List.of(
                METER.value(), METER.value().toLowerCase(Locale.ROOT), "90b3d51fff01a207", "90-B3-D5-1F-FF", "a2-07")) {
            assertThat(found(typed)).as(typed).contains(METER.value(), "Little Meters");
        }
    }

    @Test
    void a_case_is_found_and_opened_when_there_is_nothing_else_of_this_name() {
        CaseKey inspection = aCaseThatWaitsForAPerson("1200000000349");

        assertThat(Visitor.location(operator.get("/find?q=" + inspection.caseId())))
                .isEqualTo("/cases/meterInspection/" + inspection.caseId());
    }

    @Test
    void a_message_is_found_by_its_own_id_by_its_case_and_by_its_senders_name() {
        String key = "K" + UUID.randomUUID().toString().substring(0, 8);
        String id = inbox.receive(
                        Sender.of("SP-0777", "supplier"),
                        "inspectionWithdrawn",
                        UUID.randomUUID().toString(),
                        "{\"inspectionId\": \"" + key + "\"}",
                        null)
                .id();

        for (String typed : List.of(id, id.toLowerCase(Locale.ROOT), key, "hazel")) {
            assertThat(found(typed)).as(typed).contains("Messages received", "/messages/" + id);
        }
    }

    @Test
    void somebody_who_belongs_to_a_party_finds_nobody_elses_messages() {
        String key = "k" + UUID.randomUUID().toString().substring(0, 8);
        inbox.receive(
                Sender.of("SP-0777", "supplier"),
                "inspectionWithdrawn",
                UUID.randomUUID().toString(),
                "{\"inspectionId\": \"" + key + "\"}",
                null);
        people.add("ina", "Ina", Set.of(Role.INTEGRATOR), "SP-0001", passwords.encode(PASSWORD));
        people.add("hal", "Hal", Set.of(Role.INTEGRATOR), "SP-0777", passwords.encode(PASSWORD));

        assertThat(new Visitor(port)
                        .signIn("ina", PASSWORD)
                        .get("/find?q=" + key)
                        .body())
                .contains("Nothing matches");
        assertThat(new Visitor(port)
                        .signIn("hal", PASSWORD)
                        .get("/find?q=" + key)
                        .body())
                .contains("Messages received");
    }

    @Test
    void signs_with_a_meaning_for_the_database_find_nothing_and_break_nothing() {
        for (String typed : List.of("%", "_", "'", "a:* | b", "!!", "<b>", "\\", "zzzz & zzzz", "\u0000")) {
            assertThat(operator.get("/find?q=" + URLEncoder.encode(typed, StandardCharsets.UTF_8))
                            .statusCode())
                    .as(typed)
                    .isIn(200, 400);
        }
    }

    @Test
    void what_was_found_can_be_read_on_every_screen() {
        aisha.go("/");
        aisha.page.fill("#find", "hazel");
        aisha.page.keyboard().press("Enter");
        aisha.page.waitForURL("**/find?q=hazel");
        aisha.isGood("find-a-party");
        aisha.go("/find?q=Orchard+Lane");
        aisha.isGood("find-a-home");
        aisha.resize(390, 844);
        aisha.isGood("find-a-home");
        aisha.go("/find?q=hazel");
        aisha.isGood("find-a-party");
        aisha.go("/find?q=nothing+of+this+name");
        aisha.isGood("find-nothing");
        aisha.resize(1280, 900);
    }

    private String found(String typed) {
        return operator.get("/find?q=" + URLEncoder.encode(typed, StandardCharsets.UTF_8))
                .body();
    }

    private static Device meter() {
        return new Device(
                METER,
                DeviceType.ESME,
                DeviceStatus.COMMISSIONED,
                Instant.parse("2026-01-01T00:00:00Z"),
                "Little Meters",
                "M1",
                "5.2",
                "1.0",
                "A",
                null,
                HOME,
                null,
                "100099887766",
                "QX7 4ZZ",
                "12",
                null,
                Generation.SMETS2);
    }
}
