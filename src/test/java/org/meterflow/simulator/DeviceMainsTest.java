package org.meterflow.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.meterflow.simulator.DeviceHome.ESME;
import static org.meterflow.simulator.DeviceHome.NETWORK;
import static org.meterflow.simulator.DeviceHome.SUPPLIER;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.meterflow.gbcs.DlmsData;
import org.meterflow.gbcs.DlmsData.BitString;
import org.meterflow.gbcs.DlmsRequest.Item;
import org.meterflow.gbcs.DlmsTime;
import org.meterflow.gbcs.GbcsMessage;
import org.meterflow.gbcs.Obis;
import org.meterflow.gbcs.Octets;
import org.meterflow.simulator.SimulatedHome.Variant;

/** Loads above a limit and voltages out of their limits: what a meter does by its own accord. */
class DeviceMainsTest extends DeviceBench {

    private static final int READ_LOAD_LIMIT = 0x0042;
    private static final int READ_VOLTAGE = 0x0039;
    private static final String LIMITED = "3 0-0:94.44.42.255 2";
    private static final String AVERAGE_OVER = "3 1-0:32.36.0.4 2";
    private static final String AVERAGE_UNDER = "3 1-0:32.32.0.4 2";

    private static Esme meter(DeviceHome home) {
        return ((ElectricityDevice) home.device(ESME).behaviour()).state();
    }

    private void limitLoad(boolean disables, int watts, Octets at) {
        assertThat(codes(
                        SUPPLIER,
                        ESME,
                        0x0043,
                        true,
                        set(9000, "0-0:94.44.0.3", 4, DlmsData.bool(disables)),
                        set(9000, "0-0:94.44.128.7", 4, DlmsData.u32(watts)),
                        set(9000, "0-0:94.44.128.6", 4, DlmsData.u32(300)),
                        set(9000, "0-0:94.44.128.8", 4, DlmsData.u32(60)),
                        set(9000, "0-0:94.44.0.3", 6, time(at)),
                        set(9000, "0-0:94.44.128.7", 6, time(at)),
                        set(9000, "0-0:94.44.128.6", 6, time(at)),
                        set(9000, "0-0:94.44.128.8", 6, time(at))))
                .containsOnly(0);
    }

    private void draw(int watts) {
        FaultyMains.draw(meter(home).load, watts, home.now());
        home.at(home.now());
    }

    private static void feed(DeviceHome home, Integer volts) {
        FaultyMains.feed(meter(home).mains, volts, home.now());
        home.at(home.now());
    }

    /** Lets time pass as a hub does: a meter is looked after whenever something is due. */
    private static List<String> until(DeviceHome home, Instant later) {
        Instant due = home.device(ESME).nextDue();
        while (due != null && due.isBefore(later)) {
            home.at(due.isBefore(home.now()) ? home.now() : due);
            due = home.device(ESME).nextDue();
        }
        home.at(later);
        return home.alertCodes();
    }

    private List<String> after(Duration time) {
        return until(home, home.now().plus(time));
    }

    private long read(String name, int code) {
        return home.read(name, code).number();
    }

    // Load

    @Test
    void a_load_above_the_limit_for_its_period_switches_off_arms_and_comes_back_until_it_is_gone() {
        limitLoad(true, 6_900, NOW);
        draw(9_000);

        assertThat(after(Duration.ofSeconds(299))).as("not yet long enough").isEmpty();
        assertThat(after(Duration.ofSeconds(2))).containsExactly("8F33");
        assertThat(supply()).as("armed").isEqualTo(2);
        assertThat(eventsSoFar()).contains(0x8F33);
        assertThat(read(LIMITED, READ_LOAD_LIMIT)).isEqualTo(1);

        assertThat(after(Duration.ofSeconds(60))).containsExactly("8F34");
        assertThat(supply()).isEqualTo(1);
        assertThat(after(Duration.ofSeconds(301)))
                .as("nothing was switched off")
                .containsExactly("8F33");
        draw(0);
        assertThat(after(Duration.ofHours(3))).containsExactly("8F34");
        assertThat(read(LIMITED, READ_LOAD_LIMIT)).isEqualTo(2);
        assertThat(home.device(ESME).nextDue()).as("nothing to look after").isNull();
    }

    @Test
    void a_limit_that_leaves_the_supply_alone_is_only_counted_and_told_once() {
        limitLoad(false, 6_900, NOW);
        draw(9_000);

        assertThat(after(Duration.ofHours(1))).containsExactly("8F01");
        assertThat(supply()).isEqualTo(1);
        assertThat(read(LIMITED, READ_LOAD_LIMIT)).isEqualTo(1);
        draw(0);
        after(Duration.ofHours(1));
        draw(9_000);
        assertThat(after(Duration.ofHours(1))).containsExactly("8F01");
        assertThat(codes(SUPPLIER, ESME, 0x0044, false, act(3, "0-0:94.44.42.255", 1, DlmsData.i8(0))))
                .containsExactly(0);
        assertThat(read(LIMITED, READ_LOAD_LIMIT)).isZero();
    }

