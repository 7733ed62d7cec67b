package org.meterflow.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.meterflow.calendar.BusinessCalendar;
import org.meterflow.calendar.DemoClock;
import org.meterflow.device.CredentialHolders;
import org.meterflow.device.CredentialPlace;
import org.meterflow.device.Device;
import org.meterflow.device.DeviceStatus;
import org.meterflow.device.DeviceType;
import org.meterflow.device.Devices;
import org.meterflow.device.Generation;
import org.meterflow.identifier.Eui64;
import org.meterflow.identifier.Fuel;
import org.meterflow.identifier.Mpid;
import org.meterflow.identifier.Mpxn;
import org.meterflow.party.Parties;
import org.meterflow.party.Party;
import org.meterflow.party.PartyStatus;
import org.meterflow.party.User;
import org.meterflow.party.UserRole;
import org.meterflow.registration.Energisation;
import org.meterflow.registration.MeterPoint;
import org.meterflow.registration.Registrations;
import org.meterflow.testing.MeterflowTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@MeterflowTest
class AccessControlTest {

    private static final Eui64 ALDER = new Eui64("02-00-00-00-00-01-00-00");
    private static final Eui64 BIRCH = new Eui64("02-00-00-00-00-02-00-00");
    private static final Eui64 WIRES = new Eui64("02-00-00-00-00-03-00-00");
    private static final Eui64 ADVISER = new Eui64("02-00-00-00-00-04-00-00");
    private static final Eui64 AGENT = new Eui64("02-00-00-00-00-05-00-00");
    private static final Eui64 FLEX = new Eui64("02-00-00-00-00-07-00-00");
    private static final Eui64 ROLELESS = new Eui64("02-00-00-00-00-06-00-00");

    private static final Eui64 HUB = new Eui64("02-00-00-00-01-00-00-00");
    private static final Eui64 METER = new Eui64("02-00-00-00-01-00-00-01");
    private static final Eui64 GAS_METER = new Eui64("02-00-00-00-01-00-00-02");
    private static final Eui64 DISPLAY = new Eui64("02-00-00-00-01-00-00-04");
    private static final Eui64 NEW_METER = new Eui64("02-00-00-00-01-00-00-05");
    private static final Eui64 NOWHERE = new Eui64("02-00-00-00-01-00-00-99");

    private static final Mpxn MPAN = new Mpxn("2200100000010");
    private static final Mpxn EXPORT = new Mpxn("2200900000087");
    private static final Mpxn MPRN = new Mpxn("7500100103");

    @Autowired
    AccessControl access;

    @Autowired
    Parties parties;

    @Autowired
    Devices devices;

    @Autowired
    CredentialHolders holders;

    @Autowired
    Registrations registrations;

    @Autowired
    DemoClock clock;

    @Autowired
    JdbcClient jdbc;

    LocalDate start = LocalDate.EPOCH;

    @BeforeEach
    void aDualFuelHomeOfAlderWhoseExportBirchBuys() {
        jdbc.sql(
                        "truncate device_history, device, registration_feed, credential_holder, registration, meter_point, party_user, party_mpid cascade")
                .update();
        parties.replace(party("SP-2001", "Alder Energy", "ALDR", ALDER, UserRole.IS, UserRole.ES, UserRole.GS));
        parties.replace(party("SP-2002", "Birch Energy", "BRCH", BIRCH, UserRole.IS, UserRole.ES, UserRole.GS));
        parties.replace(party("SP-2003", "Wires and Pipes", "NETO", WIRES, UserRole.ED, UserRole.GT));
        parties.replace(party("SP-2004", "Adviser", "ADVI", ADVISER, UserRole.OU));
        parties.replace(party("SP-2005", "Agent", "AGNT", AGENT, UserRole.RSA));
        parties.replace(party("SP-2007", "Flexibility", "FLEX", FLEX, UserRole.LC));
        parties.replace(party("SP-2006", "Newcomer", "NEWC", ROLELESS));
        supply(MPAN, "ALDR", false);
        supply(EXPORT, "BRCH", true);
        supply(MPRN, "ALDR", false);
        install(HUB, DeviceType.CHF, DeviceStatus.COMMISSIONED, null, null);
        install(METER, DeviceType.ESME, DeviceStatus.COMMISSIONED, MPAN, EXPORT);
        install(GAS_METER, DeviceType.GSME, DeviceStatus.COMMISSIONED, MPRN, null);
        install(DISPLAY, DeviceType.PPMID, DeviceStatus.COMMISSIONED, null, null);
        install(NEW_METER, DeviceType.ESME, DeviceStatus.INSTALLED_NOT_COMMISSIONED, null, null);
        registrations.heard("SMRS", new Mpid("NETO"));
        start = clock.instant().atZone(BusinessCalendar.LONDON).toLocalDate().plusDays(10);
    }

