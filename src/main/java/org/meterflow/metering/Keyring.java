package org.meterflow.metering;

import java.security.PrivateKey;
import java.security.PublicKey;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.meterflow.gbcs.Octets;
import org.meterflow.identifier.Eui64;
import org.meterflow.party.Certificate;
import org.meterflow.party.CertificateUse;
import org.meterflow.party.Certificates;
import org.meterflow.party.DccKeys;
import org.springframework.stereotype.Component;

/** The keys messages need: the DCC's own private ones, and everyone's public ones. */
@Component
class Keyring {

    private static final long REMEMBERED = Duration.ofSeconds(30).toNanos();

    private record Owned(PrivateKey key, long since) {}

    private final Certificates certificates;
    private final DccKeys dcc;
    private final Map<String, Owned> owned = new ConcurrentHashMap<>();

    Keyring(Certificates certificates, DccKeys dcc) {
        this.certificates = certificates;
        this.dcc = dcc;
    }

    Eui64 accessControlBroker() {
        return dcc.accessControlBroker();
    }

    Eui64 transitionalChangeOfSupplier() {
        return dcc.transitionalChangeOfSupplier();
    }

    /** @throws CannotBeAsked when the DCC does not have this key */
    PrivateKey own(Eui64 identity, CertificateUse use) {
        String name = identity + " " + use;
        Owned known = owned.get(name);
        if (known != null && System.nanoTime() - known.since() < REMEMBERED) {
            return known.key();
        }
        PrivateKey key = certificates
                .inUse(identity, use)
                .flatMap(dcc::privateKey)
                .orElseThrow(
                        () -> new CannotBeAsked("The DCC has no %s key for its identity %s".formatted(use, identity)));
        owned.put(name, new Owned(key, System.nanoTime()));
        return key;
    }

    Optional<PublicKey> of(Eui64 owner, CertificateUse use) {
        return certificates.inUse(owner, use).map(Certificate::publicKey);
    }

    /** A party's role towards devices, as its certificate has it. */
    Optional<Integer> role(Eui64 owner) {
        return certificates
                .inUse(owner, CertificateUse.DS)
                .or(() -> certificates.inUse(owner, CertificateUse.KA))
                .map(Certificate::role);
    }

    Optional<Octets> certificate(Eui64 owner, CertificateUse use) {
        return certificates.inUse(owner, use).map(found -> Octets.of(found.der()));
    }
}
