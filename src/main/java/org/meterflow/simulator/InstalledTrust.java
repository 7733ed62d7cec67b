package org.meterflow.simulator;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.meterflow.gbcs.TrustCell;
import org.meterflow.gbcs.TrustCell.KeyUse;
import org.meterflow.gbcs.TrustCell.RemoteParty;
import org.meterflow.identifier.Eui64;
import org.meterflow.simulator.KeySource.Use;
import org.meterflow.simulator.SimulatedHome.DccParties;

/**
 * Whom devices trust when they are installed. Certificates are read once, and devices that trust the same parties share
 * the places they keep them in.
 */
final class InstalledTrust {

    private record Certificate(Eui64 party, Use use) {}

    private record Trusted(
            DccParties parties,
            @Nullable Eui64 supplier,
            @Nullable Eui64 networkOperator,
            @Nullable Eui64 loadController) {}

    private final KeySource keys;
    private final Map<Certificate, Credential> credentials = new ConcurrentHashMap<>();
    private final Map<Trusted, Map<TrustCell, Credential>> places = new HashMap<>();

    InstalledTrust(KeySource keys) {
        this.keys = keys;
    }

    /**
     * A device's own store, which begins with these parties.
     *
     * @throws MissingKey when one of them has no certificate
     */
    TrustStore of(
            DccParties parties,
            @Nullable Eui64 supplier,
            @Nullable Eui64 networkOperator,
            @Nullable Eui64 loadController) {
        Trusted trusted = new Trusted(parties, supplier, networkOperator, loadController);
        return new TrustStore(places.computeIfAbsent(trusted, this::install));
    }

    private Map<TrustCell, Credential> install(Trusted trusted) {
        Map<TrustCell, Credential> cells = new HashMap<>();
        DccParties parties = trusted.parties();
        put(cells, RemoteParty.ACCESS_CONTROL_BROKER, parties.accessControlBroker(), true);
        put(cells, RemoteParty.TRANSITIONAL_COS, parties.transitionalChangeOfSupplier(), false);
        put(cells, RemoteParty.RECOVERY, parties.recovery(), false);
        put(cells, RemoteParty.WAN_PROVIDER, parties.wanProvider(), false);
        put(cells, RemoteParty.LOAD_CONTROLLER, trusted.loadController(), true);
        put(cells, RemoteParty.SUPPLIER, trusted.supplier(), true);
        Eui64 supplier = trusted.supplier();
        if (supplier != null) {
            boolean held = supplier.equals(parties.accessControlBroker());
            cells.put(
                    TrustCell.SUPPLIER_PREPAYMENT,
                    credential(supplier, held ? Use.AGREEMENT : Use.PREPAYMENT_AGREEMENT));
        }
        put(cells, RemoteParty.NETWORK_OPERATOR, trusted.networkOperator(), true);
        return Map.copyOf(cells);
    }

    /** @param agrees whether it must have a key to agree with; a key to sign with some parties go without */
    private void put(Map<TrustCell, Credential> cells, RemoteParty role, @Nullable Eui64 party, boolean agrees) {
        if (party == null) {
            return;
        }
        if (agrees) {
            cells.put(new TrustCell(role, KeyUse.AGREEMENT, false), credential(party, Use.AGREEMENT));
        }
        try {
            cells.put(new TrustCell(role, KeyUse.SIGNING, false), credential(party, Use.SIGNING));
        } catch (MissingKey neverSigns) {
            if (role != RemoteParty.ACCESS_CONTROL_BROKER) {
                throw neverSigns;
            }
        }
    }

    private Credential credential(Eui64 party, Use use) {
        return credentials.computeIfAbsent(
                new Certificate(party, use), fresh -> Credential.of(keys.certificate(party, use)));
    }
}
