package org.meterflow.process.incident;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalTime;
import java.util.Map;
import java.util.Objects;
import org.meterflow.calendar.BusinessCalendar;
import org.meterflow.process.caseclocks.Clocks;
import org.meterflow.process.kit.Answers;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** The report on a grave incident: until when it is to be written, and what its parties read of it. */
@Component
class IncidentReports {

    private static final LocalTime CLOSE_OF_BUSINESS = LocalTime.of(17, 0);

    private final Clocks clocks;
    private final Answers answers;
    private final IncidentNotices notices;
    private final BusinessCalendar calendar;
    private final ApplicationEventPublisher events;
    private final IncidentSettings settings;
    private final Clock clock;

    IncidentReports(
            Clocks clocks,
            Answers answers,
            IncidentNotices notices,
            BusinessCalendar calendar,
            ApplicationEventPublisher events,
            IncidentSettings settings,
            Clock clock) {
        this.clocks = clocks;
        this.answers = answers;
        this.notices = notices;
        this.calendar = calendar;
        this.events = events;
        this.settings = settings;
        this.clock = clock;
    }

    void plan(RaisedIncident incident) {
        Instant due = calendar.at(
                calendar.plusWorkingDays(calendar.today(), settings.reportWorkingDays()), CLOSE_OF_BUSINESS);
        clocks.start(incident.key(), RaisedIncident.REPORT, clock.instant(), due);
    }

    /** As it was written in the task, whose questions stand in the diagram. */
    void publish(RaisedIncident incident) {
        Map<String, Object> written = answers.of(incident.key(), "writeReport");
        String summary = Objects.toString(written.get("summary"), "");
        String lesson = Objects.toString(written.get("lesson"), "");
        notices.tell(incident, "incidentReported", summary, Map.of("lesson", lesson));
        if (Boolean.TRUE.equals(written.get("openIssue"))) {
            events.publishEvent(
                    new IssueWanted(incident.id(), incident.title(), lesson, incident.category(), incident.subject()));
        }
        clocks.end(incident.key());
    }
}
