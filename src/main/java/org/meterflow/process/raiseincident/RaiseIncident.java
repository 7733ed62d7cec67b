package org.meterflow.process.raiseincident;

import java.util.Date;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.meterflow.identifier.Eui64;
import org.meterflow.identifier.InvalidIdentifier;
import org.meterflow.process.CaseKey;
import org.meterflow.process.Drawn;
import org.meterflow.process.StoryKind;
import org.meterflow.process.Timeline;
import org.meterflow.process.engine.Cases;
import org.meterflow.process.incident.Effects;
import org.meterflow.process.incident.IncidentReport;
import org.meterflow.process.incident.IncidentResolved;
import org.meterflow.process.incident.Incidents;
import org.meterflow.process.kit.PlacedStep;
import org.meterflow.process.placed.PlacedBox;
import org.meterflow.process.placed.PlacedCall;
import org.meterflow.process.placed.PlacedCalls;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** The steps of {@code bpmn/raise-incident.bpmn}: a process owner's box <em>Raise an incident</em>. */
@Component
@Drawn(tells = "incidentResolved")
@PlacedStep(
        needs = {RaiseIncident.TITLE, IncidentRules.CATEGORY},
        may = {"description", "team", "device", RaiseIncident.WITHIN},
        outcomes = {RaiseIncident.RAISED, RaiseIncident.RESOLVED, RaiseIncident.STILL_OPEN},
        gives = "number",
        check = IncidentRules.class)
public class RaiseIncident extends PlacedBox {

    static final String PROCESS = "raiseIncident";
    static final String TITLE = "title";
    static final String WITHIN = "within";
    static final String RAISED = "raised";
    static final String RESOLVED = "resolved";
    static final String STILL_OPEN = "stillOpen";

    private final Incidents incidents;
    private final Cases cases;

    RaiseIncident(PlacedCalls calls, Incidents incidents, Cases cases) {
        super(PROCESS, calls);
        this.incidents = incidents;
        this.cases = cases;
    }

    // ── the steps ──

    public boolean raise(String caseId) {
        PlacedCall call = require(caseId);
        incidents.raise(report(call), call.parent(), caseId);
        return waits(call);
    }

    static boolean waits(PlacedCall call) {
        return !call.said(WITHIN).isEmpty();
    }

    private static IncidentReport report(PlacedCall call) {
        String title = call.said(TITLE).isEmpty() ? call.title() : call.said(TITLE);
        String description = call.said("description");
        String category = call.said(IncidentRules.CATEGORY);
        return new IncidentReport(
                title.substring(0, Math.min(title.length(), IncidentReport.LONGEST_TITLE)),
                description.isEmpty() ? "Raised by the step “" + call.title() + "”" : description,
                Effects.UNKNOWN,
                device(call.said("device")),
                null,
                Set.of(),
                category.matches("[1-5]") ? Integer.valueOf(category) : null,
                call.said("team").isEmpty() ? null : call.said("team"));
    }

    /** What is no identity of a device is not known to be at fault. */
    private static @Nullable Eui64 device(String written) {
        try {
            return written.isEmpty() ? null : new Eui64(written.toUpperCase(Locale.ROOT));
        } catch (InvalidIdentifier none) {
            return null;
        }
    }

    public Date waitEnds(String caseId) {
        return Date.from(require(caseId).after(WITHIN));
    }

    public void noteOutcome(String caseId) {
        PlacedCall call = require(caseId);
        String number = incidents.raisedBy(call.parent(), caseId).orElseThrow();
        String outcome = !waits(call) ? RAISED : incidents.isResolved(number) ? RESOLVED : STILL_OPEN;
        calls.end(
                call,
                outcome,
                Map.of("number", number),
                StoryKind.DECISION,
                "Incident " + number + ". " + words(outcome),
                Timeline.PLATFORM);
    }

    static String words(@Nullable String outcome) {
        return RESOLVED.equals(outcome)
                ? "Resolved"
                : STILL_OPEN.equals(outcome) ? "Still open when the time was over" : "Raised";
    }

    @EventListener
    void on(IncidentResolved resolved) {
        cases.tell(new CaseKey(PROCESS, resolved.reference()), "incidentResolved");
    }

    private PlacedCall require(String caseId) {
        return calls.require(PROCESS, caseId);
    }
}
