package org.meterflow.metering;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.security.KeyPair;
import java.security.PublicKey;
import java.time.Instant;
import java.util.List;
import org.meterflow.gbcs.CredentialsOutcome;
import org.meterflow.gbcs.GbcsCrypto;
import org.meterflow.gbcs.GbcsMessage;
import org.meterflow.gbcs.GbcsMessage.Kind;
import org.meterflow.gbcs.MeterAnswer.ReplacedCredential;
import org.meterflow.gbcs.Octets;
import org.meterflow.gbcs.TrustCell;
import org.meterflow.identifier.Eui64;

/** A device with keys of its own, which answers what a test lets it answer. */
record TestMeter(Eui64 id, KeyPair signing, KeyPair agreement, PublicKey broker) {

    private static final GbcsCrypto CRYPTO = GbcsCrypto.jdk();
    private static final Octets FIRMWARE = Octets.ofHex("0123ABCD");

    static TestMeter in(KeyFolder folder, Eui64 id, PublicKey broker) {
        return new TestMeter(id, folder.device(id, true), folder.device(id, false), broker);
    }

    void verify(GbcsMessage command) {
        assertThat(command.recipient()).isEqualTo(id);
        assertThat(CRYPTO.isMacValid(command, agreement.getPrivate(), broker))
                .as("the MAC of the command")
                .isTrue();
    }

    /** The answer to a read of the firmware version, to whomever asked. */
    GbcsMessage firmware(GbcsMessage command, PublicKey reader) {
        return firmware(command, reader, FIRMWARE);
    }

    GbcsMessage firmware(GbcsMessage command, Octets version) {
        return firmware(command, broker, version);
    }

    private GbcsMessage firmware(GbcsMessage command, PublicKey reader, Octets version) {
        byte[] invoke =
                ByteBuffer.allocate(8).putLong(command.originatorCounter()).array();
        byte[] payload = Octets.ofHex("DA20000000000001" + "0904" + version.hex() + "010100")
                .bytes();
        System.arraycopy(invoke, 5, payload, 2, 3);
        return CRYPTO.mac(response(command, Octets.of(payload)), agreement.getPrivate(), reader);
    }

    GbcsMessage firmware(GbcsMessage command) {
        return firmware(command, broker);
    }

    GbcsMessage signed(GbcsMessage command, Octets payload) {
        return CRYPTO.sign(response(command, payload), signing.getPrivate());
    }

    private GbcsMessage response(GbcsMessage command, Octets payload) {
        return new GbcsMessage(
                Kind.RESPONSE,
                command.originatorCounter(),
                id,
                command.originator(),
                null,
                command.messageCode(),
                command.supplementary(),
                payload,
                Octets.NONE,
                null);
    }

    GbcsMessage credentialsAlert(GbcsMessage command, long ownCounter, boolean success, Instant at) {
        CredentialsOutcome outcome = new CredentialsOutcome(
                command.originatorCounter(),
                7,
                List.of(),
                List.of(new ReplacedCredential(
                        TrustCell.SUPPLIER_SIGNING,
                        success ? 0 : ReplacedCredential.BAD_CERTIFICATE,
                        command.originator(),
                        Octets.ofHex("4000000000000001"),
                        command.originator(),
                        Octets.ofHex("4000000000000002"))));
        return alert(command.originator(), ownCounter, CredentialsOutcome.ALERT, outcome.toAlert(at));
    }

    GbcsMessage alert(Eui64 recipient, long counter, int messageCode, Octets payload) {
        GbcsMessage plain = new GbcsMessage(
                Kind.ALERT, counter, id, recipient, null, messageCode, null, payload, Octets.NONE, null);
        return CRYPTO.sign(plain, signing.getPrivate());
    }
}
