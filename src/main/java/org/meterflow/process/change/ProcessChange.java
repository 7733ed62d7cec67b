package org.meterflow.process.change;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * New versions of diagrams and decision tables that belong together, as somebody proposed them.
 *
 * @param end what became of it; null while it waits for a second person
 */
public record ProcessChange(
        long id,
        Instant proposedAt,
        String proposedBy,
        String reason,
        List<ChangedFile> files,
        @Nullable End end) {

    public enum Outcome {
        APPROVED,
        REFUSED,
        WITHDRAWN
    }

    /** @param reason empty for an approval, which needs none */
    public record End(Outcome outcome, Instant at, String actor, String reason) {}

    public boolean waits() {
        return end == null;
    }

    public boolean isBy(String person) {
        return proposedBy.equals(person);
    }
}
