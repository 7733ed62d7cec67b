package org.meterflow.process.issueresolution;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.meterflow.process.StoryKind;
import org.meterflow.process.Timeline;
import org.meterflow.process.incident.IncidentRaised;
import org.meterflow.process.incident.Incidents;
import org.meterflow.process.incident.IssueWanted;
import org.meterflow.process.incident.Subject;
import org.meterflow.process.issueresolution.IssueReport.Gravity;
import org.meterflow.process.issueresolution.IssueReport.Harm;
import org.meterflow.process.issueresolution.IssueReport.Impact;
import org.meterflow.process.issueresolution.IssueReport.Source;
import org.meterflow.process.issueresolution.IssueReport.Spread;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Several incidents of one device model, hub or area may have one cause: together they are an issue, which hears of each. */
@Component
class RepeatedFaults {

    private final IssueRows rows;
    private final Issues issues;
    private final Incidents incidents;
    private final IssueSettings settings;
    private final Clock clock;

    RepeatedFaults(IssueRows rows, Issues issues, Incidents incidents, IssueSettings settings, Clock clock) {
        this.rows = rows;
        this.issues = issues;
        this.incidents = incidents;
        this.settings = settings;
        this.clock = clock;
    }

    /** In the transaction that categorises the incident. */
    @EventListener
    void on(IncidentRaised raised) {
        for (Subject.Part part : raised.subject().parts()) {
            Optional<String> known = rows.of(part);
            List<String> alike = incidents.alike(part, raised.at().minus(settings.repeatedWithin()));
            if (known.isPresent()) {
                seenAgain(known.get(), raised);
                return;
            }
            if (alike.size() >= settings.repeatedFaults()) {
                open(part, alike, raised);
                return;
            }
        }
    }

    private void seenAgain(String issue, IncidentRaised raised) {
        if (rows.link(issue, raised.id(), clock.instant())) {
            issues.recur(issue, raised.id() + ": " + raised.title(), StoryKind.MESSAGE, Timeline.PLATFORM);
        }
    }

    private void open(Subject.Part part, List<String> alike, IncidentRaised raised) {
        IssueReport report = new IssueReport(
                shortened(alike.size() + " incidents at " + part.words()),
                "Within %s days: %s".formatted(settings.repeatedWithin().toDays(), String.join(", ", alike)),
                Source.REPEATED_FAULT,
                new Gravity(Impact.LIMITED, Spread.SEVERAL, false, Harm.INCONVENIENCE),
                part,
                new TreeSet<>(alike),
                Set.of());
        issues.open(report, "incident:" + raised.id(), "repeated", StoryKind.DECISION, Timeline.PLATFORM);
    }

    /** Whoever wrote the report on a grave incident wants its cause found. */
    @EventListener
    void on(IssueWanted wanted) {
        IssueReport report = new IssueReport(
                shortened("The cause of: " + wanted.title()),
                wanted.lesson(),
                Source.INCIDENT,
                new Gravity(
                        wanted.category() == 1 ? Impact.CRITICAL : Impact.SERIOUS,
                        Spread.MANY,
                        false,
                        Harm.INCONVENIENCE),
                null,
                Set.of(wanted.incident()),
                Set.of());
        issues.open(report, "incident:" + wanted.incident(), "report", StoryKind.PERSON, Timeline.PLATFORM);
    }

    private static String shortened(String title) {
        return title.substring(0, Math.min(title.length(), IssueReport.LONGEST_TITLE));
    }
}
