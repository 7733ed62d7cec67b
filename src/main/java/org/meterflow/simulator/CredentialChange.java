package org.meterflow.simulator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.meterflow.gbcs.CredentialsCommand.Floor;
import org.meterflow.gbcs.CredentialsCommand.Replacement;
import org.meterflow.gbcs.Der;
import org.meterflow.gbcs.MalformedGbcs;
import org.meterflow.gbcs.Octets;
import org.meterflow.gbcs.TrustCell;
import org.meterflow.gbcs.TrustCell.RemoteParty;

/**
 * A replacement of credentials as a device reads it, in any of its modes (GBCS CS02b).
 *
 * @param authorisedBy the place whose holder signs; null where the broker's MAC alone says who it is
 * @param sequence the originator's counter, once more
 * @param floors from where on the counters of the replaced parties count
 * @param executeAt null for at once
 */
record CredentialChange(
        int mode,
        boolean checkValidity,
        @Nullable TrustCell authorisedBy,
        long sequence,
        List<Floor> floors,
        List<Replacement> replacements,
        List<Octets> path,
        @Nullable Instant executeAt) {

    private static final int VALIDITY = 0x81;
    private static final int AUTHORISING_CELL = 0xA2;
    private static final int SEQUENCE = 0x83;
    private static final int OWN_FLOOR = 0x84;
    private static final int OWN_SPECIAL_FLOORS = 0xA5;
    private static final int OTHER_FLOORS = 0xA6;
    private static final long DISAPPLY = 1;

    /** Which roles' places a mode may fill, by the mode's number. */
    private static final Map<Integer, Set<RemoteParty>> PLACES = Map.of(
            2, Set.of(RemoteParty.SUPPLIER),
            3, Set.of(RemoteParty.NETWORK_OPERATOR),
            4, Set.of(RemoteParty.ACCESS_CONTROL_BROKER),
            5, Set.of(RemoteParty.WAN_PROVIDER),
            6, Set.of(RemoteParty.TRANSITIONAL_COS),
            7, Set.of(RemoteParty.SUPPLIER),
            8, Set.of(RemoteParty.values()),
            10, Set.of(RemoteParty.LOAD_CONTROLLER),
            11, Set.of(RemoteParty.LOAD_CONTROLLER));

    static CredentialChange read(Der der) {
        Der control = der.at(0);
        boolean checkValidity = true;
        TrustCell authorisedBy = null;
        Long sequence = null;
        Long ownFloor = null;
        Long ownPrepaymentFloor = null;
        List<Floor> floors = new ArrayList<>();
        for (Der part : control.children()) {
            switch (part.tag()) {
                case VALIDITY -> checkValidity = part.number() != DISAPPLY;
                case AUTHORISING_CELL -> authorisedBy = CredentialCells.read(part);
                case SEQUENCE -> sequence = part.number();
                case OWN_FLOOR -> ownFloor = part.number();
                case OWN_SPECIAL_FLOORS -> ownPrepaymentFloor = part.at(0).at(1).number();
                case OTHER_FLOORS -> part.children().forEach(floor -> floors.add(floor(floor)));
                default -> {
                    // a mode's own extras, which change nothing here
                }
            }
        }
        if (sequence == null) {
            throw new MalformedGbcs("A replacement of credentials repeats its counter");
        }
        if (ownFloor != null) {
            RemoteParty own = authorisedBy == null ? RemoteParty.ACCESS_CONTROL_BROKER : authorisedBy.party();
            floors.add(0, new Floor(own, ownFloor, ownPrepaymentFloor));
        }
        List<Replacement> replacements = der.at(1).children().stream()
                .map(each -> new Replacement(each.at(0).encode(), CredentialCells.read(each.at(1))))
                .toList();
        List<Octets> path = der.at(2).children().stream().map(Der::encode).toList();
        Instant executeAt = der.children().size() > 3 ? Asn1.time(der.at(3)) : null;
        int mode = (int) control.at(0).number();
        return new CredentialChange(mode, checkValidity, authorisedBy, sequence, floors, replacements, path, executeAt);
    }

    /** Whether every replacement is for a place of a role that this mode may replace. */
    boolean fillsPlacesOfItsMode() {
        Set<RemoteParty> places = PLACES.get(mode);
        return places != null
                && replacements.stream()
                        .allMatch(each -> places.contains(each.cell().party()));
    }

    private static Floor floor(Der der) {
        Long prepayment =
                der.children().size() > 2 ? Long.valueOf(der.at(2).at(0).at(1).number()) : null;
        return new Floor(CredentialCells.role(der.at(0)), der.at(1).number(), prepayment);
    }
}
