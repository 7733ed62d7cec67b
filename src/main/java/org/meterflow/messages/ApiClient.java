package org.meterflow.messages;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A program that calls the API in a party's name.
 *
 * @param id the visible beginning of its key
 * @param party id of the party it acts for
 * @param roles what it may send is decided by these, for example {@code supplier}
 */
public record ApiClient(
        String id,
        String party,
        String name,
        Set<String> roles,
        Instant createdAt,
        String createdBy,
        @Nullable Instant revokedAt,
        @Nullable Instant lastUsedAt) {

    public ApiClient {
        roles = Set.copyOf(roles);
    }

    /** @param source which of the party's systems sends */
    public Sender asSender(String source) {
        return new Sender(party, source, roles);
    }
}
