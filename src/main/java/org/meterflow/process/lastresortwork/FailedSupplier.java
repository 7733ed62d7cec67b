package org.meterflow.process.lastresortwork;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.meterflow.identifier.Eui64;
import org.meterflow.identifier.Fuel;
import org.meterflow.identifier.Mpid;
import org.meterflow.party.Parties;
import org.meterflow.party.Party;
import org.springframework.stereotype.Component;

/** Under which market participant ids the failed supplier supplies, and its successor will. */
@Component
class FailedSupplier {

    private final Parties parties;

    FailedSupplier(Parties parties) {
        this.parties = parties;
    }

    Set<Mpid> failed(LastResort direction) {
        return parties.find(direction.failed()).map(Party::mpids).orElse(Set.of());
    }

    /** By fuel; what it does not supply is left out. */
    Map<Fuel, Mpid> successor(LastResort direction) {
        Map<Fuel, Mpid> successor = new EnumMap<>(Fuel.class);
        for (Fuel fuel : Fuel.values()) {
            parties.find(direction.successor()).stream()
                    .flatMap(party -> party.mpids().stream())
                    .sorted((one, other) -> one.value().compareTo(other.value()))
                    .filter(mpid -> parties.supplierUser(mpid, fuel).isPresent())
                    .findFirst()
                    .ifPresent(mpid -> successor.put(fuel, mpid));
        }
        return successor;
    }

    Optional<Eui64> user(LastResort direction, Fuel fuel) {
        return Optional.ofNullable(successor(direction).get(fuel))
                .flatMap(mpid -> parties.supplierUser(mpid, fuel))
                .map(user -> user.id());
    }

    boolean isLive(String party) {
        return parties.find(party).filter(Party::live).isPresent();
    }

    String name(String party) {
        return parties.find(party).map(Party::name).orElse(party);
    }
}