    @Test
    void a_stranger_is_refused() {
        assertThat(ask(NOWHERE, "4.1.1", METER)).matches(refused("E1", "no party has this user"));
    }

    @Test
    void a_user_without_a_role_is_refused() {
        assertThat(ask(ROLELESS, "4.1.1", METER)).matches(refused("E1", "the user has no role"));
    }

    @Test
    void a_service_that_does_not_exist_or_is_for_others_is_refused() {
        assertThat(ask(ALDER, "9.9", METER)).matches(refused("E2", "no such service"));
        assertThat(ask(ADVISER, "7.2", METER)).matches(refused("E2", "GS, IS"));
        assertThat(ask(ALDER, "7.16", METER)).matches(refused("E2", "the service is for LC"));
    }

    @Test
    void a_suspended_party_is_refused_until_it_is_live_again() {
        parties.changeStatus("SP-2001", PartyStatus.SUSPENDED, "credit cover");
        assertThat(ask(ALDER, "4.1.1", METER)).matches(refused("E3", "suspended"));
        parties.changeStatus("SP-2001", PartyStatus.LIVE, "paid");
        assertThat(ask(ALDER, "4.1.1", METER)).matches(permitted(UserRole.IS));
    }

    @Test
    void another_supplier_is_refused_and_told_why() {
        assertThat(ask(BIRCH, "4.1.1", METER))
                .matches(refused("E4", "the registered supplier of " + MPAN))
                .extracting(AccessDecision::sentence)
                .asString()
                .startsWith("Birch Energy (" + BIRCH
                        + ") may not use 4.1.1 Read Instantaneous Import Registers at device " + METER);
    }

    @Test
    void the_export_supplier_reads_export_and_nothing_else() {
        assertThat(ask(BIRCH, "4.2", METER)).matches(permitted(UserRole.ES));
        assertThat(ask(BIRCH, "4.6.1", METER)).matches(refused("E4", MPAN.value()));
        assertThat(ask(ALDER, "4.2", METER)).matches(refused("E4", EXPORT.value()));
    }

    @Test
    void a_network_reads_its_own_meter_points() {
        assertThat(ask(WIRES, "4.10", METER)).matches(permitted(UserRole.ED));
        assertThat(ask(WIRES, "4.10", GAS_METER)).matches(permitted(UserRole.GT));
        parties.replace(party("SP-2003", "Wires and Pipes", "ELSE", WIRES, UserRole.ED, UserRole.GT));
        assertThat(ask(WIRES, "4.10", METER)).matches(refused("E4", "the network of " + MPAN + " is NETO"));
    }

    @Test
    void an_agent_needs_to_be_appointed() {
        assertThat(ask(AGENT, "6.2.4", METER)).matches(permitted(UserRole.RSA));
        parties.replace(party("SP-2005", "Agent", "ELSE", AGENT, UserRole.RSA));
        assertThat(ask(AGENT, "6.2.4", METER)).matches(refused("E4", "appointed agent"));
    }

    @Test
    void whoever_supplies_through_a_hub_may_reach_what_else_is_behind_it() {
        assertThat(ask(ALDER, "8.9", HUB)).matches(permitted(UserRole.IS));
        assertThat(ask(ALDER, "11.2", DISPLAY)).matches(permitted(UserRole.IS));
        assertThat(ask(BIRCH, "8.9", HUB)).matches(refused("E4", "the registered supplier"));
    }

