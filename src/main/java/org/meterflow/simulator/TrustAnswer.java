package org.meterflow.simulator;

import java.util.ArrayList;
import java.util.List;
import org.meterflow.gbcs.Der;
import org.meterflow.gbcs.TrustCell;
import org.meterflow.gbcs.TrustCell.RemoteParty;

/** A device's answer to whose certificates it keeps in the places of the roles it is asked about. */
final class TrustAnswer {

    private static final int NOT_SUPPORTED = 0x7F;
    private static final int NOBODY_THERE = 0x19;

    private final TrustStore trust;

    TrustAnswer(TrustStore trust) {
        this.trust = trust;
    }

    Der to(Der asked) {
        List<Der> answers = new ArrayList<>();
        for (Der role : asked.at(1).children()) {
            answers.add(role(role.number()));
        }
        return Der.sequence(answers);
    }

    private Der role(long number) {
        Der role = Der.integer(number);
        if (number >= RemoteParty.values().length) {
            return Der.sequence(role, Asn1.enumerated(NOT_SUPPORTED));
        }
        List<Der> places = places(RemoteParty.values()[(int) number]);
        return places.isEmpty()
                ? Der.sequence(role, Asn1.enumerated(NOBODY_THERE))
                : Der.sequence(role, Asn1.enumerated(0), Der.integer(0), Der.sequence(places));
    }

    private List<Der> places(RemoteParty party) {
        List<Der> places = new ArrayList<>();
        for (CredentialCells.Place place : CredentialCells.PLACES) {
            Credential credential = trust.in(new TrustCell(party, place.use(), place.prepayment()));
            if (credential != null) {
                List<Der> parts = new ArrayList<>(List.of(CredentialCells.bits(place.use())));
                if (place.prepayment()) {
                    parts.add(Der.integer(1));
                }
                parts.add(Asn1.octets(credential.party()));
                parts.add(Asn1.octets(credential.keyId()));
                places.add(Der.sequence(parts));
            }
        }
        return places;
    }
}
