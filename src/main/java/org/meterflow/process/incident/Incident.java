package org.meterflow.process.incident;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.meterflow.process.CaseKey;
import org.meterflow.process.Drawn;
import org.meterflow.process.FieldError;
import org.meterflow.process.Form;
import org.meterflow.process.caseclocks.ClockPassed;
import org.meterflow.process.caseclocks.Clocks;
import org.meterflow.process.caseclocks.Stage;
import org.meterflow.process.engine.Cases;
import org.meterflow.process.incident.RaisedIncident.State;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** The steps of {@code bpmn/incident.bpmn}, in diagram order. */
@Component
@Drawn(
        tells = {"handedOn", "otherResolved", "informationGiven", "resolutionDisputed"},
        asks = {"incidentCategory", "incidentTeam"},
        teams = "team")
public class Incident {

    private final RaisedIncidents rows;
    private final IncidentGravity gravity;
    private final IncidentWork work;
    private final IncidentReports reports;
    private final IncidentNotices notices;
    private final Clocks clocks;
    private final Cases cases;
    private final ApplicationEventPublisher events;
    private final IncidentSettings settings;
    private final Clock clock;

    Incident(
            RaisedIncidents rows,
            IncidentGravity gravity,
            IncidentWork work,
            IncidentReports reports,
            IncidentNotices notices,
            Clocks clocks,
            Cases cases,
            ApplicationEventPublisher events,
            IncidentSettings settings,
            Clock clock) {
        this.rows = rows;
        this.gravity = gravity;
        this.work = work;
        this.reports = reports;
        this.notices = notices;
        this.clocks = clocks;
        this.cases = cases;
        this.events = events;
        this.settings = settings;
        this.clock = clock;
    }

    public void categoriseIncident(String caseId) {
        RaisedIncident incident = gravity.judge(require(caseId));
        Instant raised = incident.times().raisedAt();
        clocks.start(
                incident.key(),
                RaisedIncident.FIRST_RESPONSE,
                raised,
                raised.plus(settings.firstResponse(incident.category())));
        clocks.start(
                incident.key(),
                RaisedIncident.RESOLUTION,
                raised,
                raised.plus(settings.resolution(incident.category())));
        gravity.planUpdate(incident);
        notices.tell(incident, "incidentOpened", null);
        events.publishEvent(
                new IncidentRaised(caseId, incident.title(), incident.category(), incident.subject(), raised));
    }

    public String watchClocks(String caseId) {
        return clocks.watch(RaisedIncident.key(caseId));
    }

    public String team(String caseId) {
        return Objects.requireNonNull(require(caseId).handling().team());
    }

    public Date due(String caseId) {
        RaisedIncident incident = require(caseId);
        return Date.from(clocks.due(incident.key(), incident.clock()).orElseThrow());
    }

    public List<FieldError> workOnIncident(String caseId, Form form) {
        return work.take(require(caseId), form);
    }

    public String decided(String caseId) {
        return switch (Objects.requireNonNull(require(caseId).handling().decision())) {
            case TAKE_ON, PASS_ON -> "team";
            case PART_OF -> "otherIncident";
            case WAIT -> "wait";
            case RESOLVED -> "resolved";
        };
    }

    /** As long as it would have taken by itself. */
    public Date partEnds(String caseId) {
        return Date.from(
                clock.instant().plus(settings.resolution(require(caseId).category())));
    }

    public void takeBack(String caseId) {
        rows.partOf(caseId, null);
        goOn(require(caseId));
    }

    public Date waitEnds(String caseId) {
        return Date.from(Objects.requireNonNull(require(caseId).times().waitUntil()));
    }

    public void resumeClock(String caseId) {
        goOn(require(caseId));
    }

    private void goOn(RaisedIncident incident) {
        Instant since = Objects.requireNonNullElse(incident.times().restsSince(), clock.instant());
        clocks.resume(incident.key(), Duration.between(since, clock.instant()));
        rows.rests(incident.id(), null, null);
        rows.move(incident.id(), State.TAKEN_ON);
    }

    /** One that is part of another takes over what was found there. */
    public void tellResolution(String caseId) {
        RaisedIncident incident = work.resolution(require(caseId), clock.instant());
        rows.move(caseId, State.RESOLVED);
        clocks.stop(incident.key(), RaisedIncident.FIRST_RESPONSE);
        clocks.stop(incident.key(), RaisedIncident.RESOLUTION);
        clocks.stop(incident.key(), RaisedIncident.NEXT_UPDATE);
        IncidentCause cause = Objects.requireNonNull(incident.resolution().cause());
        notices.tell(
                require(caseId), "incidentResolved", incident.resolution().words(), Map.of("cause", cause.words()));
        events.publishEvent(new IncidentResolved(caseId, incident.raiser().reference(), cause));
        rows.partsOf(caseId).forEach(part -> cases.tell(part.key(), "otherResolved"));
    }

    public Date closesAt(String caseId) {
        return Date.from(
                Objects.requireNonNull(require(caseId).times().resolvedAt()).plus(settings.closesAfter()));
    }

    public void reopenIncident(String caseId) {
        RaisedIncident incident = require(caseId);
        Instant now = clock.instant();
        rows.resolved(caseId, null, null, null);
        rows.partOf(caseId, null);
        rows.rests(caseId, null, null);
        rows.move(caseId, State.TAKEN_ON);
        clocks.start(
                incident.key(), RaisedIncident.RESOLUTION, now, now.plus(settings.resolution(incident.category())));
        gravity.planUpdate(incident);
        notices.tell(require(caseId), "incidentReopened", null);
    }

    public void closeIncident(String caseId) {
        rows.move(caseId, State.CLOSED);
        rows.closed(caseId, clock.instant());
        RaisedIncident incident = require(caseId);
        notices.tell(incident, "incidentClosed", null);
        if (reportNeeded(caseId)) {
            reports.plan(incident);
        } else {
            clocks.end(incident.key());
        }
    }

    public boolean reportNeeded(String caseId) {
        return require(caseId).category() <= settings.reportCategory();
    }

    public Date reportDue(String caseId) {
        return Date.from(
                clocks.due(RaisedIncident.key(caseId), RaisedIncident.REPORT).orElseThrow());
    }

    public void publishReport(String caseId) {
        reports.publish(require(caseId));
    }

    /** Who works on it does not have to know that a clock ran out: the parties hear it, and at twice its time others take it on. */
    @EventListener
    void on(ClockPassed passed) {
        if (!passed.watched().process().equals(RaisedIncident.PROCESS)) {
            return;
        }
        RaisedIncident incident = require(passed.watched().caseId());
        if (passed.clock().equals(RaisedIncident.NEXT_UPDATE)) {
            gravity.planUpdate(incident);
            notices.tell(incident, "incidentUpdated", incident.handling().note());
        } else if (passed.stage() == Stage.RAN_OUT) {
            notices.tell(incident, "incidentLate", passed.clock() + ": the time has run out");
        } else if (passed.stage() == Stage.HANDED_ON && incident.state().open()) {
            handOn(incident);
        }
    }

    private void handOn(RaisedIncident incident) {
        if (!settings.handedOnTo().equals(incident.handling().team())) {
            rows.team(incident.id(), settings.handedOnTo());
            cases.tell(incident.key(), "handedOn");
        }
    }

    private RaisedIncident require(String caseId) {
        return rows.find(caseId).orElseThrow(() -> new IllegalStateException("There is no incident " + caseId));
    }

    static CaseKey key(String caseId) {
        return RaisedIncident.key(caseId);
    }
}
