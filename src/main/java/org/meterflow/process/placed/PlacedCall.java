package org.meterflow.process.placed;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.meterflow.process.CaseKey;

/**
 * One time that a case has come to a box that calls a step.
 *
 * @param key the case of the step
 * @param parent the case in whose diagram the box stands
 * @param visit this time that the case has come to it
 * @param title the box's name
 * @param said its properties, worked out
 * @param outcome null while it is under way
 */
public record PlacedCall(
        CaseKey key,
        CaseKey parent,
        String box,
        String visit,
        String title,
        Map<String, String> said,
        Instant calledAt,
        @Nullable String outcome,
        @Nullable Instant endedAt) {

    /** What a property says; empty when the box does not have it. */
    public String said(String property) {
        return said.getOrDefault(property, "").strip();
    }

    /** What a property says as several, with commas; empty when the box does not have it. */
    public List<String> several(String property) {
        return Stream.of(said(property).split(","))
                .map(String::strip)
                .filter(each -> !each.isEmpty())
                .toList();
    }

    /** When the time is over that a property gives, from when the case came to the box. */
    public Instant after(String property) {
        return calledAt.plus(Duration.parse(said(property)));
    }
}
