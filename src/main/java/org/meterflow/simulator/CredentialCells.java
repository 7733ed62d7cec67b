package org.meterflow.simulator;

import java.util.List;
import java.util.Map;
import org.meterflow.gbcs.Der;
import org.meterflow.gbcs.MalformedGbcs;
import org.meterflow.gbcs.Octets;
import org.meterflow.gbcs.TrustCell;
import org.meterflow.gbcs.TrustCell.KeyUse;
import org.meterflow.gbcs.TrustCell.RemoteParty;

/** How the places of a device's credentials are written. */
final class CredentialCells {

    /** A place of a role, in the order in which they are told. */
    record Place(KeyUse use, boolean prepayment) {}

    static final List<Place> PLACES = List.of(
            new Place(KeyUse.SIGNING, false), new Place(KeyUse.AGREEMENT, false), new Place(KeyUse.AGREEMENT, true));

    private static final Map<KeyUse, Octets> BITS = Map.of(
            KeyUse.SIGNING, Octets.ofHex("0780"),
            KeyUse.AGREEMENT, Octets.ofHex("0308"),
            KeyUse.CERTIFICATE_SIGNING, Octets.ofHex("0204"));

    private CredentialCells() {}

    static Der bits(KeyUse use) {
        return Der.leaf(Der.BIT_STRING, BITS.getOrDefault(use, Octets.NONE));
    }

    static KeyUse use(Der bits) {
        return BITS.entrySet().stream()
                .filter(entry -> entry.getValue().equals(bits.value()))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow(() -> new MalformedGbcs(bits.value() + " is no use of a key a device knows"));
    }

    static RemoteParty role(Der number) {
        long role = number.number();
        if (role < 0 || role >= RemoteParty.values().length) {
            throw new MalformedGbcs(role + " is no remote party's role");
        }
        return RemoteParty.values()[(int) role];
    }

    static TrustCell read(Der cell) {
        boolean prepayment = cell.children().size() > 2 && cell.at(2).number() == 1;
        return new TrustCell(role(cell.at(0)), use(cell.at(1)), prepayment);
    }
}
