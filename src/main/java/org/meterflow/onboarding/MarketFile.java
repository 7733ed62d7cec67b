package org.meterflow.onboarding;

import java.time.Instant;
import java.util.List;

/**
 * A file that was brought in, and what it did; empty changes when the platform knew all of it.
 *
 * @param name as the file was called
 * @param actor who brought it
 */
public record MarketFile(long id, String kind, String name, Instant at, String actor, List<Change> changes) {

    public MarketFile {
        changes = List.copyOf(changes);
    }

    public long added() {
        return changes.stream().filter(Change::added).count();
    }

    public long changed() {
        return changes.size() - added();
    }

    /** What sorts of things it touched, in the order in which it did. */
    public List<String> kinds() {
        return changes.stream().map(Change::kind).distinct().toList();
    }

    public List<Change> of(String kind) {
        return changes.stream().filter(change -> change.kind().equals(kind)).toList();
    }
}
