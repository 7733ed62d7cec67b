package org.meterflow.workbench;

import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meterflow.gbcs.Octets;
import org.meterflow.identifier.Eui64;

/** Public keys alone: signatures can be checked with them, MACs cannot. */
final class KnownCertificates implements Keys {

    private final PublicCertificates certificates;

    KnownCertificates(PublicCertificates certificates) {
        this.certificates = certificates;
    }

    private Optional<X509Certificate> find(Eui64 owner, Use use) {
        return switch (use) {
            case SIGNING -> certificates.signing(owner);
            case AGREEMENT -> certificates.agreement(owner);
            case PREPAYMENT -> Optional.empty();
        };
    }

    @Override
    public @Nullable PublicKey publicKey(Eui64 owner, Use use) {
        return find(owner, use).map(X509Certificate::getPublicKey).orElse(null);
    }

    @Override
    public @Nullable PrivateKey privateKey(Eui64 owner, Use use) {
        return null;
    }

    @Override
    public @Nullable Octets certificate(Eui64 owner, Use use) {
        return find(owner, use).map(KeyFolder::encoded).orElse(null);
    }

    @Override
    public @Nullable Eui64 transitionalChangeOfSupplier() {
        return null;
    }
}
