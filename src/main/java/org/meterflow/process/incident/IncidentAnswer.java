package org.meterflow.process.incident;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.meterflow.process.Form;
import org.meterflow.process.incident.RaisedIncident.Decision;

/**
 * The form of {@code workOnIncident}, read.
 *
 * @param category empty where it stays as it is
 * @param team to which it is passed; empty when none was chosen
 * @param other number of the incident of which this one is part; empty when none was written
 */
record IncidentAnswer(
        Optional<Decision> decision,
        String note,
        Optional<Integer> category,
        String team,
        String other,
        Optional<LocalDate> until,
        Optional<IncidentCause> cause) {

    private static final Map<String, Decision> DECISIONS = Map.of(
            "takeOn", Decision.TAKE_ON,
            "passOn", Decision.PASS_ON,
            "partOf", Decision.PART_OF,
            "wait", Decision.WAIT,
            "resolved", Decision.RESOLVED);

    static IncidentAnswer of(Form form) {
        String category = form.text("category");
        return new IncidentAnswer(
                Optional.ofNullable(DECISIONS.get(form.text("decision"))),
                form.text("note"),
                category.matches("[1-5]") ? Optional.of(Integer.valueOf(category)) : Optional.empty(),
                form.text("team"),
                form.text("other").replace(" ", "").toUpperCase(Locale.ROOT),
                day(form.text("until")),
                IncidentCause.of(form.text("cause")));
    }

    private static Optional<LocalDate> day(String typed) {
        try {
            return typed.isEmpty() ? Optional.empty() : Optional.of(LocalDate.parse(typed));
        } catch (DateTimeParseException none) {
            return Optional.empty();
        }
    }
}
