package org.meterflow.gbcs;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.KeyAgreement;
import org.jspecify.annotations.Nullable;

/** Remembers what pairs of keys agreed on, the least recently used forgotten first: agreeing takes a millisecond. */
final class AgreedSecrets {

    private record Pair(PrivateKey own, PublicKey other) {}

    private final Map<Pair, byte[]> remembered;

    AgreedSecrets(int capacity) {
        this.remembered = new LinkedHashMap<>(256, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<Pair, byte[]> eldest) {
                return size() > capacity;
            }
        };
    }

    /** @throws IllegalArgumentException when the two are no keys of the same curve */
    byte[] of(PrivateKey own, PublicKey other) {
        Pair pair = new Pair(own, other);
        byte[] secret = recall(pair);
        if (secret != null) {
            return secret;
        }
        byte[] agreed = agree(own, other);
        synchronized (remembered) {
            remembered.put(pair, agreed);
        }
        return agreed;
    }

    private byte @Nullable [] recall(Pair pair) {
        synchronized (remembered) {
            return remembered.get(pair);
        }
    }

    private static byte[] agree(PrivateKey own, PublicKey other) {
        try {
            KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
            agreement.init(own);
            agreement.doPhase(other, true);
            return agreement.generateSecret();
        } catch (GeneralSecurityException notAPair) {
            throw new IllegalArgumentException("These two keys cannot agree: both must be of P-256", notAPair);
        }
    }
}
