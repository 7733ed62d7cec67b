package org.meterflow.gbcs;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.meterflow.identifier.Eui64;

/** The key of one message, derived from what two parties agreed on, and the cipher it goes into. */
final class MessageCiphers {

    static final int TAG_BITS = 96;

    private MessageCiphers() {}

    /** One round of the concatenation key derivation of NIST SP 800-56A. */
    static byte[] key(byte[] secret, Eui64 originator, int use, long counter, Eui64 recipient) {
        byte[] input = new OctetWriter()
                .u32(1)
                .put(secret)
                .put(new byte[] {0x60, (byte) 0x85, 0x74, 0x06, 0x08, 0x03, 0x00})
                .put(originator)
                .u8(9)
                .u8(use)
                .i64(counter)
                .put(recipient)
                .toBytes();
        try {
            return Arrays.copyOf(MessageDigest.getInstance("SHA-256").digest(input), 16);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("SHA-256 is missing from this Java platform", impossible);
        }
    }

    /** What proves that these bytes, which are not encrypted, came from a holder of the key. */
    static byte[] tag(byte[] key, Eui64 originator, int tagBits, byte[]... covered) {
        try {
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, key, originator, tagBits);
            for (byte[] part : covered) {
                cipher.updateAAD(part);
            }
            return cipher.doFinal();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("AES-GCM is missing from this Java platform", impossible);
        }
    }

    /** A new cipher each time: one refuses the same key and nonce twice, which the format asks for. */
    static Cipher cipher(int mode, byte[] key, Eui64 originator) throws GeneralSecurityException {
        return cipher(mode, key, originator, TAG_BITS);
    }

    private static Cipher cipher(int mode, byte[] key, Eui64 originator, int tagBits) throws GeneralSecurityException {
        byte[] nonce = Arrays.copyOf(originator.bytes(), 12);
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(tagBits, nonce));
        return cipher;
    }
}
