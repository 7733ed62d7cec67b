package org.meterflow.process;

import java.time.Instant;

/** One thing that happened in a case, in words; {@code actor} is a person, a party, or {@code Meterflow}. */
public record TimelineEntry(long id, Instant at, StoryKind kind, String title, String detail, String actor) {

    public TimelineEntry by(String other) {
        return new TimelineEntry(id, at, kind, title, detail, other);
    }
}
