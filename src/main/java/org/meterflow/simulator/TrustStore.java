package org.meterflow.simulator;

import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.meterflow.gbcs.TrustCell;
import org.meterflow.gbcs.TrustCell.KeyUse;
import org.meterflow.gbcs.TrustCell.RemoteParty;
import org.meterflow.identifier.Eui64;

/**
 * Whom a device trusts with what: one certificate in each place. Devices that were installed for the same parties share
 * the places of the installation; what is replaced later is a device's own.
 */
final class TrustStore {

    static final TrustCell BROKER_AGREEMENT = new TrustCell(RemoteParty.ACCESS_CONTROL_BROKER, KeyUse.AGREEMENT, false);

    private final Map<TrustCell, Credential> installed;
    private @Nullable Map<TrustCell, Credential> replaced;

    /** @param installed never changed from here */
    TrustStore(Map<TrustCell, Credential> installed) {
        this.installed = installed;
    }

    void put(TrustCell cell, Credential credential) {
        Map<TrustCell, Credential> own = replaced;
        if (own == null) {
            own = new HashMap<>(installed);
            replaced = own;
        }
        own.put(cell, credential);
    }

    private Map<TrustCell, Credential> cells() {
        Map<TrustCell, Credential> own = replaced;
        return own == null ? installed : own;
    }

    @Nullable
    Credential in(TrustCell cell) {
        return cells().get(cell);
    }

    Credential required(TrustCell cell) {
        Credential credential = in(cell);
        if (credential == null) {
            throw new MissingKey("A device has no certificate in the place of " + cell);
        }
        return credential;
    }

    boolean knows(RemoteParty role) {
        return cells().keySet().stream().anyMatch(cell -> cell.party() == role);
    }

    /** The roles in which this party is known; a party may hold another's places until they are handed over. */
    Set<RemoteParty> rolesOf(Eui64 party) {
        Set<RemoteParty> roles = EnumSet.noneOf(RemoteParty.class);
        cells().forEach((cell, credential) -> {
            if (credential.party().equals(party)) {
                roles.add(cell.party());
            }
        });
        return roles;
    }

    /** The party's key to agree with, the first of those in the places of its roles. */
    @Nullable
    Credential agreementOf(Eui64 party) {
        return rolesOf(party).stream()
                .map(role -> in(new TrustCell(role, KeyUse.AGREEMENT, false)))
                .filter(credential -> credential != null && credential.party().equals(party))
                .findFirst()
                .orElse(null);
    }

    @Nullable
    Credential agreementIn(RemoteParty role) {
        return in(new TrustCell(role, KeyUse.AGREEMENT, false));
    }

    @Nullable
    Credential signingIn(RemoteParty role) {
        return in(new TrustCell(role, KeyUse.SIGNING, false));
    }

    Collection<Credential> all() {
        return cells().values();
    }
}
