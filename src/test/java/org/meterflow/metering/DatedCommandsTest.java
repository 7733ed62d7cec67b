package org.meterflow.metering;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.meterflow.calendar.DemoClock;
import org.meterflow.gbcs.CredentialsOutcome;
import org.meterflow.gbcs.GbcsCrypto;
import org.meterflow.gbcs.GbcsMessage;
import org.meterflow.gbcs.MeterAnswer;
import org.meterflow.gbcs.MeterRequest.CancelSupplierCredentials;
import org.meterflow.gbcs.MeterRequest.ReadFirmwareVersion;
import org.meterflow.metering.CommandState.Stage;

/** A command for later waits: at the platform while it may, at the device when that was asked. */
@QuickWaits
class DatedCommandsTest extends OneHome {

    @Test
    void a_command_for_later_holds_up_no_other_and_goes_when_its_time_comes() {
        TestHub line = connect(hub, meter.id());
        String later = UUID.randomUUID().toString();
        meters.ask(new MeterCommand(
                later,
                meter.id(),
                new ReadFirmwareVersion(),
                OnBehalfOf.dcc(),
                null,
                clock.instant().plus(Duration.ofHours(1)),
                Duration.ofMinutes(5),
                3));
        String now = ask();

        line.send(meter.firmware(line.command()));
        facts.answered(now);
        assertThat(facts.answers(later)).isEmpty();
        ((DemoClock) clock).advance(Duration.ofHours(1));
        line.send(meter.firmware(line.command()));

        facts.answered(later);
    }

    @Test
    void a_future_dated_command_is_accepted_waits_and_takes_effect() {
        TestHub line = connect(hub, meter.id());
        Instant date = Instant.parse("2031-01-01T00:00:00Z");
        String reference = askForCredentials(date);

        GbcsMessage command = line.command();
        meter.verify(command);
        assertThat(GbcsCrypto.jdk().isSignatureValid(command, market.transitional.getPublic()))
                .isTrue();
        line.send(meter.signed(command, CredentialsOutcome.accepted()));
        assertThat(facts.answered(reference).answer()).isEqualTo(new MeterAnswer.CredentialsAccepted());
        assertThat(state(reference).stage()).isEqualTo(Stage.PENDING_EXECUTION);
        GbcsMessage alert = meter.credentialsAlert(command, 9001, true, date);
        line.send(alert);

        CommandTookEffect effect = facts.effect(reference);
        assertThat(effect.success()).isTrue();
        assertThat(effect.alert()).isEqualTo(alert.encode());
        assertThat(state(reference).stage()).isEqualTo(Stage.TOOK_EFFECT);
        line.send(meter.credentialsAlert(command, 9001, true, date));
        awaitVerdict(meter.id(), Verdict.DUPLICATE, 1);
        assertThat(facts.effects(reference)).hasSize(1);
        assertThat(facts.alerts(meter.id())).isEmpty();
    }

    @Test
    void a_future_dated_command_that_failed_is_told_as_such_even_when_its_acceptance_was_lost() {
        TestHub line = connect(hub, meter.id());
        String reference = askForCredentials(Instant.parse("2031-01-01T00:00:00Z"));

        GbcsMessage command = line.command();
        line.send(meter.credentialsAlert(command, 9002, false, Instant.parse("2031-01-01T00:00:00Z")));

        assertThat(facts.effect(reference).success()).isFalse();
        assertThat(state(reference).stage()).isEqualTo(Stage.DID_NOT_TAKE_EFFECT);
        noAnswerInTime();
        assertThat(line.commandWithin(Duration.ofMillis(500))).isNull();
    }

    @Test
    void a_withdrawn_replacement_of_credentials_no_longer_waits() {
        TestHub line = connect(hub, meter.id());
        Instant date = Instant.parse("2031-01-01T00:00:00Z");
        String replacement = askForCredentials(date);
        line.send(meter.signed(line.command(), CredentialsOutcome.accepted()));
        awaitStage(replacement, Stage.PENDING_EXECUTION);

        String withdrawal = UUID.randomUUID().toString();
        meters.ask(new MeterCommand(
                withdrawal,
                meter.id(),
                new CancelSupplierCredentials(credentials(date)),
                OnBehalfOf.transitionalChangeOfSupplier(),
                Duration.ofMinutes(5),
                3));
        line.send(meter.signed(line.command(), CredentialsOutcome.accepted()));

        awaitStage(withdrawal, Stage.ANSWERED);
        assertThat(state(replacement).stage()).isEqualTo(Stage.CANCELLED);
    }
}
