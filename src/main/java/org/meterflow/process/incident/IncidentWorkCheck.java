package org.meterflow.process.incident;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.meterflow.calendar.BusinessCalendar;
import org.meterflow.process.FieldError;
import org.meterflow.process.incident.RaisedIncident.Decision;
import org.meterflow.team.Teams;
import org.springframework.stereotype.Component;

/** What is wrong with what a team wants to do with its incident. */
@Component
class IncidentWorkCheck {

    private static final int SHORTEST_NOTE = 10;

    private final RaisedIncidents rows;
    private final Teams teams;
    private final BusinessCalendar calendar;
    private final IncidentSettings settings;

    IncidentWorkCheck(RaisedIncidents rows, Teams teams, BusinessCalendar calendar, IncidentSettings settings) {
        this.rows = rows;
        this.teams = teams;
        this.calendar = calendar;
        this.settings = settings;
    }

    List<FieldError> wrong(RaisedIncident incident, IncidentAnswer answer) {
        List<FieldError> wrong = new ArrayList<>();
        if (answer.decision().isEmpty()) {
            wrong.add(new FieldError("decision", "Select what happens to the incident"));
        }
        answer.decision().flatMap(decision -> wrong(incident, answer, decision)).ifPresent(wrong::add);
        if (answer.note().length() < SHORTEST_NOTE) {
            wrong.add(new FieldError("note", "Say what you know or did, in at least " + SHORTEST_NOTE + " characters"));
        }
        return wrong;
    }

    private Optional<FieldError> wrong(RaisedIncident incident, IncidentAnswer answer, Decision decision) {
        return switch (decision) {
            case TAKE_ON -> Optional.empty();
            case RESOLVED ->
                answer.cause().isPresent()
                        ? Optional.empty()
                        : Optional.of(new FieldError("cause", "Select what the cause was"));
            case PASS_ON -> team(incident, answer.team());
            case WAIT -> until(answer.until());
            case PART_OF -> other(incident, answer.other());
        };
    }

    private Optional<FieldError> team(RaisedIncident incident, String team) {
        if (teams.find(team).isEmpty()) {
            return Optional.of(new FieldError("team", "Select the team that takes it on"));
        }
        return team.equals(incident.handling().team())
                ? Optional.of(new FieldError(
                        "team", "The incident is with " + teams.title(team) + " already: select another team"))
                : Optional.empty();
    }

    private Optional<FieldError> until(Optional<LocalDate> until) {
        LocalDate today = calendar.today();
        LocalDate last = today.plusDays(settings.longestWait().toDays());
        return until.filter(day -> day.isAfter(today) && !day.isAfter(last)).isPresent()
                ? Optional.empty()
                : Optional.of(new FieldError(
                        "until",
                        "Enter a day after today, at most %s days ahead"
                                .formatted(settings.longestWait().toDays())));
    }

    /** Both are locked: two that name each other at one moment would wait for each other for good. */
    private Optional<FieldError> other(RaisedIncident incident, String other) {
        List<RaisedIncident> both = rows.lock(List.of(incident.id(), other));
        Optional<RaisedIncident> found =
                both.stream().filter(each -> each.id().equals(other)).findFirst();
        return problem(incident, other, found).map(sentence -> new FieldError("other", sentence));
    }

    private static Optional<String> problem(RaisedIncident incident, String other, Optional<RaisedIncident> found) {
        if (other.equals(incident.id())) {
            return Optional.of("This is the incident itself: enter the number of another one");
        }
        if (found.isEmpty()) {
            return Optional.of("There is no incident of this number: enter one such as INC0000017");
        }
        RaisedIncident named = found.get();
        if (named.handling().partOf() != null) {
            return Optional.of("%s is itself part of %s: enter that number"
                    .formatted(other, named.handling().partOf()));
        }
        return named.state().open()
                ? Optional.empty()
                : Optional.of("%s is resolved already: resolve this one too, or enter another".formatted(other));
    }
}
