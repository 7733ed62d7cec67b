package org.meterflow.process.help;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.meterflow.calendar.BusinessCalendar;

/**
 * Something that a person did to a case beside its diagram.
 *
 * @param fromBox of a moved token, the id of the box it was taken from
 * @param toBox of a moved token, the id of the box it was put before
 */
public record Help(
        Act act, @Nullable String fromBox, @Nullable String toBox, String reason, String doneBy, Instant doneAt) {

    /** What was done. */
    public enum Act {
        SUSPENDED("suspended"),
        RESUMED("resumed"),
        CANCELLED("cancelled"),
        MOVED("moved");

        private final String words;

        Act(String words) {
            this.words = words;
        }
    }

    /** Who did it and when, as a sentence. */
    String sentence() {
        return "%s %s this case on %s.".formatted(doneBy, act.words, BusinessCalendar.inWords(doneAt));
    }
}
