package org.meterflow.metering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.meterflow.gbcs.GbcsMessage;
import org.meterflow.gbcs.MeterAnswer;
import org.meterflow.gbcs.MeterRequest.ReadFirmwareVersion;
import org.meterflow.gbcs.Octets;
import org.meterflow.identifier.Eui64;
import org.meterflow.metering.Brought.Result;
import org.meterflow.metering.CommandState.Stage;
import org.springframework.beans.factory.annotation.Autowired;

/** Commands that go to devices by hand, and answers that come back that way. */
@QuickWaits
class LocalDeliveryTest extends OneHome {

    private static final MeterAnswer FIRMWARE = new MeterAnswer.FirmwareVersion(Octets.ofHex("0123ABCD"));

    @Autowired
    LocalDelivery delivery;

    private record Handed(String reference, GbcsMessage message) {}

    private Handed handOver(OnBehalfOf originator) {
        return handed(originator, meter.id(), Duration.ofMinutes(5), delivery::handOver);
    }

    private Handed handOverAndAsk(OnBehalfOf originator, Duration within) {
        return handed(originator, meter.id(), within, delivery::handOverAndAsk);
    }

    private Handed handed(
            OnBehalfOf originator, Eui64 device, Duration within, Function<MeterCommand, GbcsMessage> way) {
        String reference = UUID.randomUUID().toString();
        MeterCommand command = new MeterCommand(reference, device, new ReadFirmwareVersion(), originator, within, 3);
        return new Handed(reference, Objects.requireNonNull(transaction.execute(status -> way.apply(command))));
    }

    private Stage stage(Handed handed) {
        return state(handed.reference()).stage();
    }

    private static GbcsMessage forged(GbcsMessage answer) {
        byte[] mac = Objects.requireNonNull(answer.mac()).bytes();
        mac[11] ^= 1;
        return answer.withMac(Octets.of(mac));
    }

    @Test
    void a_device_without_keys_gets_no_command_and_nothing_is_kept() {
        Eui64 keyless = market.newMeterWithoutKeys(hub);

        assertThatThrownBy(() -> handed(OnBehalfOf.dcc(), keyless, Duration.ofMinutes(5), delivery::handOver))
                .isInstanceOf(CannotBeAsked.class)
                .hasMessageContaining("no key agreement certificate");
    }

    @Test
    void an_answer_with_another_mac_is_not_genuine_and_does_no_harm_to_the_true_one() {
        Handed handed = handOver(OnBehalfOf.dcc());
        GbcsMessage answer = meter.firmware(handed.message());

        assertThat(delivery.bring(forged(answer), USER).result()).isEqualTo(Result.NOT_GENUINE);
        assertThat(stage(handed)).isEqualTo(Stage.HANDED_OVER);

        assertThat(delivery.bring(answer, USER).result()).isEqualTo(Result.TAKEN);
        assertThat(facts.answered(handed.reference()).answer()).isEqualTo(FIRMWARE);
    }

    @Test
    void an_answer_that_makes_no_sense_leaves_the_command_open() {
        Handed handed = handOver(OnBehalfOf.dcc());
        GbcsMessage senseless = meter.firmware(handed.message(), Octets.ofHex(""));

        Brought brought = delivery.bring(senseless, USER);

        assertThat(brought.result()).as(brought.reason()).isEqualTo(Result.NOT_GENUINE);
        assertThat(stage(handed)).isEqualTo(Stage.HANDED_OVER);
    }

    @Test
    void an_answer_to_what_went_over_the_line_alone_belongs_to_no_command_handed_over() {
        TestHub line = connect(hub, meter.id());
        ask();
        GbcsMessage answer = meter.firmware(line.command());

        assertThat(delivery.commandAnsweredBy(answer)).isEmpty();
    }