    @Test
    void a_future_supplier_may_look_into_the_inventory_and_no_further() {
        assertThat(ask(BIRCH, "8.2", null, MPAN, null)).matches(refused("E4", "ALDR"));
        registrations.register(MPAN, new Mpid("BRCH"), start, "switch 1");

        assertThat(ask(BIRCH, "8.2", null, MPAN, null)).matches(permitted(UserRole.IS));
        assertThat(ask(BIRCH, "8.2", METER, null, null)).matches(permitted(UserRole.IS));
        assertThat(ask(BIRCH, "4.1.1", METER)).matches(refused("E4", "ALDR"));
    }

    @Test
    void a_change_of_supplier_is_judged_on_the_day_it_takes_effect() {
        registrations.register(MPAN, new Mpid("BRCH"), start, "switch 1");
        Instant midnight = start.atStartOfDay(BusinessCalendar.LONDON).toInstant();

        assertThat(ask(BIRCH, "6.23", METER, MPAN, midnight)).matches(permitted(UserRole.IS));
        assertThat(ask(BIRCH, "6.23", METER, MPAN, midnight.minusSeconds(1))).matches(refused("E4", "ALDR"));
        assertThat(ask(BIRCH, "6.23", METER, MPAN, null)).matches(refused("E4", "ALDR"));
        assertThat(ask(BIRCH, "4.6.1", METER, null, midnight)).matches(refused("E4", "ALDR"));

        registrations.cancelRegistration(MPAN, new Mpid("BRCH"), start, "withdrawn");
        assertThat(ask(BIRCH, "6.23", METER, MPAN, midnight)).matches(refused("E4", "ALDR"));
    }

    @Test
    void a_device_that_does_not_exist_is_told_apart_from_one_that_is_anothers() {
        assertThat(ask(ALDER, "4.1.1", NOWHERE)).matches(refused("E19", "no such device"));
        assertThat(ask(ALDER, "8.4", NOWHERE)).matches(refused("E19", "no such device"));
        assertThat(ask(ALDER, "4.1.1", null, MPAN, null)).matches(refused("E19", "names no device"));
        assertThat(ask(ALDER, "12.2", NOWHERE)).matches(permitted(UserRole.IS));
    }

    @Test
    void a_meter_being_installed_is_for_whoever_installs_it_but_not_for_reads() {
        assertThat(ask(BIRCH, "8.1.1", NEW_METER)).matches(permitted(UserRole.IS));
        assertThat(ask(BIRCH, "8.1.1", NEW_METER, MPAN, null)).matches(refused("E4", "ALDR"));
        assertThat(ask(BIRCH, "8.1.1", NEW_METER, MPRN, null)).matches(refused("E4", "ALDR"));
        assertThat(ask(ALDER, "8.1.1", NEW_METER, MPAN, null)).matches(permitted(UserRole.IS));
        assertThat(ask(ALDER, "4.1.1", NEW_METER, MPAN, null)).matches(refused("E5", "InstalledNotCommissioned"));
    }

    @Test
    void a_suspended_meter_takes_firmware_but_no_reads() {
        devices.changeStatus(METER, DeviceStatus.SUSPENDED, "model removed");
        assertThat(ask(ALDER, "4.1.1", METER)).matches(refused("E5", "Suspended"));
        assertThat(ask(ALDER, "11.3", METER)).matches(permitted(UserRole.IS));
    }

    @Test
    void a_service_of_another_kind_of_device_is_refused() {
        assertThat(ask(ALDER, "4.1.1", HUB)).matches(refused("E11", "CHF"));
        assertThat(ask(ALDER, "8.11", METER)).matches(refused("E11", "ESME"));
    }

    @Test
    void disconnection_and_change_of_keys_need_fresh_registration_data() {
        Instant midnight = clock.instant();
        clock.advance(Duration.ofHours(25));

        assertThat(ask(ALDER, "7.2", METER)).matches(refused("E4", "STALE_REGISTRATION"));
        assertThat(ask(ALDER, "6.23", METER, MPAN, midnight)).matches(refused("E4", "STALE_REGISTRATION"));
        assertThat(ask(ALDER, "4.1.1", METER)).matches(permitted(UserRole.IS));

        registrations.heard("SMRS", new Mpid("NETO"));
        assertThat(ask(ALDER, "7.2", METER)).matches(permitted(UserRole.IS));
    }