    @Test
    void a_limit_that_waits_for_its_date_switches_nothing_off_before_it() {
        limitLoad(true, 6_900, DlmsTime.encode(NOON.plus(Duration.ofHours(2))));
        draw(9_000);

        assertThat(after(Duration.ofMinutes(119))).isEmpty();
        assertThat(after(Duration.ofMinutes(6))).contains("8F66", "8F33");
    }

    @Test
    void a_limit_below_what_a_home_usually_draws_is_exceeded_in_the_evening() {
        limitLoad(true, 300, NOW);

        List<String> alerts = after(Duration.ofHours(12));

        assertThat(alerts).contains("8F33", "8F34");
    }

    @Test
    void a_supply_that_was_enabled_by_its_supplier_before_its_time_is_not_enabled_again() {
        limitLoad(true, 6_900, NOW);
        draw(9_000);
        after(Duration.ofSeconds(301));
        draw(0);
        codes(SUPPLIER, ESME, 0x004F, true, act(9, "0-0:10.0.106.255", 1, DlmsData.u16(51)));

        assertThat(after(Duration.ofHours(1))).isEmpty();
    }

    @Test
    void heavy_loads_are_counted_as_used_and_shown_as_power() {
        Esme meter = meter(home);
        long usual = meter.energy.imported(NOON.plus(Duration.ofHours(2)));
        draw(9_000);
        assertThat(read("1 0-0:94.44.34.20 2", 0x0028, 0)).isBetween(9_000L, 12_000L);
        home.at(NOON.plus(Duration.ofHours(1)));
        draw(0);
        home.at(NOON.plus(Duration.ofHours(2)));

        assertThat(meter.energy.imported(home.now()) - usual).isEqualTo(9_000);
        long[] registers = meter.registers.at(home.now());
        assertThat(registers[0] + registers[1]).isEqualTo(meter.energy.imported(home.now()));
    }

    @Test
    void registers_forget_nothing_of_many_heavy_loads_and_many_pauses() {
        Esme meter = meter(home);
        Instant end = NOON.plus(Duration.ofHours(6));
        long usual = meter.energy.imported(end);
        for (int time = 0; time < 60; time++) {
            draw(9_000);
            home.at(home.now().plus(Duration.ofMinutes(1)));
            draw(0);
            home.at(home.now().plus(Duration.ofMinutes(1)));
        }
        assertThat(meter.energy.imported(end) - usual).isCloseTo(60 * 150, within(1L));

        long before = meter.supply.register(Instant::getEpochSecond, home.now());
        for (int time = 0; time < 230; time++) {
            meter.supply.off(home.now());
            home.at(home.now().plusSeconds(20));
            meter.supply.on(home.now());
            home.at(home.now().plusSeconds(40));
        }
        assertThat(meter.supply.register(Instant::getEpochSecond, home.now()) - before)
                .isEqualTo(230 * 40);
    }

    private long read(String name, int code, int part) {
        return home.read(name, code).at(part).number();
    }

    // Voltage

    @Test
    void a_usual_voltage_raises_nothing_and_needs_no_looking_after() {
        assertThat(home.device(ESME).nextDue()).isNull();
        assertThat(after(Duration.ofDays(3))).isEmpty();
        assertThat(read(AVERAGE_OVER, READ_VOLTAGE)).isZero();
    }

    @Test
    void a_high_voltage_is_a_swell_after_its_period_and_an_average_after_the_half_hour_and_over_when_it_is() {
        feed(home, 258);
        assertThat(after(Duration.ofSeconds(29))).isEmpty();
        assertThat(after(Duration.ofSeconds(2))).containsExactly("8024");
        assertThat(after(Duration.ofMinutes(30))).containsExactly("8002");
        assertThat(read(AVERAGE_OVER, READ_VOLTAGE)).isEqualTo(1);
        assertThat(after(Duration.ofHours(2))).as("told already").isEmpty();

        feed(home, null);

        assertThat(after(Duration.ofHours(1))).containsExactly("8091", "8085");
        assertThat(home.device(ESME).nextDue()).isNull();
        assertThat(voltages(NOON, home.now()))
                .as("the log shows it too")
                .anySatisfy(row -> assertThat(row.at(1).number()).isEqualTo(258));
    }

    @Test
    void a_low_voltage_is_told_to_the_network_operator_as_not_critical() {
        feed(home, 200);
        Instant later = NOON.plusSeconds(31);
        home.at(later);

        assertThat(home.alerts()).singleElement().satisfies(alert -> {
            assertThat(DeviceHome.code(alert)).isEqualTo(0x802C);
            assertThat(alert.messageCode()).isEqualTo(0x1001);
            assertThat(alert.recipient()).isEqualTo(NETWORK);
            assertThat(alert.isSigned()).isFalse();
            assertThat(home.isProven(alert)).isTrue();
        });
        assertThat(after(Duration.ofHours(1))).containsExactly("8006");
        assertThat(read(AVERAGE_UNDER, READ_VOLTAGE)).isEqualTo(1);
    }

