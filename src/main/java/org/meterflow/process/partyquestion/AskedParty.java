package org.meterflow.process.partyquestion;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.meterflow.process.CaseKey;

/**
 * A question put to a party.
 *
 * @param name of the notification that carries it
 * @param caseKey what the party calls the matter, for example the switch id
 * @param data JSON the party receives
 * @param answer JSON as the party sent it; null while there is none
 * @param closedAt when the time to answer ran out
 */
public record AskedParty(
        String id,
        CaseKey parent,
        String party,
        String name,
        String caseKey,
        String data,
        Instant deadline,
        Instant askedAt,
        @Nullable String answer,
        @Nullable String answeredBy,
        @Nullable Instant answeredAt,
        @Nullable Instant closedAt) {

    String state() {
        return answer != null ? "Answered" : closedAt != null ? "No answer" : "Waiting for an answer";
    }
}