    @Test
    void a_load_controller_without_credentials_at_the_meter_is_refused() {
        assertThat(ask(FLEX, "4.1.1", METER)).matches(refused("E2", "the user is LC"));
        assertThat(ask(FLEX, "7.16", NOWHERE)).matches(refused("E19", "no such device"));
        assertThat(ask(FLEX, "7.16", METER)).matches(refused("E4", "holds is nobody"));
        assertThat(ask(FLEX, "8.2", null, MPAN, null)).matches(refused("E4", "holds is nobody"));

        holders.note(METER, CredentialPlace.LOAD_CONTROLLER, ADVISER);
        assertThat(ask(FLEX, "7.16", METER)).matches(refused("E4", "holds is " + ADVISER));
    }

    @Test
    void a_load_controller_may_limit_and_read_the_controllers_of_meters_that_hold_its_credentials() {
        holders.note(METER, CredentialPlace.LOAD_CONTROLLER, FLEX);

        assertThat(List.of("7.16", "7.14", "7.15", "6.15.1", "6.24.1", "8.2"))
                .allSatisfy(variant -> assertThat(ask(FLEX, variant, METER)).matches(permitted(UserRole.LC)));
        assertThat(ask(FLEX, "8.2", null, MPAN, null)).matches(permitted(UserRole.LC));
        assertThat(ask(FLEX, "12.1", null)).matches(permitted(UserRole.LC));
        assertThat(ask(FLEX, "7.13", METER)).matches(refused("E2", "the user is LC"));
    }

    @Test
    void other_users_and_questions_to_the_dcc_itself_pass() {
        assertThat(ask(ADVISER, "4.8.1", METER)).matches(permitted(UserRole.OU));
        assertThat(ask(ALDER, "12.1", null)).matches(permitted(UserRole.IS));
        assertThat(ask(WIRES, "5.2", null)).matches(permitted(UserRole.ED));
    }

    private AccessDecision ask(Eui64 user, String variant, @Nullable Eui64 device) {
        return ask(user, variant, device, null, null);
    }

    private AccessDecision ask(
            Eui64 user, String variant, @Nullable Eui64 device, @Nullable Mpxn mpxn, @Nullable Instant execution) {
        return access.decide(new AccessRequest(user, variant, device, mpxn, clock.instant(), execution));
    }

    private static Predicate<AccessDecision> refused(String code, String because) {
        return decision -> !decision.permitted()
                && decision.code().equals(code)
                && decision.sentence().contains(because);
    }

    private static Predicate<AccessDecision> permitted(UserRole role) {
        return decision -> decision.permitted() && decision.code().equals("I0") && decision.role() == role;
    }

    private static Party party(String id, String name, String mpid, Eui64 user, UserRole... roles) {
        return new Party(
                id,
                name,
                Set.of(new Mpid(mpid)),
                List.of(new User(user, Set.of(roles))),
                PartyStatus.LIVE,
                Set.of(Fuel.ELECTRICITY, Fuel.GAS),
                null);
    }

    private void supply(Mpxn mpxn, String supplier, boolean export) {
        registrations.addMeterPoint(new MeterPoint(
                mpxn,
                new Mpid("NETO"),
                new Mpid("AGNT"),
                "1 Orchard Lane",
                "QZ1 1AA",
                "1",
                Energisation.ENERGISED,
                null,
                null,
                export));
        registrations.register(mpxn, new Mpid(supplier), LocalDate.of(2020, 1, 1), "test");
    }

    private void install(
            Eui64 id, DeviceType type, DeviceStatus status, @Nullable Mpxn mpxn, @Nullable Mpxn exportMpan) {
        devices.add(new Device(
                id,
                type,
                status,
                clock.instant(),
                "Lindenhall",
                "LH-E200",
                null,
                null,
                null,
                type == DeviceType.CHF ? null : HUB,
                mpxn,
                exportMpan,
                null,
                null,
                null,
                null,
                Generation.SMETS2));
    }
}