    @Test
    void extreme_voltages_have_alerts_of_their_own() {
        feed(home, 282);
        assertThat(after(Duration.ofSeconds(31))).containsExactlyInAnyOrder("8020", "8024");
        feed(home, 170);
        assertThat(after(Duration.ofSeconds(31))).containsExactlyInAnyOrder("808D", "8091", "8028", "802C");
        feed(home, null);
        assertThat(after(Duration.ofSeconds(31))).containsExactlyInAnyOrder("8095", "8099");
    }

    @Test
    void a_dip_that_is_shorter_than_its_period_is_not_worth_an_alert() {
        feed(home, 200);
        after(Duration.ofSeconds(10));
        feed(home, null);

        assertThat(after(Duration.ofHours(2))).isEmpty();
    }

    @Test
    void limits_and_periods_are_those_the_network_operator_has_set() {
        Item[] settings = {
            set(1, "1-0:32.31.0.4", 2, DlmsData.u32(230)),
            set(1, "1-0:32.35.0.4", 2, DlmsData.u32(237)),
            set(7, "1-0:32.24.0.255", 4, DlmsData.u32(600)),
            set(71, "0-0:17.0.4.255", 4, DlmsData.u32(290)),
            set(71, "0-0:17.0.3.255", 4, DlmsData.u32(180)),
            set(71, "0-0:17.0.3.255", 6, DlmsData.u32(5))
        };
        assertThat(codes(NETWORK, ESME, 0x00D1, false, settings)).containsOnly(0);

        List<String> usual = after(Duration.ofHours(8));

        assertThat(usual).as("its usual voltage is now around the limit").contains("8002", "8085");
        assertThat(read(AVERAGE_OVER, READ_VOLTAGE))
                .isEqualTo(usual.stream().filter("8002"::equals).count());
        feed(home, 258);
        assertThat(after(Duration.ofSeconds(60))).doesNotContain("8024");
        feed(home, 170);
        assertThat(after(Duration.ofSeconds(6))).contains("802C");
        assertThat(codes(NETWORK, ESME, 0x00D3, false, act(3, "1-0:32.36.0.4", 1, DlmsData.i8(0))))
                .containsExactly(0);
        assertThat(read(AVERAGE_OVER, READ_VOLTAGE)).isZero();
    }

    @Test
    void a_polyphase_meter_tells_of_each_phase() {
        DeviceHome polyphase = new DeviceHome(NOON, Variant.POLYPHASE, false);
        feed(polyphase, 200);

        assertThat(until(polyphase, NOON.plus(Duration.ofHours(1))))
                .containsExactlyInAnyOrder("802D", "802E", "802F", "8007", "8008", "8009");
    }

    @Test
    void an_event_that_was_switched_off_is_logged_and_not_told() {
        byte[] bits = new byte[64];
        bits[(255 - 0x2C) / 8] |= (byte) (0x80 >> (255 - 0x2C) % 8);
        assertThat(codes(
                        NETWORK,
                        ESME,
                        0x00B0,
                        false,
                        set(1, "0-33:97.98.11.255", 2, new BitString(512, Octets.of(bits)))))
                .containsExactly(0);
        feed(home, 170);

        assertThat(after(Duration.ofSeconds(31))).containsExactly("8028");
        assertThat(new EventLog(home.device(ESME).state().memory(), EventLog.POWER).between(NOON, home.now()))
                .extracting(EventLog.Entry::code)
                .containsExactlyInAnyOrder(0x8028, 0x802C);
        assertThat(home.read("1 0-33:97.98.15.255 2", 0x00EF)).isEqualTo(new BitString(512, Octets.of(bits)));
    }

    @Test
    void a_supplier_may_not_set_voltages() {
        GbcsMessage command = home.command(SUPPLIER, ESME, 0x00D1, displayed("41"), false);

        assertThat(home.send(command)).isNull();
        assertThat(home.alertCodes()).containsExactly("8F30");
    }

    private List<DlmsData> voltages(Instant from, Instant to) {
        Item log = Item.select(
                7,
                Obis.of("1-0:32.24.0.255"),
                2,
                1,
                DlmsData.structure(
                        DlmsData.NULL,
                        DlmsData.u32(DlmsTime.secondsSince2000(from)),
                        DlmsData.u32(DlmsTime.secondsSince2000(to)),
                        DlmsData.array()));
        return home.ask(NETWORK, ESME, READ_VOLTAGE, false, log).get(0).data().elements();
    }
}
