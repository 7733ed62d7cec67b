package org.meterflow.gbcs;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import org.meterflow.gbcs.GbcsMessage.Kind;
import org.meterflow.identifier.Eui64;
import org.meterflow.identifier.RequestId;

/** The Java platform's own algorithms, in the order and with the padding bytes GBCS prescribes. */
final class JdkGbcsCrypto implements GbcsCrypto {

    private static final int WHOLE_TAG_BITS = 128;
    private static final int TAG_BYTES = MessageCiphers.TAG_BITS / 8;
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
        return message.withSignature(EcdsaSignatures.sign(GbcsGrouping.signedPart(message), signing));
    }

    @Override
    public boolean isSignatureValid(GbcsMessage message, PublicKey signing) {
        Octets found = message.signature();
        return found != null
                && !found.isEmpty()
                && EcdsaSignatures.isValid(found, GbcsGrouping.signedPart(message), signing);
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
        byte[] key = MessageCiphers.key(
                secrets.of(own, other),
                originator,
                use(message.kind()),
                message.originatorCounter(),
                message.recipient());
        return MessageCiphers.tag(key, originator, MessageCiphers.TAG_BITS, MAC_PREFIX, GbcsGrouping.encode(message));
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
            Cipher cipher = MessageCiphers.cipher(
                    Cipher.ENCRYPT_MODE, encryptionKey(context, own, other), context.originator());
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
            Cipher cipher = MessageCiphers.cipher(
                    Cipher.DECRYPT_MODE, encryptionKey(context, own, other), context.originator());
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
        byte[] key = MessageCiphers.key(
                secrets.of(own, other), id.originator(), use(Kind.COMMAND), id.counter(), id.target());
        byte[] content = new OctetWriter()
                .put(MAC_PREFIX)
                .put(id.originator())
                .put(id.target())
                .u8(1)
                .i64(id.counter())
                .u32(upperHalf)
                .toBytes();
        byte[] tag = MessageCiphers.tag(key, id.originator(), WHOLE_TAG_BITS, content);
        return ByteBuffer.wrap(tag).getInt(tag.length - Integer.BYTES) & 0xFFFFFFFFL;
    }

    private byte[] encryptionKey(SealingContext context, PrivateKey own, PublicKey other) {
        return MessageCiphers.key(
                secrets.of(own, other), context.originator(), ENCRYPTION_USE, context.counter(), context.recipient());
    }
}
