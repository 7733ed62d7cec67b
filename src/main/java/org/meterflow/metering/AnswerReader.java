package org.meterflow.metering;

import java.security.PublicKey;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meterflow.gbcs.GbcsAlert;
import org.meterflow.gbcs.GbcsCrypto;
import org.meterflow.gbcs.GbcsMessage;
import org.meterflow.gbcs.MalformedGbcs;
import org.meterflow.gbcs.MeterAnswer;
import org.meterflow.gbcs.Unsealing;
import org.meterflow.gbcs.UseCase;
import org.meterflow.identifier.Eui64;
import org.meterflow.party.CertificateUse;
import org.springframework.stereotype.Component;

/** Checks that a message is from the device it names, and reads what is meant for the DCC's eyes. */
@Component
class AnswerReader {

    private final Keyring keys;
    private final GbcsCrypto crypto;

    AnswerReader(Keyring keys, GbcsCrypto crypto) {
        this.keys = keys;
        this.crypto = crypto;
    }

    /**
     * A message to a user carries a MAC that only that user can check; whatever is signed, or addressed to the DCC, is
     * checked here.
     *
     * @return what is wrong with it; null when nothing is
     */
    @Nullable
    Verdict wrong(GbcsMessage message) {
        Optional<PublicKey> signing = keys.of(message.originator(), CertificateUse.DS);
        Optional<PublicKey> agreement = keys.of(message.originator(), CertificateUse.KA);
        if (signing.isEmpty() && agreement.isEmpty()) {
            return Verdict.UNKNOWN_SENDER;
        }
        if (message.isSigned()
                ? signing.filter(key -> crypto.isSignatureValid(message, key)).isEmpty()
                : mustBeSigned(message)) {
            return Verdict.BAD_SIGNATURE;
        }
        if (message.mac() == null ? !message.isSigned() : !isMacGood(message, agreement)) {
            return Verdict.BAD_MAC;
        }
        return null;
    }

    /** What is in order is so by its signature or by the MAC for the DCC, and not only by one that a user can check. */
    boolean isProven(GbcsMessage message) {
        return message.isSigned() || message.recipient().equals(keys.accessControlBroker());
    }

    private boolean mustBeSigned(GbcsMessage message) {
        boolean critical = message.kind() == GbcsMessage.Kind.ALERT
                ? GbcsAlert.isSigned(message.messageCode())
                : UseCase.ofCode(message.messageCode())
                        .filter(UseCase::critical)
                        .isPresent();
        return critical || message.recipient().equals(keys.transitionalChangeOfSupplier());
    }

    private boolean isMacGood(GbcsMessage message, Optional<PublicKey> device) {
        Eui64 broker = keys.accessControlBroker();
        return !message.recipient().equals(broker)
                || device.filter(key -> crypto.isMacValid(message, keys.own(broker, CertificateUse.KA), key))
                        .isPresent();
    }

    /**
     * @return null when the values are encrypted for a user
     * @throws MalformedGbcs when an answer to the DCC makes no sense
     */
    @Nullable
    MeterAnswer values(GbcsMessage message) {
        UseCase useCase = UseCase.ofCode(message.messageCode())
                .orElseThrow(() ->
                        new MalformedGbcs("Nothing is known of message code %04X".formatted(message.messageCode())));
        boolean forUser = message.supplementary() != null || !isDcc(message.recipient());
        if (!forUser) {
            return useCase.answer(message, unsealing(message));
        }
        try {
            return useCase.answer(message, Unsealing.NONE);
        } catch (MalformedGbcs sealed) {
            return null;
        }
    }

    private boolean isDcc(Eui64 recipient) {
        return recipient.equals(keys.accessControlBroker()) || recipient.equals(keys.transitionalChangeOfSupplier());
    }

    private Unsealing unsealing(GbcsMessage message) {
        Eui64 broker = keys.accessControlBroker();
        if (!message.recipient().equals(broker)) {
            return Unsealing.NONE;
        }
        PublicKey device = keys.of(message.originator(), CertificateUse.KA)
                .orElseThrow(() -> new MalformedGbcs("Without the device's key agreement certificate nothing opens"));
        return Unsealing.of(crypto, message, keys.own(broker, CertificateUse.KA), device);
    }

    CommandState withValues(CommandState state) {
        byte[] answer = state.answer();
        if (answer == null) {
            return state;
        }
        MeterAnswer values;
        try {
            values = values(GbcsMessage.parse(answer));
        } catch (MalformedGbcs unreadable) {
            values = null;
        }
        return state.withValues(values);
    }
}
