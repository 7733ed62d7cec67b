package org.meterflow.messages;

import java.util.Set;

/**
 * Who sends a message, as established at the door it came through.
 *
 * @param party the party's id
 * @param source which of its systems, as the event says; each numbers its messages for itself
 * @param roles compared with the roles a message type allows
 */
public record Sender(String party, String source, Set<String> roles) {

    public Sender {
        roles = Set.copyOf(roles);
    }

    public static Sender of(String party, String... roles) {
        return new Sender(party, "", Set.of(roles));
    }

    /** The same, by this system of its. */
    public Sender at(String otherSource) {
        return new Sender(party, otherSource, roles);
    }
}
