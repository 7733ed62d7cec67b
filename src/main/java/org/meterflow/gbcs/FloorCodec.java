package org.meterflow.gbcs;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meterflow.gbcs.CredentialsCommand.Floor;
import org.meterflow.gbcs.TrustCell.RemoteParty;

/** From which counters on commands and top-ups count, to ASN.1 and back (GBCS CS02b). */
final class FloorCodec {

    private static final int PREPAYMENT_USE = 0;

    private FloorCodec() {}

    static Floor read(Der der) {
        Long prepayment = der.children().size() > 2 ? topUpFloor(der.at(2)) : null;
        return new Floor(RemoteParty.of(der.at(0).number()), der.at(1).number(), prepayment);
    }

    static Der encode(Floor floor) {
        List<Der> parts = new ArrayList<>();
        parts.add(Der.integer(floor.party().ordinal()));
        parts.add(Der.integer(floor.floor()));
        Long prepayment = floor.prepaymentFloor();
        if (prepayment != null) {
            parts.add(Der.sequence(topUps(prepayment)));
        }
        return Der.sequence(parts);
    }

    static @Nullable Long topUpFloor(Der specialists) {
        Long floor = null;
        for (Der special : specialists.children()) {
            floor = special.at(0).number() == PREPAYMENT_USE
                    ? Long.valueOf(special.at(1).number())
                    : floor;
        }
        return floor;
    }

    static Der topUps(long floor) {
        return Der.sequence(Der.integer(PREPAYMENT_USE), Der.integer(floor));
    }
}
