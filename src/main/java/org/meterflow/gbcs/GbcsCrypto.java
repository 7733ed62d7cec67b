package org.meterflow.gbcs;

import java.security.PrivateKey;
import java.security.PublicKey;
import org.meterflow.identifier.RequestId;

/**
 * Signatures, MACs and encryption of messages (GBCS 4.3: P-256, SHA-256, AES-128-GCM, static-static key agreement).
 * Whose keys: a command's MAC is made with the access control broker's, whoever the originator is; a response's and
 * an alert's with the device's and the recipient's; encryption with the device's and the reader's.
 */
public interface GbcsCrypto {

    /** The pure JDK, with a memory for the last 20,000 agreed secrets: the costly part of each MAC. */
    static GbcsCrypto jdk() {
        return new JdkGbcsCrypto(20_000);
    }

    /** The message with its originator's signature in place. */
    GbcsMessage sign(GbcsMessage message, PrivateKey signing);

    /** False also when the message is not signed at all. */
    boolean isSignatureValid(GbcsMessage message, PublicKey signing);

    /** The message with its MAC in place; a pre-command must have been signed before. */
    GbcsMessage mac(GbcsMessage message, PrivateKey ownAgreement, PublicKey otherAgreement);

    /** False also when the message carries no MAC. */
    boolean isMacValid(GbcsMessage message, PrivateKey ownAgreement, PublicKey otherAgreement);

    /** @return the encrypted part with its header and tag, as it stands in the payload */
    Octets encrypt(SealingContext context, byte[] plain, PrivateKey ownAgreement, PublicKey otherAgreement);

    /** @throws MalformedGbcs when the part was not encrypted for this reader, or was changed on its way */
    byte[] decrypt(SealingContext context, Octets encrypted, PrivateKey ownAgreement, PublicKey otherAgreement);

    /**
     * The four bytes by which a top-up token proves who made it, for which meter and under which counter (GBCS 14.7).
     *
     * @param id the supplier, the meter and the counter
     * @param upperHalf the token's upper 32 bits
     */
    long tokenMac(RequestId id, long upperHalf, PrivateKey ownAgreement, PublicKey otherAgreement);
}
