package org.meterflow.simulator;

import java.security.PrivateKey;
import org.jspecify.annotations.Nullable;
import org.meterflow.gbcs.GbcsCrypto;
import org.meterflow.gbcs.GbcsMessage;
import org.meterflow.gbcs.MalformedGbcs;
import org.meterflow.gbcs.Octets;
import org.meterflow.gbcs.SealingContext;
import org.meterflow.gbcs.SupplementaryFields;
import org.meterflow.identifier.Eui64;

/** For whom an answer is encrypted: the user a command names, known or by its certificate, or its originator. */
final class AnswerSealing implements Task.Sealing {

    private final Eui64 device;
    private final GbcsMessage command;
    private final TrustStore trust;
    private final DeviceState state;
    private final GbcsCrypto crypto;
    private final PrivateKey agreement;
    private @Nullable SupplementaryFields fields;
    private @Nullable Long ownCounter;

    AnswerSealing(
            Eui64 device,
            GbcsMessage command,
            TrustStore trust,
            DeviceState state,
            GbcsCrypto crypto,
            PrivateKey agreement) {
        this.device = device;
        this.command = command;
        this.trust = trust;
        this.state = state;
        this.crypto = crypto;
        this.agreement = agreement;
        SupplementaryFields asked = command.supplementary();
        this.fields = asked == null
                ? null
                : new SupplementaryFields(asked.remoteParty(), asked.remotePartyCounter(), null, null);
    }

    /** What the answer says of its reader; null when that is the originator. */
    @Nullable
    SupplementaryFields fields() {
        return fields;
    }

    @Override
    public Octets seal(byte[] plain) {
        SupplementaryFields asked = command.supplementary();
        Eui64 party = asked == null ? command.originator() : asked.remoteParty();
        Octets certificate = asked == null ? null : asked.certificate();
        Credential reader = certificate == null ? trust.agreementOf(party) : Credential.of(certificate);
        if (reader == null || !reader.party().equals(party)) {
            throw new MalformedGbcs("%s knows no key of %s to encrypt for".formatted(device, party));
        }
        if (asked != null && certificate != null && ownCounter == null) {
            ownCounter = state.nextOwnCounter();
            fields = new SupplementaryFields(party, asked.remotePartyCounter(), ownCounter, null);
        }
        long counter = ownCounter == null ? command.originatorCounter() : ownCounter;
        return crypto.encrypt(new SealingContext(device, counter, party), plain, agreement, reader.key());
    }
}
