package org.meterflow.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.meterflow.simulator.DeviceHome.ESME;
import static org.meterflow.simulator.DeviceHome.GSME;
import static org.meterflow.simulator.DeviceHome.SUPPLIER;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.meterflow.gbcs.DlmsData;
import org.meterflow.gbcs.DlmsRequest.Item;
import org.meterflow.gbcs.DlmsTime;
import org.meterflow.gbcs.GbcsMessage;
import org.meterflow.gbcs.Gbz.Component;
import org.meterflow.gbcs.Obis;
import org.meterflow.gbcs.OctetWriter;
import org.meterflow.gbcs.Octets;

/** What a meter keeps of use, events and bills, and to whom it tells it. */
class DeviceLogsTest extends DeviceBench {

    @Test
    void what_a_former_tenant_used_is_told_to_nobody() {
        Instant moved = NOON.minus(Duration.ofDays(2));
        assertThat(halfHours(NOON.minus(Duration.ofDays(5)), NOON)).hasSize(5 * 48 + 1);
        codes(SUPPLIER, ESME, 0x0022, false, set(1, "0-0:94.44.3.2", 2, time(DlmsTime.encode(moved))));

        assertThat(halfHours(NOON.minus(Duration.ofDays(5)), NOON)).hasSize(2 * 48 + 1);
    }

    private List<DlmsData> halfHours(Instant from, Instant to) {
        Item log = Item.select(
                7,
                Obis.of("0-0:99.1.2.255"),
                2,
                1,
                DlmsData.structure(
                        DlmsData.NULL,
                        DlmsData.u32(DlmsTime.secondsSince2000(from)),
                        DlmsData.u32(DlmsTime.secondsSince2000(to)),
                        DlmsData.array()));
        return home.ask(SUPPLIER, ESME, 0x0038, false, log).get(0).data().elements();
    }

    @Test
    void half_hours_add_up_to_what_the_register_grew_by_for_thirteen_months() {
        List<DlmsData> year = halfHours(NOON.minus(Duration.ofDays(100)), NOON);
        assertThat(year).hasSize(100 * 48 + 1);
        assertThat(halfHours(NOON.minus(Duration.ofDays(420)), NOON.minus(Duration.ofDays(405))))
                .as("longer ago than a meter keeps")
                .isEmpty();
        Esme esme = ((ElectricityDevice) home.device(ESME).behaviour()).state();
        long used = year.stream().skip(1).mapToLong(row -> row.at(1).number()).sum();
        long grown =
                esme.energy.reactiveImported(NOON) - esme.energy.reactiveImported(NOON.minus(Duration.ofDays(100)));
        assertThat(used).isCloseTo(grown, org.assertj.core.data.Offset.offset(5000L));
    }

    @Test
    void a_cleared_log_says_that_it_was_cleared() {
        codes(SUPPLIER, ESME, 0x0050, true, act(9, "0-0:10.0.106.255", 1, DlmsData.u16(52)));
        assertThat(eventsSoFar()).hasSize(1);

        codes(SUPPLIER, ESME, 0x0024, false, act(7, "0-0:99.98.0.255", 1, DlmsData.i8(0)));

        assertThat(eventsSoFar()).containsExactly(Books.CLEARED);
    }

    @Test
    void a_meter_that_was_given_a_calendar_of_bills_sends_each_to_its_supplier_and_to_nobody_else() {
        Instant may = Instant.parse("2026-05-02T00:00:00Z");
        home.at(Instant.parse("2026-04-02T00:00:00Z"));
        assertThat(home.alerts()).as("nobody asked for bills").isEmpty();
        DlmsData monthly = DlmsData.array(DlmsData.structure(
                DlmsData.octets(Octets.ofHex("06000000")), DlmsData.octets(Octets.ofHex("FFFFFF01FF"))));
        assertThat(codes(SUPPLIER, ESME, 0x0046, true, set(22, "0-0:15.0.0.255", 4, monthly)))
                .containsExactly(0);
        assertThat(home.device(ESME).nextDue()).isEqualTo(Instant.parse("2026-05-01T06:00:00Z"));

        home.at(may);

        GbcsMessage bill = home.alerts().get(0);
        assertThat(bill.messageCode()).isEqualTo(0x0061);
        assertThat(home.isProven(bill)).isTrue();
        Octets sealed = org.meterflow.gbcs.DlmsNotification.parse(bill.payload())
                .content()
                .at(3)
                .text();
        assertThat(sealed.length()).as("as the published ones").isEqualTo(375);
        DlmsData rows = DlmsData.parse(Octets.of(home.unsealing(bill).open(sealed)));
        assertThat(rows.at(0).at(0).at(0).number())
                .isEqualTo(DlmsTime.secondsSince2000(Instant.parse("2026-05-01T06:00:00Z")));
    }

    @Test
    void a_gas_meter_sends_its_bill_too() {
        Octets calendar = new OctetWriter()
                .littleEndian(0, 4)
                .littleEndian(1, 4)
                .littleEndian(DlmsTime.secondsSince2000(Instant.parse("2026-04-01T00:00:00Z")), 4)
                .littleEndian(1, 3)
                .u8(0x23)
                .u8(0)
                .toOctets();
        gas(GSME, 0x007E, true, Component.of(0x0700, 0x09, 0, 0x09, calendar));

        home.at(Instant.parse("2026-04-01T00:00:01Z"));

        assertThat(home.alerts()).singleElement().satisfies(bill -> {
            assertThat(bill.messageCode()).isEqualTo(0x008B);
            assertThat(bill.payload().hex()).startsWith("0109018F0A");
            assertThat(bill.payload().hex()).contains("0307020060000019000600593100000000");
        });
        assertThat(home.device(GSME).nextDue()).isEqualTo(Instant.parse("2026-05-01T00:00:00Z"));
    }
}
