package org.meterflow.gbcs;

import java.security.PrivateKey;
import java.security.PublicKey;

/** Opens the encrypted parts of one message, for whoever holds the reader's key. */
@FunctionalInterface
public interface Unsealing {

    /** For answers whose use case encrypts nothing: an encrypted part is refused. */
    Unsealing NONE = part -> {
        throw new MalformedGbcs("The answer is encrypted, and no key to open it was given");
    };

    /** @throws MalformedGbcs when the part does not open */
    byte[] open(Octets part);

    /** With the key of the party the message is sealed for. */
    static Unsealing of(GbcsCrypto crypto, GbcsMessage message, PrivateKey reader, PublicKey device) {
        SealingContext context = SealingContext.of(message);
        return part -> crypto.decrypt(context, part, reader, device);
    }
}
