package org.meterflow.metering.hub;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.SignatureException;

/**
 * What a hub signs to prove itself: the head-end's challenge, which is of this line alone, and its own greeting, which holds
 * random bytes of its own. The words before them keep this apart from all else its key signs.
 */
final class HubProof {

    /** Of the challenge, and of what a hub puts at the end of its greeting. */
    static final int RANDOM_BYTES = 32;

    /** The two numbers of an ECDSA signature on P-256, one after the other. */
    static final int SIGNATURE_BYTES = 64;

    private static final byte[] PURPOSE = "Meterflow hub line 2\0".getBytes(StandardCharsets.US_ASCII);
    private static final SecureRandom RANDOM = new SecureRandom();

    private HubProof() {}

    static byte[] challenge() {
        byte[] challenge = new byte[RANDOM_BYTES];
        RANDOM.nextBytes(challenge);
        return challenge;
    }

    static byte[] text(byte[] challenge, byte[] greeting) {
        return ByteBuffer.allocate(PURPOSE.length + challenge.length + greeting.length)
                .put(PURPOSE)
                .put(challenge)
                .put(greeting)
                .array();
    }

    static boolean isBy(PublicKey key, byte[] text, byte[] signature) {
        try {
            Signature check = Signature.getInstance("SHA256withECDSAinP1363Format");
            check.initVerify(key);
            check.update(text);
            return check.verify(signature);
        } catch (SignatureException noSignature) {
            return false;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("P-256 is missing from this Java platform", impossible);
        }
    }
}
