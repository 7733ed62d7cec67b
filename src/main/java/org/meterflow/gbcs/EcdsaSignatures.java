package org.meterflow.gbcs;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;

/** Signatures of 64 bytes, r and s, as messages carry them. */
final class EcdsaSignatures {

    private static final String ALGORITHM = "SHA256withECDSAinP1363Format";

    private EcdsaSignatures() {}

    /** @throws IllegalArgumentException when the key is of another curve */
    static Octets sign(byte[] content, PrivateKey key) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(key);
            signature.update(content);
            return Octets.owning(signature.sign());
        } catch (GeneralSecurityException unusableKey) {
            throw new IllegalArgumentException("This key cannot sign messages: it must be of P-256", unusableKey);
        }
    }

    /** @throws IllegalArgumentException when the key is of another curve */
    static boolean isValid(Octets found, byte[] content, PublicKey key) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initVerify(key);
            signature.update(content);
            return signature.verify(found.shared());
        } catch (SignatureException impossibleNumbers) {
            return false;
        } catch (GeneralSecurityException unusableKey) {
            throw new IllegalArgumentException("This key cannot verify messages: it must be of P-256", unusableKey);
        }
    }
}
