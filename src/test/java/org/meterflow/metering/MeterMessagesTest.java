package org.meterflow.metering;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.meterflow.gbcs.CredentialsOutcome;
import org.meterflow.gbcs.GbcsMessage;
import org.meterflow.gbcs.Octets;
import org.meterflow.identifier.RequestId;

/** What a meter sends is kept whatever it is, believed when it proves its sender, and told once. */
@QuickWaits
class MeterMessagesTest extends OneHome {

    @Test
    void a_late_answer_to_the_first_attempt_counts_and_the_second_answer_changes_nothing() {
        TestHub line = connect(hub, meter.id());
        String reference = ask();

        GbcsMessage first = line.command();
        noAnswerInTime();
        GbcsMessage second = line.command();
        line.send(meter.firmware(first));
        facts.answered(reference);
        line.send(meter.firmware(second));

        awaitVerdict(meter.id(), Verdict.DUPLICATE, 1);
        assertThat(facts.answers(reference)).hasSize(1);
    }

    @Test
    void the_same_answer_twice_is_told_once() {
        TestHub line = connect(hub, meter.id());
        String reference = ask();

        GbcsMessage answer = meter.firmware(line.command());
        line.send(answer);
        line.send(answer);
        facts.answered(reference);
        line.send(answer);

        Awaitility.await()
                .untilAsserted(() -> assertThat(jdbc.sql("select copies from meter_message where sender = ?")
                                .param(meter.id().value())
                                .query(Integer.class)
                                .single())
                        .isEqualTo(3));
        assertThat(facts.answers(reference)).hasSize(1);
    }

    @Test
    void an_answer_with_a_wrong_mac_is_kept_but_not_believed() {
        TestHub line = connect(hub, meter.id());
        String reference = ask();

        GbcsMessage command = line.command();
        line.send(meter.firmware(command, KeyFolder.fresh().getPublic()));
        awaitVerdict(meter.id(), Verdict.BAD_MAC, 1);
        assertThat(facts.answers(reference)).isEmpty();
        line.send(meter.firmware(command));

        facts.answered(reference);
        assertThat(state(reference).attempts()).isEqualTo(1);
    }

    @Test
    void an_unknown_sender_a_stray_answer_and_noise_are_kept_and_change_nothing() {
        TestHub line = connect(hub, meter.id());
        String reference = ask();
        GbcsMessage command = line.command();
        TestMeter stranger = TestMeter.in(TestMarket.newFolder(), TestMarket.freshName(), market.broker.getPublic());

        line.send(stranger.firmware(command));
        line.send(TestHub.GBCS, new byte[] {1, 2, 3});
        line.send(command);
        line.send(meter.firmware(
                GbcsMessage.command(new RequestId(command.originator(), meter.id(), 77), 0x59, Octets.NONE)));

        awaitVerdict(stranger.id(), Verdict.UNKNOWN_SENDER, 1);
        awaitVerdict(meter.id(), Verdict.UNMATCHED, 1);
        awaitVerdict(dcc.accessControlBroker(), Verdict.NOT_FOR_DEVICES, 1);
        Awaitility.await()
                .untilAsserted(() -> assertThat(
                                jdbc.sql("select remark from meter_message where verdict = 'UNREADABLE' and hub = ?")
                                        .param(hub.value())
                                        .query(String.class)
                                        .list())
                        .hasSize(1));
        assertThat(line.isOpen()).isTrue();
        line.send(meter.firmware(command));
        facts.answered(reference);
    }

    @Test
    void a_critical_answer_must_be_signed_by_the_device_itself() {
        TestHub line = connect(hub, meter.id());
        String reference = askForCredentials(Instant.parse("2031-01-01T00:00:00Z"));
        TestMeter impostor = TestMeter.in(TestMarket.newFolder(), meter.id(), market.broker.getPublic());

        GbcsMessage command = line.command();
        GbcsMessage genuine = meter.signed(command, CredentialsOutcome.accepted());
        line.send(genuine.withSignature(Octets.NONE).withMac(Octets.ofHex("000000000000000000000000")));
        line.send(impostor.signed(command, CredentialsOutcome.accepted()));
        awaitVerdict(meter.id(), Verdict.BAD_SIGNATURE, 2);
        assertThat(facts.answers(reference)).isEmpty();
        line.send(genuine);

        facts.answered(reference);
    }

    @Test
    void a_critical_alert_that_nobody_signed_is_not_believed_and_does_not_keep_the_devices_own_away() {
        TestHub line = connect(hub, meter.id());
        Octets tamper = Octets.ofHex("0F20000001000202128F3F090C07EA0101FF0C0000008000FF");
        GbcsMessage genuine = meter.alert(USER, 5, 0x1000, tamper);

        line.send(genuine.withSignature(Octets.NONE).withMac(Octets.ofHex("000000000000000000000000")));
        awaitVerdict(meter.id(), Verdict.BAD_SIGNATURE, 1);
        assertThat(facts.alerts(meter.id())).isEmpty();
        line.send(genuine);

        assertThat(facts.alert(meter.id()).alertCode()).isEqualTo("8F3F");
    }

    @Test
    void an_alert_is_told_once_however_often_it_comes() {
        TestHub line = connect(hub, meter.id());
        Octets tamper = Octets.ofHex("0F20000001000202128F3F090C07EA0101FF0C00000080 00FF".replace(" ", ""));

        line.send(meter.alert(USER, 5, 0x1000, tamper));
        assertThat(facts.alert(meter.id()).alertCode()).isEqualTo("8F3F");
        assertThat(facts.alert(meter.id()).name()).containsIgnoringCase("tamper");
        line.send(meter.alert(USER, 5, 0x1000, tamper));
        awaitVerdict(meter.id(), Verdict.DUPLICATE, 1);
        line.send(meter.alert(USER, 6, 0x1000, tamper));
        awaitVerdict(meter.id(), Verdict.ALERT, 2);

        assertThat(facts.alerts(meter.id())).hasSize(2);
        assertThat(facts.alert(meter.id()).recipient()).isEqualTo(USER);
    }

    @Test
    void an_answer_over_which_a_listener_stumbles_is_read_again_and_told_once() {
        TestHub line = connect(hub, meter.id());
        String reference = ask();
        facts.stumbleOver(reference);

        line.send(meter.firmware(line.command()));

        facts.answered(reference);
        assertThat(facts.answers(reference)).hasSize(1);
        assertThat(state(reference).attempts()).isEqualTo(1);
    }
}
