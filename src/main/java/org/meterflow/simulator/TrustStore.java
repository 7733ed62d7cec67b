package org.meterflow.simulator;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meterflow.identifier.Eui64;
import org.meterflow.metering.gbcs.TrustCell;
import org.meterflow.metering.gbcs.TrustCell.KeyUse;
import org.meterflow.metering.gbcs.TrustCell.RemoteParty;

/** Whom a device trusts with what: one certificate in each place. */
final class TrustStore {

    static final TrustCell BROKER_AGREEMENT = new TrustCell(RemoteParty.ACCESS_CONTROL_BROKER, KeyUse.AGREEMENT, false);

    private final Map<TrustCell, Credential> cells = new HashMap<>();

    void put(TrustCell cell, Credential credential) {
        cells.put(cell, credential);
    }

    @Nullable
    Credential in(TrustCell cell) {
        return cells.get(cell);
    }

    Credential required(TrustCell cell) {
        Credential credential = cells.get(cell);
        if (credential == null) {
            throw new MissingKey("A device has no certificate in the place of " + cell);
        }
        return credential;
    }

    /** The role in which this party is known, if it is. */
    Optional<RemoteParty> roleOf(Eui64 party) {
        return cells.entrySet().stream()
                .filter(entry -> entry.getValue().party().equals(party))
                .map(entry -> entry.getKey().party())
                .findFirst();
    }

    @Nullable
    Credential agreementOf(Eui64 party) {
        return roleOf(party)
                .map(role -> cells.get(new TrustCell(role, KeyUse.AGREEMENT, false)))
                .orElse(null);
    }
}
