package org.meterflow.process.incident;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.meterflow.identifier.Eui64;
import org.meterflow.process.CaseKey;
import org.meterflow.process.StoryKind;
import org.meterflow.process.Timeline;
import org.meterflow.process.engine.Cases;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Where other processes raise incidents, and look up what became of them. */
@Component
public class Incidents {

    /** @param isNew false when it had been raised before */
    record Raised(String id, boolean isNew) {}

    private final RaisedIncidents rows;
    private final Subjects subjects;
    private final Cases cases;
    private final Timeline timeline;
    private final Clock clock;

    Incidents(RaisedIncidents rows, Subjects subjects, Cases cases, Timeline timeline, Clock clock) {
        this.rows = rows;
        this.subjects = subjects;
        this.cases = cases;
        this.timeline = timeline;
        this.clock = clock;
    }

    /**
     * Raises an incident in the caller's transaction; it is a case of its own and goes on whatever becomes of the caller.
     *
     * @param reference of the raising case's own: raised twice under the same one, it is raised once
     * @return its number
     */
    @Transactional
    public String raise(IncidentReport report, CaseKey by, String reference) {
        return raise(report, Raiser.process(by, reference)).id();
    }

    @Transactional
    Raised raise(IncidentReport report, Raiser raiser) {
        Set<String> parties = new TreeSet<>(report.parties());
        if (raiser.kind() == Raiser.Kind.PARTY) {
            parties.add(raiser.name());
        }
        Optional<String> added = rows.add(
                report,
                raiser,
                subjects.of(report.device(), report.area()),
                parties.toArray(String[]::new),
                clock.instant());
        added.ifPresent(id -> begin(id, report, raiser));
        return added.map(id -> new Raised(id, true))
                .orElseGet(() -> new Raised(rows.of(raiser).orElseThrow(), false));
    }

    private void begin(String id, IncidentReport report, Raiser raiser) {
        CaseKey key = RaisedIncident.key(id);
        boolean byPerson = raiser.kind() == Raiser.Kind.PERSON;
        timeline.note(
                key,
                byPerson ? StoryKind.PERSON : StoryKind.MESSAGE,
                "Raised: " + report.title(),
                report.description(),
                raiser.kind() == Raiser.Kind.PROCESS ? Timeline.PLATFORM : raiser.name());
        cases.start(key);
    }

    /** The number of what a case has raised under a reference of its own. */
    public Optional<String> raisedBy(CaseKey by, String reference) {
        return rows.of(Raiser.process(by, reference));
    }

    /** Whether it is resolved or closed. */
    public boolean isResolved(String id) {
        return rows.find(id).filter(incident -> !incident.state().open()).isPresent();
    }

    /** Whether one that concerns the whole area of the device, and not one device in it, is not resolved yet. */
    public boolean isOpenAround(Eui64 device) {
        String area = subjects.of(device, null).area();
        return area != null && rows.openIn(area);
    }

    public boolean exists(String id) {
        return rows.find(id).isPresent();
    }

    /** Whether the party is one of those that hear of it. */
    public boolean concerns(String id, String party) {
        return rows.find(id)
                .filter(incident -> incident.parties().contains(party))
                .isPresent();
    }

    /** Numbers of those raised since then that have this in common, without those that are part of another. */
    public List<String> alike(Subject.Part part, Instant since) {
        return rows.alike(part, since);
    }
}
