package org.meterflow.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.meterflow.simulator.DeviceHome.ESME;
import static org.meterflow.simulator.DeviceHome.LOAD_CONTROLLER;
import static org.meterflow.simulator.DeviceHome.SUPPLIER;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.meterflow.gbcs.Der;
import org.meterflow.gbcs.DlmsData;
import org.meterflow.gbcs.DlmsTime;
import org.meterflow.gbcs.GbcsAlert;
import org.meterflow.gbcs.GbcsMessage;
import org.meterflow.gbcs.Octets;
import org.meterflow.identifier.Eui64;
import org.meterflow.simulator.KeySource.Use;

/** Proportional controllers at an electricity meter, and who may limit them. */
class DeviceControllersTest extends DeviceBench {

    private static final int CONTROL = 0x011E;
    private static final int LIMIT = 0x011F;
    private static final int INPUT = 0x2000;
    private static final int OUTPUT = 0x1000;
    private static final int CONTROLLER = 3 << 8;
    private static final Instant TWO = NOON.plus(Duration.ofHours(2));

    private List<Integer> command(
            Eui64 by, int code, String script, int firstParameter, Instant from, Instant to, int level) {
        return codes(
                by,
                ESME,
                code,
                true,
                set(1, "0-0:94.44.119." + firstParameter, 2, time(DlmsTime.encode(from))),
                set(1, "0-0:94.44.119." + (firstParameter + 1), 2, time(DlmsTime.encode(to))),
                act(9, script, 1, DlmsData.u16(level)));
    }

    private List<Integer> control(int level) {
        return command(SUPPLIER, CONTROL, "0-0:10.0.103.255", 1, NOON, NOON.plus(Duration.ofHours(9)), level);
    }

    private List<Integer> limit(int level) {
        return command(LOAD_CONTROLLER, LIMIT, "0-0:10.0.107.255", 3, TWO, TWO.plus(Duration.ofHours(1)), level);
    }

    private boolean runs() {
        return home.read("70 0-3:96.3.10.255 2", 0x00BB).equals(DlmsData.bool(true));
    }

    @Test
    void a_limit_for_a_controller_that_is_not_there_or_in_no_direction_is_refused() {
        assertThat(limit(INPUT | 9 << 8 | 50)).last().isNotEqualTo(0);
        assertThat(limit(CONTROLLER | 50)).last().isNotEqualTo(0);
    }

    @Test
    void a_limit_to_nothing_stops_what_runs_in_its_direction_for_as_long_as_it_holds() {
        assertThat(control(INPUT | CONTROLLER | 80)).containsOnly(0);
        assertThat(limit(OUTPUT | CONTROLLER)).containsOnly(0);
        assertThat(limit(INPUT | CONTROLLER)).containsOnly(0);
        assertThat(home.alertCodes()).containsOnly("8F86");
        assertThat(runs()).as("before").isTrue();

        home.at(TWO.plusSeconds(1));
        assertThat(runs()).as("within").isFalse();

        home.at(TWO.plus(Duration.ofHours(1)));
        assertThat(runs()).as("after").isTrue();
    }

    @Test
    void a_limit_above_nothing_leaves_the_load_running() {
        assertThat(control(INPUT | CONTROLLER | 80)).containsOnly(0);
        assertThat(limit(INPUT | CONTROLLER | 50)).containsOnly(0);

        home.at(TWO.plusSeconds(1));

        assertThat(runs()).isTrue();
    }

    @Test
    void a_dated_change_of_load_controller_is_told_of_when_it_took_effect() {
        long counter = home.nextCounter();
        Der role = Der.integer(8);
        Der signing = Der.leaf(Der.BIT_STRING, Octets.ofHex("0780"));
        Der change = Der.sequence(
                Der.sequence(
                        Der.integer(11),
                        Der.node(0xA2, List.of(Der.integer(2), signing)),
                        Der.leaf(0x83, Der.integer(counter).value())),
                Der.sequence(
                        Der.sequence(Der.parse(home.keys.der(SUPPLIER, Use.SIGNING)), Der.sequence(role, signing))),
                Der.sequence(Der.parse(TestInfrastructure.der(home.keys.authority()))),
                Asn1.time(TWO));
        GbcsMessage answer = home.send(home.command(SUPPLIER, ESME, counter, 0x0126, change.encode(), true, null));
        assertThat(answer).isNotNull();
        home.alerts();

        home.at(TWO);

        assertThat(home.alerts()).singleElement().satisfies(alert -> {
            assertThat(alert.recipient()).isEqualTo(SUPPLIER);
            GbcsAlert told = GbcsAlert.of(alert);
            assertThat(told.code()).isEqualTo(GbcsAlert.TOOK_EFFECT);
            assertThat(told.credentials().replaced()).singleElement().satisfies(one -> {
                assertThat(one.oldParty()).isEqualTo(LOAD_CONTROLLER);
                assertThat(one.newParty()).isEqualTo(SUPPLIER);
            });
        });
    }
}
