package org.meterflow.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.meterflow.simulator.DeviceHome.ESME;
import static org.meterflow.simulator.DeviceHome.GSME;
import static org.meterflow.simulator.DeviceHome.NETWORK;
import static org.meterflow.simulator.DeviceHome.SUPPLIER;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.meterflow.gbcs.DlmsData;
import org.meterflow.gbcs.DlmsRequest;
import org.meterflow.gbcs.DlmsRequest.Item;
import org.meterflow.gbcs.DlmsResponse;
import org.meterflow.gbcs.GbcsMessage;
import org.meterflow.gbcs.Octets;
import org.meterflow.simulator.KeySource.Use;

/** What a device refuses, and what it says of it. */
class DeviceRefusalsTest extends DeviceBench {

    @Test
    void an_object_it_does_not_have_is_undefined_and_what_follows_is_not_carried_out() {
        Item message = set(1, "0-2:96.13.1.255", 2, DlmsData.octets(Octets.ofHex("41")));
        Item nowhere = set(1, "0-9:99.99.99.255", 2, DlmsData.u8(1));

        assertThat(codes(SUPPLIER, ESME, 0x0021, false, message, nowhere, message))
                .containsExactly(0, DlmsResponse.OBJECT_UNDEFINED, DlmsResponse.OTHER_REASON);
    }

    @Test
    void what_is_only_read_is_not_written() {
        assertThat(codes(SUPPLIER, ESME, 0x0021, false, set(3, "1-0:2.8.0.255", 2, DlmsData.u32(1))))
                .containsExactly(DlmsResponse.READ_WRITE_DENIED);
    }

    @Test
    void a_value_of_another_type_changes_nothing() {
        assertThat(codes(SUPPLIER, ESME, 0x004B, true, set(1, "0-0:94.44.0.1", 2, DlmsData.u32(900))))
                .containsExactly(DlmsResponse.TYPE_UNMATCHED);
        assertThat(home.read("1 0-0:94.44.0.1 2", 0x003D)).isEqualTo(DlmsData.u16(600));
    }

    @Test
    void a_network_operator_may_not_change_a_balance_and_the_supplier_is_told() {
        GbcsMessage command = home.command(
                NETWORK,
                ESME,
                0x001C,
                new DlmsRequest(0x20000001L, List.of(act(112, "0-0:19.10.0.255", 1, DlmsData.i32(1)))).encode(),
                true);

        assertThat(home.send(command)).isNull();

        GbcsMessage alert = home.alerts().get(0);
        assertThat(DeviceHome.code(alert)).isEqualTo(0x8F30);
        assertThat(alert.recipient()).isEqualTo(SUPPLIER);
        assertThat(home.isProven(alert)).isTrue();
    }

    @Test
    void a_critical_command_signed_by_another_party_is_refused_with_an_alert() {
        GbcsMessage plain = home.command(SUPPLIER, ESME, 0x004F, enableSupply(), false);
        GbcsMessage forged = home.withMac(
                home.crypto.sign(plain.withMac(null), home.keys.privateKey(DeviceHome.OTHER_SUPPLIER, Use.SIGNING)));

        assertThat(home.send(plain)).isNull();
        assertThat(home.send(forged)).isNull();
        assertThat(home.alertCodes()).containsExactly("8F3D");
    }

    private static Octets enableSupply() {
        return new DlmsRequest(0x20000001L, List.of(act(9, "0-0:10.0.106.255", 1, DlmsData.u16(51)))).encode();
    }

    @Test
    void a_payload_that_makes_no_sense_gets_no_answer_but_an_alert() {
        assertThat(home.send(home.command(SUPPLIER, ESME, READ_FIRMWARE, Octets.ofHex("D9FF"), false)))
                .isNull();
        assertThat(home.alertCodes()).containsExactly("8F1E");
    }

    @Test
    void a_replay_is_discarded_without_a_word_and_recorded() {
        GbcsMessage command = home.command(SUPPLIER, ESME, 0x0021, displayed("41"), false);
        assertThat(home.send(command)).isNotNull();

        assertThat(home.send(command)).isNull();

        assertThat(home.alerts()).isEmpty();
        assertThat(DeviceView.of(home.device(ESME), NOON).refused()).containsEntry(Refusal.COUNTER_NOT_HIGHER, 1);
    }

    @Test
    void a_command_for_another_kind_of_device_is_unknown() {
        assertThat(home.send(home.command(SUPPLIER, GSME, 0x0021, displayed("41"), false)))
                .isNull();
        assertThat(home.alertCodes()).containsExactly("8F3E");
    }
}
