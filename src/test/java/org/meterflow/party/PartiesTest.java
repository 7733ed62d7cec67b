package org.meterflow.party;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.meterflow.identifier.Eui64;
import org.meterflow.identifier.Fuel;
import org.meterflow.identifier.Mpid;
import org.meterflow.testing.MeterflowTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;

@MeterflowTest
@RecordApplicationEvents
class PartiesTest {

    private static final Eui64 ELECTRICITY_USER = new Eui64("02-00-00-00-00-0A-00-01");
    private static final Eui64 GAS_USER = new Eui64("02-00-00-00-00-0A-00-02");
    private static final Mpid MPID = new Mpid("RWAN");

    @Autowired
    Parties parties;

    @Autowired
    ApplicationEvents events;

    private final Party rowan = new Party(
            "SP-3001",
            "Rowan Energy",
            Set.of(MPID, new Mpid("RWAG")),
            List.of(
                    new User(ELECTRICITY_USER, Set.of(UserRole.IS, UserRole.ES)),
                    new User(GAS_USER, Set.of(UserRole.GS), URI.create("http://localhost:9999/gas"))),
            PartyStatus.LIVE,
            Set.of(Fuel.ELECTRICITY, Fuel.GAS),
            URI.create("https://rowan.example/hooks"));

    @BeforeEach
    void rowanHasAcceded() {
        parties.replace(rowan);
    }

    @Test
    void nobody_can_take_anothers_name() {
        Party impostor = new Party(
                "SP-3002", "Impostor", Set.of(MPID), List.of(), PartyStatus.LIVE, Set.of(Fuel.ELECTRICITY), null);
        assertThatThrownBy(() -> parties.add(impostor)).isInstanceOf(DuplicateKeyException.class);
        assertThat(parties.find("SP-3002")).isEmpty();
    }

    @Test
    void what_nobody_is_called_finds_nobody() {
        assertThat(parties.find("SP-9999")).isEmpty();
        assertThat(parties.ofUser(new Eui64("02-00-00-00-00-0A-00-FF"))).isEmpty();
        assertThat(parties.ofMpid(new Mpid("ZZZZ"))).isEmpty();
        assertThatThrownBy(() -> parties.changeStatus("SP-9999", PartyStatus.LIVE, ""))
                .isInstanceOf(UnknownParty.class);
        assertThatThrownBy(() -> parties.changeResponseAddress(new Eui64("02-00-00-00-00-0A-00-FF"), null))
                .isInstanceOf(UnknownParty.class);
        assertThatThrownBy(() -> parties.changeWebhook("SP-9999", null)).isInstanceOf(UnknownParty.class);
    }

    @Test
    void a_party_is_found_whole_by_any_of_its_names() {
        assertThat(parties.find("SP-3001")).contains(rowan);
        assertThat(parties.ofUser(GAS_USER)).contains(rowan);
        assertThat(parties.ofMpid(new Mpid("RWAG"))).contains(rowan);
        assertThat(parties.all()).contains(rowan);
    }

    @Test
    void a_supplier_reads_each_fuel_under_its_own_identity() {
        assertThat(parties.supplierUser(MPID, Fuel.ELECTRICITY).orElseThrow().id())
                .isEqualTo(ELECTRICITY_USER);
        assertThat(parties.supplierUser(MPID, Fuel.GAS).orElseThrow().id()).isEqualTo(GAS_USER);
        assertThat(parties.networkUser(MPID, Fuel.GAS)).isEmpty();
    }

    @Test
    void a_suspension_is_told_once() {
        parties.changeStatus("SP-3001", PartyStatus.SUSPENDED, "credit cover");
        parties.changeStatus("SP-3001", PartyStatus.SUSPENDED, "still");

        assertThat(parties.find("SP-3001").orElseThrow().live()).isFalse();
        assertThat(events.stream(PartyStatusChanged.class))
                .containsExactly(
                        new PartyStatusChanged("SP-3001", PartyStatus.LIVE, PartyStatus.SUSPENDED, "credit cover"));
    }

    @Test
    void addresses_are_changed_and_taken_away() {
        parties.changeResponseAddress(GAS_USER, null);
        parties.changeResponseAddress(ELECTRICITY_USER, URI.create("http://localhost:1880/smartdcc/duis"));
        parties.changeWebhook("SP-3001", null);

        Party changed = parties.find("SP-3001").orElseThrow();
        assertThat(changed.user(GAS_USER).orElseThrow().responseAddress()).isNull();
        assertThat(changed.user(ELECTRICITY_USER).orElseThrow().responseAddress())
                .hasPath("/smartdcc/duis");
        assertThat(changed.webhookAddress()).isNull();
    }
}
