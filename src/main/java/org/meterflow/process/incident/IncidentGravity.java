package org.meterflow.process.incident;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.meterflow.process.StoryKind;
import org.meterflow.process.Timeline;
import org.meterflow.process.caseclocks.Clocks;
import org.meterflow.process.engine.Cases;
import org.meterflow.team.Teams;
import org.springframework.stereotype.Component;

/** How grave an incident is, and what follows from it: its team, its clocks, how often all concerned hear of it. */
@Component
class IncidentGravity {

    private final RaisedIncidents rows;
    private final Cases cases;
    private final Clocks clocks;
    private final Teams teams;
    private final Timeline timeline;
    private final IncidentSettings settings;
    private final Clock clock;

    IncidentGravity(
            RaisedIncidents rows,
            Cases cases,
            Clocks clocks,
            Teams teams,
            Timeline timeline,
            IncidentSettings settings,
            Clock clock) {
        this.rows = rows;
        this.cases = cases;
        this.clocks = clocks;
        this.teams = teams;
        this.timeline = timeline;
        this.settings = settings;
        this.clock = clock;
    }

    /** What was said when it was raised counts before the rules. */
    RaisedIncident judge(RaisedIncident incident) {
        Map<String, Object> proposed =
                cases.decide("incidentCategory", incident.effects().forDecision());
        boolean said = incident.category() > 0;
        int category = said
                ? incident.category()
                : within(((Number) proposed.getOrDefault("category", IncidentSettings.CATEGORIES)).intValue());
        String reason = said
                ? "It was raised with this category"
                : Objects.toString(proposed.get("reason"), "The rules say so");
        String team = Optional.ofNullable(incident.handling().team())
                .filter(named -> teams.find(named).isPresent())
                .orElseGet(() -> team(incident, category));
        rows.categorised(incident.id(), category, reason, team);
        timeline.note(
                incident.key(),
                StoryKind.DECISION,
                "Category %s, for %s".formatted(category, teams.title(team)),
                reason,
                Timeline.PLATFORM);
        return rows.find(incident.id()).orElseThrow();
    }

    private static int within(int category) {
        return Math.max(1, Math.min(IncidentSettings.CATEGORIES, category));
    }

    /** A table that names a team there is not would leave the incident with nobody. */
    private String team(RaisedIncident incident, int category) {
        Object named = cases.decide(
                        "incidentTeam",
                        Map.of(
                                "category",
                                category,
                                "security",
                                incident.effects().security()))
                .get("team");
        String team = Objects.toString(named, "");
        return teams.find(team).isPresent() ? team : settings.handedOnTo();
    }

    /** A person knows better: the clocks get the lengths of that category, from when they began. */
    void change(RaisedIncident incident, int category) {
        rows.categorised(
                incident.id(),
                category,
                "The team has changed it",
                Objects.requireNonNull(incident.handling().team()));
        clocks.changeLength(incident.key(), RaisedIncident.FIRST_RESPONSE, settings.firstResponse(category));
        clocks.changeLength(incident.key(), RaisedIncident.RESOLUTION, settings.resolution(category));
        planUpdate(rows.find(incident.id()).orElseThrow());
    }

    void planUpdate(RaisedIncident incident) {
        Instant now = clock.instant();
        settings.updateEvery(incident.category())
                .filter(every -> every.compareTo(Duration.ZERO) > 0)
                .ifPresentOrElse(
                        every -> clocks.alarm(incident.key(), RaisedIncident.NEXT_UPDATE, now, now.plus(every)),
                        () -> clocks.stop(incident.key(), RaisedIncident.NEXT_UPDATE));
    }
}
