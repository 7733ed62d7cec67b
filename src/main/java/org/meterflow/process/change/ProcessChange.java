package org.meterflow.process.change;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * New versions of diagrams and decision tables that belong together, as somebody proposed them.
 *
 * @param files in lists without their differences
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

    /** What it is about: "Party question and Objection" */
    public String title() {
        List<String> titles = files.stream().map(ChangedFile::title).distinct().toList();
        return titles.size() < 3
                ? String.join(" and ", titles)
                : String.format(Locale.UK, "%s and %,d more", titles.get(0), titles.size() - 1);
    }

    ProcessChange with(List<ChangedFile> its) {
        return new ProcessChange(id, proposedAt, proposedBy, reason, its, end);
    }

    public boolean waits() {
        return end == null;
    }

    public boolean isBy(String person) {
        return proposedBy.equals(person);
    }
}
