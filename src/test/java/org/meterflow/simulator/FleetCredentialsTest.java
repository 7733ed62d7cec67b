package org.meterflow.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.meterflow.gbcs.CredentialsOutcome;
import org.meterflow.gbcs.GbcsAlert;
import org.meterflow.gbcs.GbcsMessage;
import org.meterflow.gbcs.MeterAnswer.CredentialsAccepted;
import org.meterflow.gbcs.MeterAnswer.CredentialsReplaced;
import org.meterflow.gbcs.MeterAnswer.GasVolume;
import org.meterflow.gbcs.MeterAnswer.ImportRegisters;
import org.meterflow.gbcs.MeterRequest.CancelSupplierCredentials;
import org.meterflow.gbcs.MeterRequest.ReadFirmwareVersion;
import org.meterflow.gbcs.MeterRequest.ReadImportRegisters;
import org.meterflow.gbcs.MeterRequest.ReplaceSupplierCredentials;

/** A change of supplier, at once and at its date. */
class FleetCredentialsTest extends FleetLine {

    @Test
    void a_supplier_replaced_at_once_loses_the_meter() {
        var replaced = (CredentialsReplaced) answer(TCOS, ESME, 1, changeOfSupplier(null));

        assertThat(replaced.succeeded()).isTrue();
        assertThat(replaced.outcome().replaced()).hasSize(3).allSatisfy(cell -> {
            assertThat(cell.oldParty()).isEqualTo(SUPPLIER);
            assertThat(cell.newParty()).isEqualTo(GAINING);
        });
        headEnd.send(command(SUPPLIER, ESME, 50, new ReadFirmwareVersion()));
        headEnd.send(command(GAINING, ESME, 100, new ReadFirmwareVersion()));
        assertThat(headEnd.answersNothing()).isTrue();
        assertThat(answer(GAINING, ESME, 101, new ReadImportRegisters())).isInstanceOf(ImportRegisters.class);
    }

    @Test
    void a_dated_change_of_supplier_happens_at_its_date_though_the_meter_restarted() {
        Instant due = NOON.plus(Duration.ofDays(2));
        assertThat(answer(TCOS, GPF, 1, changeOfSupplier(due))).isEqualTo(new CredentialsAccepted());
        restart();
        assertThat(fleet.device(GPF).changeDue()).isEqualTo(due);
        assertThat(fleet.device(GPF).supplier()).isEqualTo(SUPPLIER);

        headEnd.welcome(due.minusSeconds(1));
        GbcsMessage message = headEnd.message();

        assertThat(message.recipient()).isEqualTo(TCOS);
        assertThat(crypto.isSignatureValid(message, keys.deviceSigning(GPF))).isTrue();
        GbcsAlert alert = GbcsAlert.of(message);
        assertThat(alert.code()).isEqualTo(CredentialsOutcome.DATED_COMMAND_SUCCEEDED);
        assertThat(alert.at()).isBetween(due.minusSeconds(1), due.plusSeconds(600));
        assertThat(alert.credentials()).isNotNull();
        assertThat(alert.credentials().sequence()).isEqualTo(1);
        assertThat(fleet.device(GPF).supplier()).isEqualTo(GAINING);

        restart();
        assertThat(headEnd.message())
                .as("told again to a head-end that may have missed it")
                .isEqualTo(message);
        assertThat(fleet.device(GPF).supplier()).isEqualTo(GAINING);
        assertThat(answer(GAINING, GPF, 101, new ReadImportRegisters())).isInstanceOf(GasVolume.class);
    }

    @Test
    void a_dated_change_of_supplier_with_certificates_out_of_date_by_then_fails_with_an_alert() {
        Instant due = Instant.parse("2041-01-01T00:00:00Z");
        assertThat(answer(TCOS, ESME, 1, changeOfSupplier(due))).isEqualTo(new CredentialsAccepted());

        headEnd.welcome(due);

        GbcsAlert alert = GbcsAlert.of(headEnd.message());
        assertThat(alert.code()).isEqualTo(CredentialsOutcome.DATED_COMMAND_FAILED);
        assertThat(fleet.device(ESME).supplier()).isEqualTo(SUPPLIER);
    }

    @Test
    void a_dated_change_of_supplier_can_be_withdrawn() {
        Instant due = NOON.plus(Duration.ofDays(2));
        ReplaceSupplierCredentials change = changeOfSupplier(due);
        answer(TCOS, ESME, 1, change);

        assertThat(answer(TCOS, ESME, 2, new CancelSupplierCredentials(change))).isEqualTo(new CredentialsAccepted());

        headEnd.welcome(due.plusSeconds(5));
        assertThat(headEnd.isSilent()).isTrue();
        assertThat(fleet.device(ESME).supplier()).isEqualTo(SUPPLIER);
    }
}
