package org.meterflow.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.meterflow.simulator.DeviceHome.GSME;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.meterflow.gbcs.Gbz.Component;
import org.meterflow.gbcs.OctetWriter;
import org.meterflow.gbcs.Octets;

/** The hours in which a gas meter closes no valve for lack of credit. */
class GasFriendlyHoursTest extends DeviceBench {

    private static final Instant AFTERNOON = Instant.parse("2026-03-10T17:00:00Z");
    private static final Instant NEXT_MORNING = Instant.parse("2026-03-11T10:05:00Z");

    private final Gsme gsme = ((GasDevice) home.device(GSME).behaviour()).gsme();

    @BeforeEach
    void somebodyPaysInAdvance() {
        Octets mode = new OctetWriter()
                .littleEndian(0, 4)
                .littleEndian(1, 4)
                .littleEndian(0, 4)
                .littleEndian(0x0097, 2)
                .littleEndian(0, 4)
                .toOctets();
        gas(GSME, 0x006D, true, Component.of(0x0705, 0x01, 0, 0x06, mode));
        gsme.ledger.reset(home.now());
    }

    private static OctetWriter head() {
        return new OctetWriter().littleEndian(0, 4).littleEndian(1, 4).littleEndian(1, 4);
    }

    private static Component publish(int command, OctetWriter content) {
        return Component.of(0x0707, 0x09, 0, command, content.toOctets());
    }

    /** Friendly from four in the afternoon to ten in the morning, and on special days all day. */
    private void friendly(Octets specialDays) {
        gas(
                GSME,
                0x006F,
                true,
                publish(
                        0,
                        head().littleEndian(0, 4).u8(3).u8(0).u8(0).u8(1).u8(1).u8(2)),
                publish(
                        1,
                        head().u8(1)
                                .u8(2)
                                .u8(0)
                                .u8(1)
                                .u8(3)
                                .littleEndian(600, 2)
                                .u8(0)
                                .littleEndian(960, 2)
                                .u8(1)),
                publish(
                        1,
                        head().u8(2).u8(1).u8(0).u8(1).u8(3).littleEndian(0, 2).u8(1)),
                publish(2, head().u8(1).put(Octets.ofHex("01010101010101"))),
                publish(3, head().u8(0).u8(1).put(Octets.ofHex("FF0101FF")).u8(1)),
                publish(
                        4,
                        head().littleEndian(0, 4)
                                .u8(3)
                                .u8(specialDays.length() / 5)
                                .u8(0)
                                .u8(1)
                                .put(specialDays)));
    }

    private boolean isOn() {
        return gsme.supply.state() == SupplySwitch.State.ON;
    }

    @Test
    void without_a_calendar_the_valve_closes_as_soon_as_credit_is_gone() {
        home.at(AFTERNOON);

        assertThat(isOn()).isFalse();
        assertThat(home.alertCodes()).contains("8F0F").doesNotContain("8F83");
    }

    @Test
    void in_friendly_hours_the_valve_stays_open_and_closes_when_they_are_over() {
        friendly(Octets.NONE);
        gsme.ledger.adjust(100_000, home.now());
        home.at(AFTERNOON.minus(Duration.ofMinutes(59)));
        gsme.ledger.reset(home.now());
        home.at(AFTERNOON);
        assertThat(isOn()).isTrue();
        assertThat(home.alertCodes()).contains("8F83").doesNotContain("8F0F");
        home.at(NEXT_MORNING.minus(Duration.ofMinutes(6)));
        assertThat(isOn()).as("at 9:59").isTrue();

        home.at(NEXT_MORNING);

        assertThat(isOn()).isFalse();
        assertThat(home.alertCodes()).containsExactly("8F0F");
    }

    @Test
    void a_special_day_is_friendly_from_morning_to_night() {
        friendly(Octets.ofHex("7E030BFF02" + "FF0C19FF02"));
        gsme.ledger.adjust(100_000, home.now());
        home.at(AFTERNOON.minus(Duration.ofMinutes(59)));
        gsme.ledger.reset(home.now());

        home.at(NEXT_MORNING);
        assertThat(isOn()).as("11 March 2026").isTrue();
        home.at(NEXT_MORNING.plus(Duration.ofDays(1)));
        assertThat(isOn()).as("12 March").isFalse();
    }

    @Test
    void christmas_is_friendly_every_year() {
        friendly(Octets.ofHex("FF0C19FF02"));
        GasFriendlyHours hours = new GasFriendlyHours(gsme.memory);

        assertThat(hours.areOn(Instant.parse("2026-12-25T12:00:00Z"))).isTrue();
        assertThat(hours.areOn(Instant.parse("2031-12-25T12:00:00Z"))).isTrue();
        assertThat(hours.areOn(Instant.parse("2026-12-24T12:00:00Z"))).isFalse();
    }
}
