package org.meterflow.process.fieldvisit;

import java.util.Map;

/** Outcomes of visits in words. */
final class VisitWords {

    private static final Map<String, String> WORDS = Map.of(
            "fixed", "it is fixed",
            "exchange", "the meter has to be exchanged",
            "noAccess", "nobody let us in",
            "noFault", "there is no fault",
            "unsafe", "it is not safe",
            "begun", "the work has begun",
            "cancelled", "cancelled");

    private VisitWords() {}

    static String of(String outcome) {
        return WORDS.getOrDefault(outcome, outcome);
    }
}
