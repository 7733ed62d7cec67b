package org.meterflow.desk;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.meterflow.party.Parties;
import org.meterflow.party.Party;
import org.meterflow.process.TimelineEntry;
import org.springframework.stereotype.Component;

/** A case's timeline as it is read: the entries, and between them how long nothing happened. */
@Component
class Storyline {

    private static final Duration QUIET = Duration.ofHours(1);

    private final Parties parties;

    Storyline(Parties parties) {
        this.parties = parties;
    }

    List<Line> of(List<TimelineEntry> entries) {
        List<Line> lines = new ArrayList<>();
        Instant before = null;
        for (TimelineEntry entry : named(entries)) {
            Duration quiet = before == null ? Duration.ZERO : Duration.between(before, entry.at());
            if (quiet.compareTo(QUIET) >= 0) {
                lines.add(new Line(null, Spans.about(quiet) + " later"));
            }
            lines.add(new Line(entry, null));
            before = entry.at();
        }
        return lines;
    }

    /** Parties by their names. */
    List<TimelineEntry> named(List<TimelineEntry> entries) {
        Map<String, String> names =
                parties.all().stream().collect(Collectors.toMap(Party::id, Party::name, (one, same) -> one));
        return entries.stream()
                .map(entry -> entry.by(names.getOrDefault(entry.actor(), entry.actor())))
                .toList();
    }

    /** Either something that happened or a time in which nothing did. */
    record Line(@Nullable TimelineEntry entry, @Nullable String gap) {}
}
