package org.meterflow.workbench;

import java.security.PrivateKey;
import java.security.PublicKey;
import org.jspecify.annotations.Nullable;
import org.meterflow.gbcs.Octets;
import org.meterflow.identifier.Eui64;

/** Where certificates and private keys of parties and devices are found. */
interface Keys {

    Keys NONE = new Keys() {
        @Override
        public @Nullable PublicKey publicKey(Eui64 owner, Use use) {
            return null;
        }

        @Override
        public @Nullable PrivateKey privateKey(Eui64 owner, Use use) {
            return null;
        }

        @Override
        public @Nullable Octets certificate(Eui64 owner, Use use) {
            return null;
        }

        @Override
        public @Nullable Eui64 transitionalChangeOfSupplier() {
            return null;
        }
    };

    /** What a key is for. */
    enum Use {
        SIGNING("ds"),
        AGREEMENT("ka"),
        PREPAYMENT("pp-ka");

        private final String suffix;

        Use(String suffix) {
            this.suffix = suffix;
        }

        String suffix() {
            return suffix;
        }
    }

    /** A pair that can agree on a secret. */
    record Pair(PrivateKey own, PublicKey other) {}

    /** @return null when there is no certificate */
    @Nullable
    PublicKey publicKey(Eui64 owner, Use use);

    /** @return null when there is no private key */
    @Nullable
    PrivateKey privateKey(Eui64 owner, Use use);

    /** @return the certificate (DER); null when there is none */
    @Nullable
    Octets certificate(Eui64 owner, Use use);

    /** The party that signs changes of supplier, by the role in its certificate; null when there is none. */
    @Nullable
    Eui64 transitionalChangeOfSupplier();

    /** A private key of one of the two with the other's certificate, whichever way round; null when neither is there. */
    default @Nullable Pair pair(Eui64 one, Use oneUse, Eui64 other, Use otherUse) {
        Pair pair = halfPair(one, oneUse, other, otherUse);
        return pair == null ? halfPair(other, otherUse, one, oneUse) : pair;
    }

    private @Nullable Pair halfPair(Eui64 own, Use ownUse, Eui64 other, Use otherUse) {
        PrivateKey privateKey = privateKey(own, ownUse);
        PublicKey publicKey = privateKey == null ? null : publicKey(other, otherUse);
        return privateKey == null || publicKey == null ? null : new Pair(privateKey, publicKey);
    }
}
