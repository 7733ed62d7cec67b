package org.meterflow.metering.hub;

import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.util.List;
import org.meterflow.device.DeviceType;
import org.meterflow.device.Devices;
import org.meterflow.identifier.Eui64;
import org.meterflow.party.CertificateUse;
import org.meterflow.party.Certificates;
import org.springframework.stereotype.Component;

/** The public keys of hubs, from their device certificates for signatures; and whether a hub has proven that it holds one. */
@Component
class HubKeys {

    /** One in use, one before it, one after it. */
    private static final int MOST_KEYS = 3;

    /** What came of a proof; nobody outside is told more than yes or no. */
    enum Judgement {
        PROVEN,
        WRONG,
        NO_CERTIFICATE,
        UNKNOWN
    }

    private final Devices inventory;
    private final Certificates certificates;
    private final Clock clock;
    private final PublicKey nobodys = freshKey();

    HubKeys(Devices inventory, Certificates certificates, Clock clock) {
        this.inventory = inventory;
        this.certificates = certificates;
        this.clock = clock;
    }

    /** Looks everything up and checks a signature in every case, so that its time tells strangers nothing. */
    Judgement judge(Eui64 hub, byte[] text, byte[] signature) {
        boolean known = isHub(hub);
        List<PublicKey> keys = certificates.of(hub).stream()
                .filter(one -> one.device() && one.use() == CertificateUse.DS)
                .filter(one -> certificates.valid(one, clock.instant()))
                .<PublicKey>map(one -> one.publicKey())
                .limit(MOST_KEYS)
                .toList();
        List<PublicKey> tried = keys.isEmpty() ? List.of(nobodys) : keys;
        boolean signed = tried.stream().anyMatch(key -> HubProof.isBy(key, text, signature));
        if (!known) {
            return Judgement.UNKNOWN;
        }
        if (keys.isEmpty()) {
            return Judgement.NO_CERTIFICATE;
        }
        return signed ? Judgement.PROVEN : Judgement.WRONG;
    }

    boolean isHub(Eui64 id) {
        return inventory
                .find(id)
                .filter(device -> device.type() == DeviceType.CHF)
                .isPresent();
    }

    private static PublicKey freshKey() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair().getPublic();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("P-256 is missing from this Java platform", impossible);
        }
    }
}
