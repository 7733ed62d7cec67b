package org.meterflow.party;

import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.meterflow.identifier.Eui64;

/**
 * One identity under which a party speaks to the gateway. A party may have several.
 *
 * @param responseAddress where its Receive Response Service listens; null when the installation's default applies
 */
public record User(Eui64 id, Set<UserRole> roles, @Nullable URI responseAddress) {

    public User {
        roles = Set.copyOf(roles);
    }

    public User(Eui64 id, Set<UserRole> roles) {
        this(id, roles, null);
    }
}
