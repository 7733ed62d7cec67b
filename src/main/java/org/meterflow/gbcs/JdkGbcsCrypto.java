package org.meterflow.gbcs;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.meterflow.gbcs.GbcsMessage.Kind;
import org.meterflow.identifier.Eui64;
import org.meterflow.identifier.RequestId;

/** The Java platform's own algorithms, in the order and with the padding bytes GBCS prescribes. */
final class JdkGbcsCrypto implements GbcsCrypto {

    private static final String ECDSA = "SHA256withECDSAinP1363Format";
    private static final int TAG_BITS = 96;
    private static final int WHOLE_TAG_BITS = 128;
    private static final int TAG_BYTES = TAG_BITS / 8;
    private static final int ENCRYPTION_USE = 4;
    private static final byte[] MAC_PREFIX = {0x11, 0, 0, 0, 0, 0};
    private static final byte[] ENCRYPTION_AAD = {0x31};
    private static final byte[] ENCRYPTION_HEADER = {0x31, 0, 0, 0, 0};

    private final AgreedSecrets secrets;

    JdkGbcsCrypto(int rememberedSecrets) {
        this.secrets = new AgreedSecrets(rememberedSecrets);
    }

    @Override
    public GbcsMessage sign(GbcsMessage message, PrivateKey signing) {
        try {
            Signature signature = Signature.getInstance(ECDSA);
            signature.initSign(signing);
            signature.update(GbcsGrouping.signedPart(message));
            return message.withSignature(Octets.owning(signature.sign()));
        } catch (GeneralSecurityException unusableKey) {
            throw new IllegalArgumentException("This key cannot sign messages: it must be of P-256", unusableKey);
        }
    }

    @Override
    public boolean isSignatureValid(GbcsMessage message, PublicKey signing) {
        Octets found = message.signature();
        if (found == null || found.isEmpty()) {
            return false;
        }
        try {
            Signature signature = Signature.getInstance(ECDSA);
            signature.initVerify(signing);
            signature.update(GbcsGrouping.signedPart(message));
            return signature.verify(found.shared());
        } catch (SignatureException impossibleNumbers) {
            return false;
        } catch (GeneralSecurityException unusableKey) {
            throw new IllegalArgumentException("This key cannot verify messages: it must be of P-256", unusableKey);
        }
    }

    @Override
    public GbcsMessage mac(GbcsMessage message, PrivateKey own, PublicKey other) {
        if (message.signature() == null) {
            throw new IllegalArgumentException("A pre-command is signed, or marked as unsigned, before its MAC");
        }
        return message.withMac(Octets.owning(macOf(message, own, other)));
    }

    @Override
    public boolean isMacValid(GbcsMessage message, PrivateKey own, PublicKey other) {
        Octets found = message.mac();
        return found != null && MessageDigest.isEqual(found.shared(), macOf(message, own, other));
    }

    private byte[] macOf(GbcsMessage message, PrivateKey own, PublicKey other) {
        Eui64 originator = message.originator();
        byte[] key = key(
                secrets.of(own, other),
                originator,
                use(message.kind()),
                message.originatorCounter(),
                message.recipient());
        try {
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, key, originator);
            cipher.updateAAD(MAC_PREFIX);
            cipher.updateAAD(GbcsGrouping.encode(message));
            return cipher.doFinal();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("AES-GCM is missing from this Java platform", impossible);
        }
    }

    private static int use(Kind kind) {
        return switch (kind) {
            case COMMAND -> 1;
            case RESPONSE -> 2;
            case ALERT -> 3;
        };
    }

    @Override
    public Octets encrypt(SealingContext context, byte[] plain, PrivateKey own, PublicKey other) {
        try {
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, encryptionKey(context, own, other), context.originator());
            cipher.updateAAD(ENCRYPTION_AAD);
            return new OctetWriter()
                    .put(ENCRYPTION_HEADER)
                    .put(cipher.doFinal(plain))
                    .toOctets();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("AES-GCM is missing from this Java platform", impossible);
        }
    }

    @Override
    public byte[] decrypt(SealingContext context, Octets encrypted, PrivateKey own, PublicKey other) {
        byte[] wire = encrypted.shared();
        int header = ENCRYPTION_HEADER.length;
        if (wire.length < header + TAG_BYTES || !Arrays.equals(wire, 0, header, ENCRYPTION_HEADER, 0, header)) {
            throw new MalformedGbcs("An encrypted part begins with 31 00000000 and ends with a tag of 12 bytes");
        }
        try {
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, encryptionKey(context, own, other), context.originator());
            cipher.updateAAD(ENCRYPTION_AAD);
            return cipher.doFinal(wire, header, wire.length - header);
        } catch (AEADBadTagException notForThisReader) {
            throw new MalformedGbcs("The encrypted part does not open with these keys", notForThisReader);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("AES-GCM is missing from this Java platform", impossible);
        }
    }

    @Override
    public long tokenMac(RequestId id, long upperHalf, PrivateKey own, PublicKey other) {
        byte[] key = key(secrets.of(own, other), id.originator(), use(Kind.COMMAND), id.counter(), id.target());
        byte[] content = new OctetWriter()
                .put(MAC_PREFIX)
                .put(id.originator())
                .put(id.target())
                .u8(1)
                .i64(id.counter())
                .u32(upperHalf)
                .toBytes();
        try {
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, key, id.originator(), WHOLE_TAG_BITS);
            cipher.updateAAD(content);
            byte[] tag = cipher.doFinal();
            return ByteBuffer.wrap(tag).getInt(tag.length - Integer.BYTES) & 0xFFFFFFFFL;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("AES-GCM is missing from this Java platform", impossible);
        }
    }

    private byte[] encryptionKey(SealingContext context, PrivateKey own, PublicKey other) {
        return key(
                secrets.of(own, other), context.originator(), ENCRYPTION_USE, context.counter(), context.recipient());
    }

    /** One round of the concatenation key derivation of NIST SP 800-56A. */
    private static byte[] key(byte[] secret, Eui64 originator, int use, long counter, Eui64 recipient) {
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

    /** A new cipher each time: one refuses the same key and nonce twice, which the format asks for. */
    private static Cipher cipher(int mode, byte[] key, Eui64 originator) throws GeneralSecurityException {
        return cipher(mode, key, originator, TAG_BITS);
    }

    private static Cipher cipher(int mode, byte[] key, Eui64 originator, int tagBits) throws GeneralSecurityException {
        byte[] nonce = Arrays.copyOf(originator.bytes(), 12);
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(tagBits, nonce));
        return cipher;
    }
}
