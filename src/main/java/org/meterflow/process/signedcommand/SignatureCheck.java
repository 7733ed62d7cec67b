package org.meterflow.process.signedcommand;

import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import org.meterflow.gbcs.GbcsCrypto;
import org.meterflow.gbcs.GbcsMessage;
import org.meterflow.gbcs.MalformedGbcs;
import org.meterflow.gbcs.UseCase;
import org.meterflow.party.Certificate;
import org.meterflow.party.CertificateUse;
import org.meterflow.party.Certificates;
import org.springframework.stereotype.Component;

/** Whether what came back is what the case intends, signed by the one who was asked: the first difference, in a sentence. */
@Component
class SignatureCheck {

    private final Certificates certificates;
    private final PreCommands preCommands;
    private final GbcsCrypto crypto;

    SignatureCheck(Certificates certificates, PreCommands preCommands, GbcsCrypto crypto) {
        this.certificates = certificates;
        this.preCommands = preCommands;
        this.crypto = crypto;
    }

    Optional<String> difference(WantedCommand wanted, byte[] signed) {
        GbcsMessage intended = GbcsMessage.parse(
                Objects.requireNonNull(wanted.preCommand(), "nothing was asked").bytes());
        try {
            GbcsMessage message = GbcsMessage.parse(signed);
            return address(intended, message)
                    .or(() -> content(intended, message))
                    .or(() -> counter(wanted, intended, message))
                    .or(() -> signature(wanted, message));
        } catch (MalformedGbcs unreadable) {
            return Optional.of("The signed command cannot be read: " + unreadable.getMessage());
        }
    }

    private static Optional<String> address(GbcsMessage intended, GbcsMessage message) {
        if (message.kind() != intended.kind()) {
            return Optional.of("What is signed is no command");
        }
        if (!message.originator().equals(intended.originator())) {
            return Optional.of("The command comes from %s, but %s was asked to sign it"
                    .formatted(message.originator(), intended.originator()));
        }
        return message.recipient().equals(intended.recipient())
                ? Optional.empty()
                : Optional.of("The command is for device %s, but the case is about device %s"
                        .formatted(message.recipient(), intended.recipient()));
    }

    private static Optional<String> content(GbcsMessage intended, GbcsMessage message) {
        if (message.messageCode() != intended.messageCode()) {
            return Optional.of("The command is %s, but the case intends %s"
                    .formatted(useCase(message.messageCode()), useCase(intended.messageCode())));
        }
        byte[] asked = intended.payload().bytes();
        byte[] sent = message.payload().bytes();
        int place = Arrays.mismatch(asked, sent);
        boolean otherHeader = !Objects.equals(message.supplementary(), intended.supplementary())
                || !Objects.equals(message.dateTime(), intended.dateTime());
        if (place < 0 && !otherHeader || message.originatorCounter() != intended.originatorCounter()) {
            return Optional.empty();
        }
        return Optional.of(
                otherHeader
                        ? "The command's header differs from that of the pre-command"
                        : "What the command tells the device differs from the pre-command, from byte %s of its content on"
                                .formatted(place + 1));
    }

    private static String useCase(int code) {
        return UseCase.ofCode(code)
                .map(known -> known.name() + " (" + known.title() + ")")
                .orElse("the unknown use case %04X".formatted(code));
    }

    private Optional<String> counter(WantedCommand wanted, GbcsMessage intended, GbcsMessage message) {
        if (message.originatorCounter() != intended.originatorCounter()) {
            return Optional.of(
                    ("The command carries the counter %s, but the pre-command has %s. Choose another counter with"
                                    + " counterChosen")
                            .formatted(message.originatorCounter(), intended.originatorCounter()));
        }
        return preCommands
                .outdated(wanted.order(), message.originatorCounter())
                .map(sentence -> sentence + ". Choose another with counterChosen");
    }

    private Optional<String> signature(WantedCommand wanted, GbcsMessage message) {
        if (!message.isSigned()) {
            return Optional.of("The command carries no signature");
        }
        Optional<Certificate> certificate = certificates.inUse(wanted.order().supplier(), CertificateUse.DS);
        if (certificate.isEmpty()) {
            return Optional.of("%s has no certificate for signing in use"
                    .formatted(wanted.order().supplier()));
        }
        return crypto.isSignatureValid(message, certificate.get().publicKey())
                ? Optional.empty()
                : Optional.of("The signature is not one of %s, made with the key of its certificate %s"
                        .formatted(wanted.order().supplier(), certificate.get().serial()));
    }
}
