package org.meterflow.workbench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.PrivateKey;
import org.meterflow.gbcs.GbcsCrypto;
import org.meterflow.gbcs.GbcsMessage;
import org.meterflow.gbcs.GbcsMessage.Kind;
import org.meterflow.gbcs.MessageCodes;
import org.meterflow.gbcs.MessageCodes.Criticality;
import org.meterflow.gbcs.Octets;
import org.meterflow.identifier.Eui64;
import org.meterflow.workbench.Keys.Pair;
import org.meterflow.workbench.Keys.Use;

/** Makes a pre-command ready for its device: signed by its sender where it is critical, with the broker's MAC always. */
final class Finishing {

    private final GbcsCrypto crypto;

    Finishing(GbcsCrypto crypto) {
        this.crypto = crypto;
    }

    void finish(Ask ask, ObjectNode answer) {
        GbcsMessage message = ask.message();
        if (message.kind() != Kind.COMMAND) {
            throw new Refused("Only commands are finished; this is a " + message.kind());
        }
        GbcsMessage signed = message.signature() == null ? signed(message, ask) : message;
        Eui64 broker = ask.at("acb").eui64();
        Pair pair = ask.keys().pair(broker, Use.AGREEMENT, message.recipient(), Use.AGREEMENT);
        if (pair == null) {
            throw new Refused("The keystore holds no key agreement key of %s with a certificate of %s, nor the reverse"
                    .formatted(broker, message.recipient()));
        }
        answer.put(
                "message",
                Workbench.hex(crypto.mac(signed.withMac(null), pair.own(), pair.other())
                        .encode()));
    }

    private GbcsMessage signed(GbcsMessage message, Ask ask) {
        if (isUncritical(message)) {
            return message.withSignature(Octets.NONE);
        }
        RequestPath named = ask.find("signer");
        Eui64 signer = named == null ? message.originator() : named.eui64();
        PrivateKey key = ask.keys().privateKey(signer, Use.SIGNING);
        if (key == null) {
            throw new Refused("The keystore holds no signing key of " + signer);
        }
        return crypto.sign(message, key);
    }

    private static boolean isUncritical(GbcsMessage message) {
        return MessageCodes.of(message.messageCode())
                .filter(code -> code.critical() == Criticality.NO)
                .isPresent();
    }
}
