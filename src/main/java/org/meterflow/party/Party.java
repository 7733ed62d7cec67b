package org.meterflow.party;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.meterflow.identifier.Eui64;
import org.meterflow.identifier.Fuel;
import org.meterflow.identifier.Mpid;

/**
 * A company that has acceded to the code.
 *
 * @param id such as {@code SP-0001}
 * @param mpids the names under which registration bodies know it
 * @param fuels what it supplies or carries
 * @param webhookAddress where it wants notifications about its cases, if anywhere
 */
public record Party(
        String id,
        String name,
        Set<Mpid> mpids,
        List<User> users,
        PartyStatus status,
        Set<Fuel> fuels,
        @Nullable URI webhookAddress) {

    public Party {
        mpids = Set.copyOf(mpids);
        users = List.copyOf(users);
        fuels = Set.copyOf(fuels);
    }

    public Optional<User> user(Eui64 user) {
        return users.stream().filter(candidate -> candidate.id().equals(user)).findFirst();
    }

    public boolean live() {
        return status == PartyStatus.LIVE;
    }
}
