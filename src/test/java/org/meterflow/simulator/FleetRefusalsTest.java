package org.meterflow.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.meterflow.gbcs.DeviceKind;
import org.meterflow.gbcs.GbcsMessage;
import org.meterflow.gbcs.MeterAnswer.CredentialsReplaced;
import org.meterflow.gbcs.MeterAnswer.FirmwareVersion;
import org.meterflow.gbcs.MeterAnswer.ReplacedCredential;
import org.meterflow.gbcs.MeterRequest.ReadFirmwareVersion;
import org.meterflow.gbcs.MeterRequest.ReadImportRegisters;
import org.meterflow.gbcs.MeterRequest.ReplaceSupplierCredentials;
import org.meterflow.gbcs.Octets;
import org.meterflow.gbcs.UseCase;
import org.meterflow.identifier.RequestId;
import org.meterflow.simulator.KeySource.Use;

/** What devices keep silent to. */
class FleetRefusalsTest extends FleetLine {

    @Test
    void a_command_with_a_wrong_mac_gets_no_answer() {
        GbcsMessage command = command(SUPPLIER, ESME, 1, new ReadFirmwareVersion());
        byte[] changed = command.encode();
        changed[changed.length - 1] ^= 1;
        headEnd.send(HubFrame.GBCS, changed);

        assertThat(headEnd.answersNothing()).isTrue();
        assertThat(fleet.device(ESME).refused()).containsEntry(Refusal.BAD_MAC, 1);
    }

    @Test
    void a_counter_that_was_used_gets_no_answer_even_after_a_restart() {
        assertThat(answer(SUPPLIER, ESME, 7, new ReadFirmwareVersion())).isInstanceOf(FirmwareVersion.class);

        headEnd.send(command(SUPPLIER, ESME, 7, new ReadFirmwareVersion()));
        assertThat(headEnd.answersNothing()).isTrue();
        assertThat(fleet.device(ESME).refused()).containsEntry(Refusal.COUNTER_NOT_HIGHER, 1);

        restart();
        headEnd.send(command(SUPPLIER, ESME, 7, new ReadFirmwareVersion()));
        assertThat(headEnd.answersNothing()).isTrue();
        assertThat(answer(BROKER, ESME, 7, new ReadFirmwareVersion())).isInstanceOf(FirmwareVersion.class);
    }

    @Test
    void a_stranger_gets_no_answer() {
        headEnd.send(command(GAINING, ESME, 1, new ReadImportRegisters()));

        assertThat(headEnd.answersNothing()).isTrue();
        assertThat(fleet.device(ESME).refused()).containsEntry(Refusal.NO_AUTHORITY, 1);
    }

    @Test
    void only_the_transitional_party_may_replace_credentials_and_only_with_its_signature() {
        ReplaceSupplierCredentials change = changeOfSupplier(null);
        headEnd.send(command(SUPPLIER, ESME, 1, change));
        assertThat(headEnd.answersNothing()).isTrue();

        UseCase useCase = UseCase.forRequest(change, DeviceKind.ESME);
        GbcsMessage plain = useCase.command(new RequestId(TCOS, ESME, 2), change);
        headEnd.send(withMac(plain));
        headEnd.send(withMac(crypto.sign(plain, keys.privateKey(SUPPLIER, Use.SIGNING))));
        assertThat(headEnd.answersNothing()).isTrue();

        assertThat(fleet.device(ESME).refused())
                .containsEntry(Refusal.NO_AUTHORITY, 1)
                .containsEntry(Refusal.BAD_SIGNATURE, 2);
        assertThat(fleet.device(ESME).supplier()).isEqualTo(SUPPLIER);
    }

    @Test
    void noise_on_the_line_is_survived() {
        headEnd.send(HubFrame.GBCS, new byte[] {1, 2, 3});
        headEnd.send(HubFrame.GBCS, new byte[0]);
        headEnd.send(HubFrame.WELCOME, new byte[] {1});

        assertThat(answer(SUPPLIER, ESME, 1, new ReadFirmwareVersion())).isInstanceOf(FirmwareVersion.class);
    }

    @Test
    void credentials_that_are_not_in_order_replace_nothing() {
        ReplaceSupplierCredentials good = changeOfSupplier(null);
        var stranger = TestInfrastructure.pair();
        Octets forged = TestInfrastructure.der(keys.partyCertificate(
                GAINING, 2, Use.SIGNING, stranger, stranger, TestInfrastructure.FROM, TestInfrastructure.TO));
        Octets expired = TestInfrastructure.der(keys.partyCertificate(
                GAINING,
                2,
                Use.SIGNING,
                stranger,
                keys.authorityKeys(),
                TestInfrastructure.FROM,
                Instant.parse("2021-01-01T00:00:00Z")));
        long counter = 1;
        for (Octets bad : List.of(forged, expired, keys.der(NETWORK, Use.SIGNING), Octets.ofHex("3000"))) {
            var change = new ReplaceSupplierCredentials(
                    bad,
                    good.keyAgreement(),
                    good.prepaymentKeyAgreement(),
                    good.certificationPath(),
                    null,
                    0,
                    null,
                    true);
            var replaced = (CredentialsReplaced) answer(TCOS, ESME, counter++, change);

            assertThat(replaced.succeeded()).isFalse();
            assertThat(replaced.outcome().replaced().get(0).status()).isEqualTo(ReplacedCredential.BAD_CERTIFICATE);
            assertThat(replaced.outcome().replaced().get(1).status()).isEqualTo(ReplacedCredential.OTHER);
        }
        assertThat(fleet.device(ESME).supplier()).isEqualTo(SUPPLIER);
    }
}
