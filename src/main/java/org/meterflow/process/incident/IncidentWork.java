package org.meterflow.process.incident;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.meterflow.calendar.BusinessCalendar;
import org.meterflow.process.FieldError;
import org.meterflow.process.Form;
import org.meterflow.process.StoryKind;
import org.meterflow.process.Timeline;
import org.meterflow.process.caseclocks.Clocks;
import org.meterflow.process.incident.RaisedIncident.Decision;
import org.meterflow.process.incident.RaisedIncident.State;
import org.meterflow.team.Teams;
import org.springframework.stereotype.Component;

/** What the team of an incident decides, in its one task. */
@Component
class IncidentWork {

    private final RaisedIncidents rows;
    private final IncidentGravity gravity;
    private final IncidentWorkCheck check;
    private final IncidentNotices notices;
    private final Clocks clocks;
    private final Teams teams;
    private final BusinessCalendar calendar;
    private final Timeline timeline;
    private final Clock clock;

    IncidentWork(
            RaisedIncidents rows,
            IncidentGravity gravity,
            IncidentWorkCheck check,
            IncidentNotices notices,
            Clocks clocks,
            Teams teams,
            BusinessCalendar calendar,
            Timeline timeline,
            Clock clock) {
        this.rows = rows;
        this.gravity = gravity;
        this.check = check;
        this.notices = notices;
        this.clocks = clocks;
        this.teams = teams;
        this.calendar = calendar;
        this.timeline = timeline;
        this.clock = clock;
    }

    List<FieldError> take(RaisedIncident incident, Form form) {
        IncidentAnswer answer = IncidentAnswer.of(form);
        List<FieldError> wrong = check.wrong(incident, answer);
        if (wrong.isEmpty()) {
            decide(incident, answer, form.actor());
        }
        return wrong;
    }

    private void decide(RaisedIncident incident, IncidentAnswer answer, String actor) {
        Decision decision = answer.decision().orElseThrow();
        rows.decided(incident.id(), decision, answer.note(), clock.instant());
        if (decision != Decision.PASS_ON) {
            clocks.stop(incident.key(), RaisedIncident.FIRST_RESPONSE);
        }
        answer.category()
                .filter(category -> category != incident.category())
                .ifPresent(category -> gravity.change(incident, category));
        carryOut(incident, answer, decision);
        timeline.note(incident.key(), StoryKind.PERSON, words(incident, answer, decision), answer.note(), actor);
        if (decision != Decision.RESOLVED) {
            notices.tell(rows.find(incident.id()).orElseThrow(), "incidentUpdated", answer.note());
        }
    }

    private void carryOut(RaisedIncident incident, IncidentAnswer answer, Decision decision) {
        String id = incident.id();
        switch (decision) {
            case TAKE_ON -> rows.move(id, State.TAKEN_ON);
            case PASS_ON -> rows.team(id, answer.team());
            case PART_OF -> {
                rows.partOf(id, answer.other());
                rest(incident, State.PART_OF, clock.instant());
            }
            case WAIT ->
                rest(incident, State.WAITING, calendar.startOf(answer.until().orElseThrow()));
            case RESOLVED -> rows.resolved(id, answer.cause().orElseThrow(), answer.note(), clock.instant());
        }
    }

    private void rest(RaisedIncident incident, State state, Instant until) {
        rows.move(incident.id(), state);
        rows.rests(incident.id(), clock.instant(), until);
        clocks.rest(incident.key());
    }

    private String words(RaisedIncident incident, IncidentAnswer answer, Decision decision) {
        String changed = answer.category()
                .filter(category -> category != incident.category())
                .map(category -> ", and made it category " + category)
                .orElse("");
        return switch (decision) {
                    case TAKE_ON -> "Took it on";
                    case PASS_ON -> "Passed it to " + teams.title(answer.team());
                    case PART_OF -> "Made it part of " + answer.other();
                    case WAIT ->
                        "Lets the clock rest until "
                                + BusinessCalendar.inWords(answer.until().orElseThrow());
                    case RESOLVED ->
                        "Resolved: " + answer.cause().map(IncidentCause::words).orElse("");
                }
                + changed;
    }

    /** Its own, or that of the incident of which it is part. */
    RaisedIncident resolution(RaisedIncident incident, Instant now) {
        if (incident.resolution().cause() == null) {
            RaisedIncident other = Optional.ofNullable(incident.handling().partOf())
                    .flatMap(rows::find)
                    .orElseThrow();
            rows.resolved(
                    incident.id(),
                    Objects.requireNonNullElse(other.resolution().cause(), IncidentCause.UNKNOWN),
                    other.resolution().words(),
                    now);
            rows.rests(incident.id(), null, null);
        }
        return rows.find(incident.id()).orElseThrow();
    }
}
