package org.meterflow.workbench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.PublicKey;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.meterflow.gbcs.GbcsCrypto;
import org.meterflow.gbcs.GbcsMessage;
import org.meterflow.gbcs.GbcsMessage.Kind;
import org.meterflow.identifier.Eui64;
import org.meterflow.workbench.Keys.Pair;
import org.meterflow.workbench.Keys.Use;

/** Checks signatures and MACs with whatever keys the folder holds. */
final class Checks {

    /** Commands of one device in the home to another, whose MAC is made with the two devices' own keys. */
    private static final Set<Integer> WITHIN_THE_HOME = Set.of(0x0090, 0x009B);

    private final GbcsCrypto crypto;

    Checks(GbcsCrypto crypto) {
        this.crypto = crypto;
    }

    /** What a check came to. */
    enum Outcome {
        VALID,
        INVALID,
        /** There is nothing to check. */
        ABSENT,
        /** The key to check it with is not there. */
        UNKNOWN;

        static Outcome of(boolean valid) {
            return valid ? VALID : INVALID;
        }

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    void verify(Ask ask, ObjectNode answer) {
        GbcsMessage message = ask.message();
        RequestPath acb = ask.find("acb");
        answer.put("signature", signature(message, ask.keys()).word());
        if (acb == null && message.mac() != null && isMadeByTheBroker(message)) {
            answer.put("mac", Outcome.UNKNOWN.word());
            answer.put("reason", "The MAC of a command is made with the access control broker's key: 'acb' names it");
            return;
        }
        answer.put(
                "mac",
                mac(message, ask.keys(), acb == null ? null : acb.eui64()).word());
    }

    private static boolean isMadeByTheBroker(GbcsMessage message) {
        return message.kind() == Kind.COMMAND && !WITHIN_THE_HOME.contains(message.messageCode());
    }

    private Outcome signature(GbcsMessage message, Keys keys) {
        if (!message.isSigned()) {
            return Outcome.ABSENT;
        }
        PublicKey key = keys.publicKey(message.originator(), Use.SIGNING);
        return key == null ? Outcome.UNKNOWN : Outcome.of(crypto.isSignatureValid(message, key));
    }

    private Outcome mac(GbcsMessage message, Keys keys, @Nullable Eui64 broker) {
        if (message.mac() == null) {
            return Outcome.ABSENT;
        }
        Pair pair = macKeys(message, keys, broker);
        return pair == null ? Outcome.UNKNOWN : Outcome.of(crypto.isMacValid(message, pair.own(), pair.other()));
    }

    /** A command's are the broker's and the device's, whoever sends it; else the device's and the recipient's. */
    private static @Nullable Pair macKeys(GbcsMessage message, Keys keys, @Nullable Eui64 broker) {
        Eui64 maker = broker == null || !isMadeByTheBroker(message) ? message.originator() : broker;
        return keys.pair(maker, Use.AGREEMENT, message.recipient(), Use.AGREEMENT);
    }
}
