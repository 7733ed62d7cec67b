package org.meterflow.party;

import java.math.BigInteger;
import java.security.PrivateKey;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.meterflow.identifier.Eui64;
import org.springframework.stereotype.Component;

/**
 * The DCC's own identities and private keys, kept in memory. The keys of parties and devices are never taken, even
 * where a demo or test infrastructure keeps them in the same folder.
 */
@Component
public class DccKeys {

    private final PkiSettings settings;
    private final Set<Eui64> own;
    private final Map<BigInteger, PrivateKey> keys = new ConcurrentHashMap<>();

    DccKeys(PkiSettings settings) {
        this.settings = settings;
        this.own = Set.of(
                settings.accessControlBrokerId(),
                settings.transitionalChangeOfSupplierId(),
                settings.recoveryId(),
                settings.wanProviderId());
    }

    public Eui64 accessControlBroker() {
        return settings.accessControlBrokerId();
    }

    public Eui64 transitionalChangeOfSupplier() {
        return settings.transitionalChangeOfSupplierId();
    }

    public Eui64 recovery() {
        return settings.recoveryId();
    }

    public Eui64 wanProvider() {
        return settings.wanProviderId();
    }

    /** The private half of one of the DCC's own certificates; empty when it is another's or not kept here. */
    public Optional<PrivateKey> privateKey(Certificate certificate) {
        return Optional.ofNullable(keys.get(certificate.serial()));
    }

    /** Whether this is one of the DCC's own identities. */
    public boolean owns(Eui64 owner) {
        return own.contains(owner);
    }

    void keep(Certificate certificate, PrivateKey key) {
        keys.put(certificate.serial(), key);
    }
}
