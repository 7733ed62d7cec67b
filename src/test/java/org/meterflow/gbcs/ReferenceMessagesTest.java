package org.meterflow.gbcs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.meterflow.gbcs.GbcsMessage.Kind;
import org.meterflow.gbcs.ReferenceMessages.Vector;
import org.meterflow.identifier.Eui64;

class ReferenceMessagesTest {

    private static final Eui64 BROKER = Eui64.of("90B3D51F30000002");
    private static final List<String> WITHOUT_PUBLISHED_KEYS = List.of("PCS01", "PCS02");

    private final GbcsCrypto crypto = GbcsCrypto.jdk();

    @Test
    void every_reference_message_comes_back_byte_for_byte() {
        for (Vector vector : ReferenceMessages.in()) {
            assertThat(Octets.of(vector.message().encode())).as(vector.name()).isEqualTo(vector.bytes());
        }
    }

    @Test
    void every_reference_signature_is_its_originators() {
        List<Vector> signed = ReferenceMessages.in().stream()
                .filter(vector -> vector.message().isSigned())
                .toList();

        assertThat(signed).hasSizeGreaterThan(100).allSatisfy(vector -> {
            GbcsMessage message = vector.message();
            assertThat(crypto.isSignatureValid(message, ReferenceMessages.publicKey(message.originator(), "ds")))
                    .isTrue();
            GbcsMessage changed =
                    message.withPayload(Octets.ofHex(message.payload().hex() + "00"));
            assertThat(crypto.isSignatureValid(changed, ReferenceMessages.publicKey(message.originator(), "ds")))
                    .isFalse();
        });
    }

    @Test
    void every_reference_mac_is_made_with_the_published_keys() {
        List<Vector> withMac = ReferenceMessages.in().stream()
                .filter(vector -> vector.message().mac() != null)
                .filter(vector -> WITHOUT_PUBLISHED_KEYS.stream().noneMatch(vector.name()::startsWith))
                .toList();

        assertThat(withMac).hasSizeGreaterThan(200).allSatisfy(vector -> {
            GbcsMessage message = vector.message();
            boolean command = message.kind() == Kind.COMMAND;
            Eui64 party = command ? BROKER : message.recipient();
            Eui64 device = command ? message.recipient() : message.originator();
            var own = ReferenceMessages.privateKey(party, "ka");
            var other = ReferenceMessages.publicKey(device, "ka");
            assertThat(crypto.isMacValid(message, own, other)).isTrue();
            assertThat(crypto.mac(message.withMac(null), own, other)).isEqualTo(message);
        });
    }
}