    @Test
    void the_answer_to_a_command_that_was_withdrawn_is_not_wanted() {
        Handed handed = handOver(OnBehalfOf.dcc());
        meters.cancel(handed.reference());

        assertThat(delivery.bring(meter.firmware(handed.message()), USER).result())
                .isEqualTo(Result.NOT_WANTED);
        assertThat(facts.answers(handed.reference())).isEmpty();
    }

    @Test
    void what_is_handed_over_is_not_sent_and_is_answered_by_hand_once() {
        Handed handed = handOver(OnBehalfOf.dcc());
        meter.verify(handed.message());
        TestHub line = connect(hub, meter.id());
        ask();
        assertThat(line.command().originatorCounter())
                .as("the next command's, which is not the one handed over")
                .isGreaterThan(handed.message().originatorCounter());
        GbcsMessage answer = meter.firmware(handed.message());
        assertThat(delivery.commandAnsweredBy(answer)).contains(handed.reference());

        assertThat(delivery.bring(answer, USER).result()).isEqualTo(Result.TAKEN);
        assertThat(delivery.bring(answer, USER).result()).isEqualTo(Result.KNOWN);

        assertThat(facts.answered(handed.reference()).message()).isEqualTo(answer.encode());
        assertThat(facts.answers(handed.reference())).hasSize(1);
        assertThat(stage(handed)).isEqualTo(Stage.ANSWERED);
        assertThat(state(handed.reference()).attempts()).isZero();
    }

    @Test
    void what_only_the_user_can_tell_to_be_genuine_is_told_without_values() {
        Handed handed = handOver(new OnBehalfOf.KnownUser(USER, 4711));
        assertThat(handed.message().originator()).isEqualTo(USER);
        GbcsMessage answer = meter.firmware(handed.message(), market.user.getPublic());

        assertThat(delivery.bring(answer, USER).result()).isEqualTo(Result.TAKEN);

        assertThat(facts.answered(handed.reference()).answer()).isNull();
    }

    @Test
    void a_line_may_bring_the_answer_as_well() {
        Handed handed = handOver(OnBehalfOf.dcc());
        TestHub line = connect(hub, meter.id());
        GbcsMessage answer = meter.firmware(handed.message());

        line.send(answer);

        assertThat(facts.answered(handed.reference()).answer()).isEqualTo(FIRMWARE);
        assertThat(delivery.bring(answer, USER).result()).isEqualTo(Result.KNOWN);
    }

    @Test
    void what_goes_both_ways_is_one_message_and_goes_before_whatever_would_outdate_its_counter() {
        ask();
        ask();
        Handed handed = handOverAndAsk(OnBehalfOf.dcc(), Duration.ofMinutes(5));
        TestHub line = connect(hub, meter.id());

        GbcsMessage first = line.command();
        line.send(meter.firmware(first));
        GbcsMessage second = line.command();

        assertThat(first).isEqualTo(handed.message());
        assertThat(second.originatorCounter()).isGreaterThan(first.originatorCounter());
        assertThat(facts.answered(handed.reference()).answer()).isEqualTo(FIRMWARE);
    }

    @Test
    void what_went_both_ways_and_stayed_unanswered_is_sent_again_as_it_was() {
        TestHub line = connect(hub, meter.id());
        Handed handed = handOverAndAsk(OnBehalfOf.dcc(), Duration.ofMinutes(5));

        assertThat(line.command()).isEqualTo(handed.message());
        noAnswerInTime();
        assertThat(line.command()).isEqualTo(handed.message());
    }

    @Test
    void an_answer_is_taken_by_hand_when_the_line_was_given_up() {
        Handed handed = handOverAndAsk(OnBehalfOf.dcc(), Duration.ofMillis(300));
        assertThat(facts.unreachable(handed.reference()).reason()).contains("not reached by any connected hub");

        assertThat(delivery.bring(meter.firmware(handed.message()), USER).result())
                .isEqualTo(Result.TAKEN);

        assertThat(facts.answered(handed.reference()).answer()).isEqualTo(FIRMWARE);
        assertThat(stage(handed)).isEqualTo(Stage.ANSWERED);
    }
}
