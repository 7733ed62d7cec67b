package org.meterflow.process.placed;

import java.util.Optional;
import org.meterflow.identifier.InvalidIdentifier;
import org.meterflow.identifier.Mpid;
import org.meterflow.party.Parties;
import org.meterflow.party.Party;
import org.springframework.stereotype.Component;

/** Finds the party that a box names, by its id here or by one that the market knows it by. */
@Component
public class Recipients {

    private final Parties parties;

    Recipients(Parties parties) {
        this.parties = parties;
    }

    /** @throws IllegalStateException with a sentence for whoever looks at the failed case */
    public Party require(PlacedCall call) {
        String named = call.said(PartyNotice.PARTY);
        return find(named)
                .orElseThrow(() -> new IllegalStateException(
                        named.isEmpty()
                                ? "The case does not know yet which party is meant"
                                : "There is no party " + named));
    }

    /** For people: its name, or what stands at the box when there is none. */
    public String name(PlacedCall call) {
        String named = call.said(PartyNotice.PARTY);
        return find(named).map(Party::name).orElse(named);
    }

    public Optional<Party> find(String named) {
        return parties.find(named).or(() -> mpid(named).flatMap(parties::ofMpid));
    }

    private static Optional<Mpid> mpid(String named) {
        try {
            return Optional.of(new Mpid(named));
        } catch (InvalidIdentifier other) {
            return Optional.empty();
        }
    }
}
