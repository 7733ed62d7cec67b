package org.meterflow.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.meterflow.simulator.DeviceHome.BROKER;
import static org.meterflow.simulator.DeviceHome.GPF;
import static org.meterflow.simulator.DeviceHome.GSME;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.meterflow.gbcs.DlmsTime;
import org.meterflow.gbcs.GbcsMessage;
import org.meterflow.gbcs.Gbz;
import org.meterflow.gbcs.Gbz.Component;
import org.meterflow.gbcs.OctetWriter;
import org.meterflow.gbcs.Octets;
import org.meterflow.gbcs.SupplementaryFields;
import org.meterflow.gbcs.Zcl;
import org.meterflow.simulator.KeySource.Use;

/** What is particular to gas meters and their proxies. */
class GasDeviceTest extends DeviceBench {

    private static Component gasPrice(long start, int price) {
        Octets content = new OctetWriter()
                .littleEndian(0, 4)
                .littleEndian(1, 4)
                .littleEndian(start, 4)
                .littleEndian(1, 4)
                .u8(0)
                .u8(1)
                .u8(1)
                .u8(1)
                .littleEndian(price, 4)
                .toOctets();
        return Component.of(0x0700, 0x09, 0, 0x05, content);
    }

    @Test
    void a_gas_price_waits_for_its_date_and_can_be_withdrawn() {
        Gsme gsme = ((GasDevice) home.device(GSME).behaviour()).gsme();
        Instant due = NOON.plus(Duration.ofDays(2));
        long seconds = DlmsTime.secondsSince2000(due);
        gas(GSME, 0x00A3, true, gasPrice(seconds, 4321));
        gas(GSME, 0x00A3, true, gasPrice(0xFFFFFFFEL, 0));
        home.at(due.plusSeconds(1));
        assertThat(gsme.prices.ofTime(1)).isNotEqualTo(4321);
        assertThat(home.alerts()).isEmpty();

        gas(GSME, 0x00A3, true, gasPrice(seconds + 86_400, 4321));
        home.at(due.plus(Duration.ofDays(2)));
        assertThat(gsme.prices.ofTime(1)).isEqualTo(4321);
        assertThat(home.alerts()).singleElement().satisfies(alert -> {
            assertThat(alert.messageCode()).isEqualTo(0x00CD);
            assertThat(alert.payload().hex()).endsWith("07000905");
        });
    }

    @Test
    void a_gas_valve_is_closed_and_armed_and_the_proxy_knows() {
        Octets closed = Octets.ofHex("00000000000000000000000000000000" + "0001");
        assertThat(gas(GSME, 0x0081, true, Component.of(0x0702, 0x01, 0, 0x0B, closed)))
                .singleElement()
                .satisfies(answer -> assertThat(answer.content().at(12)).isZero());
        Octets read = new OctetWriter().littleEndian(0x0014, 2).toOctets();

        List<Component> answers = gas(GPF, 0x0082, false, Component.of(0x0702, 0x00, 0, Zcl.READ_ATTRIBUTES, read));

        assertThat(Zcl.attributes(answers.get(0).content()).get(0).number()).isZero();
    }

    @Test
    void a_gas_command_that_is_unknown_fails_and_the_next_is_not_carried_out() {
        List<Component> answers = gas(
                GSME,
                0x0070,
                true,
                Component.of(0x0705, 0x01, 0, 0x00, Octets.ofHex("0000000000")),
                Component.of(0x0705, 0x01, 1, 0x00, Octets.ofHex("0000000000")));

        assertThat(answers).extracting(answer -> answer.content().hex()).containsExactly("0001", "FF01");
    }

    @Test
    void a_user_the_meter_does_not_know_reads_through_the_broker_with_its_certificate() {
        var fields = new SupplementaryFields(
                DeviceHome.OTHER_SUPPLIER, 5L, null, home.keys.der(DeviceHome.OTHER_SUPPLIER, Use.AGREEMENT));
        Octets read = new OctetWriter().littleEndian(0x0000, 2).toOctets();
        Octets payload = new Gbz(List.of(Component.of(0x0702, 0x00, 0, Zcl.READ_ATTRIBUTES, read))).encode();

        GbcsMessage answer = home.send(home.command(BROKER, GPF, home.nextCounter(), 0x0074, payload, false, fields));

        assertThat(answer).isNotNull();
        Component component = Gbz.parse(answer.payload()).components().get(0);
        Octets plain = Octets.of(home.unsealing(answer).open(component.content()));
        assertThat(Zcl.attributes(plain).get(0).number()).isPositive();
    }
}
