package org.meterflow.messages;

import java.util.Set;

/**
 * Who sends a message, as established at the door it came through.
 *
 * @param party the party's id
 * @param roles compared with the roles a message type allows
 */
public record Sender(String party, Set<String> roles) {

    public Sender {
        roles = Set.copyOf(roles);
    }

    public static Sender of(String party, String... roles) {
        return new Sender(party, Set.of(roles));
    }
}
