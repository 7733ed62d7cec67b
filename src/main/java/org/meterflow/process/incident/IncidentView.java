package org.meterflow.process.incident;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.meterflow.identifier.Eui64;
import org.meterflow.party.Parties;
import org.meterflow.party.Party;
import org.meterflow.process.CaseFacts;
import org.meterflow.process.CaseKey;
import org.meterflow.process.CaseView;
import org.meterflow.process.Facts;
import org.meterflow.process.RelatedCases;
import org.meterflow.process.SearchTerms;
import org.meterflow.process.caseclocks.Clocks;
import org.meterflow.team.Teams;
import org.springframework.stereotype.Component;

/** Incidents as console, parties and diagrams see them. */
@Component
class IncidentView implements CaseView, RelatedCases {

    private final RaisedIncidents rows;
    private final IncidentNotices notices;
    private final Clocks clocks;
    private final Parties parties;
    private final Teams teams;
    private final SearchTerms terms;

    IncidentView(
            RaisedIncidents rows,
            IncidentNotices notices,
            Clocks clocks,
            Parties parties,
            Teams teams,
            SearchTerms terms) {
        this.rows = rows;
        this.notices = notices;
        this.clocks = clocks;
        this.parties = parties;
        this.teams = teams;
        this.terms = terms;
    }

    @Override
    public String process() {
        return RaisedIncident.PROCESS;
    }

    @Override
    public Optional<CaseFacts> show(String caseId) {
        return rows.find(caseId).map(this::facts);
    }

    @Override
    public List<String> search(String text, int limit, int offset) {
        return rows.search(text, terms.of(text), limit, offset);
    }

    /** What one party says, and who of us does what, is not for the others. */
    @Override
    public Set<String> withheldFrom(String party, String caseId) {
        boolean raisedIt = rows.find(caseId)
                .filter(incident -> incident.raiser().name().equals(party))
                .isPresent();
        return raisedIt
                ? Set.of()
                : Set.of(
                        IncidentFact.DESCRIPTION.label(),
                        IncidentFact.RAISED_BY.label(),
                        IncidentFact.DEVICE.label(),
                        IncidentFact.HUB.label());
    }

    /** The incident of which it is part, and those that are part of it. */
    @Override
    public List<CaseKey> relatedTo(CaseKey key) {
        if (!key.process().equals(RaisedIncident.PROCESS)) {
            return List.of();
        }
        Stream<String> whole =
                rows.find(key.caseId()).map(found -> found.handling().partOf()).stream();
        Stream<String> parts = rows.partsOf(key.caseId()).stream().map(RaisedIncident::id);
        return Stream.concat(whole, parts).map(RaisedIncident::key).toList();
    }

    private CaseFacts facts(RaisedIncident incident) {
        boolean closed = incident.state() == RaisedIncident.State.CLOSED;
        String cause = cause(incident);
        CaseKey raisedIn = incident.raiser().kind() == Raiser.Kind.PROCESS
                ? incident.raiser().raisingCase()
                : null;
        return new CaseFacts(
                incident.key(),
                incident.title() + (incident.category() > 0 ? " · category " + incident.category() : ""),
                incident.state().words(),
                labelled(incident),
                closed ? (cause == null ? "Closed" : cause) : null,
                raisedIn,
                incident.parties(),
                incident.times().raisedAt());
    }

    private Facts labelled(RaisedIncident incident) {
        return resolution(
                incident,
                new Facts()
                        .with(IncidentFact.TITLE, incident.title())
                        .with(IncidentFact.DESCRIPTION, incident.description())
                        .with(IncidentFact.CATEGORY, incident.category() > 0 ? incident.category() : null)
                        .with(
                                IncidentFact.REASON_OF_CATEGORY,
                                incident.handling().reason())
                        .with(IncidentFact.TEAM, team(incident.handling().team()))
                        .with(IncidentFact.RAISED_BY, raisedBy(incident))
                        .with(IncidentFact.PARTIES, incident.parties().isEmpty() ? null : notices.names(incident))
                        .with(IncidentFact.CONSUMERS, known(incident.effects().consumers()))
                        .with(IncidentFact.DEVICE, value(incident.subject().device()))
                        .with(IncidentFact.MODEL, incident.subject().model())
                        .with(IncidentFact.HUB, value(incident.subject().hub()))
                        .with(IncidentFact.AREA, incident.subject().area())
                        .with(
                                IncidentFact.RESPOND_BY,
                                clocks.due(incident.key(), RaisedIncident.FIRST_RESPONSE)
                                        .orElse(null))
                        .with(IncidentFact.RESPONDED_AT, incident.times().respondedAt())
                        .with(
                                IncidentFact.RESOLVE_BY,
                                clocks.due(incident.key(), RaisedIncident.RESOLUTION)
                                        .orElse(null)));
    }

    private Facts resolution(RaisedIncident incident, Facts facts) {
        String parts =
                rows.partsOf(incident.id()).stream().map(RaisedIncident::id).collect(Collectors.joining(", "));
        boolean waits = incident.state() == RaisedIncident.State.WAITING;
        return facts.with(IncidentFact.WAITS_UNTIL, waits ? incident.times().waitUntil() : null)
                .with(IncidentFact.NOTE, incident.handling().note())
                .with(IncidentFact.PART_OF, incident.handling().partOf())
                .with(IncidentFact.PARTS, parts.isEmpty() ? null : parts)
                .with(IncidentFact.CAUSE, cause(incident))
                .with(IncidentFact.RESOLUTION, incident.resolution().words())
                .with(IncidentFact.RESOLVED_AT, incident.times().resolvedAt());
    }

    private static @Nullable String cause(RaisedIncident incident) {
        IncidentCause cause = incident.resolution().cause();
        return cause == null ? null : cause.words();
    }

    private static @Nullable Integer known(int count) {
        return count == 0 ? null : count;
    }

    private @Nullable String team(@Nullable String name) {
        return name == null ? null : teams.title(name);
    }

    private static @Nullable String value(@Nullable Eui64 id) {
        return id == null ? null : id.value();
    }

    private String raisedBy(RaisedIncident incident) {
        String name = incident.raiser().name();
        return switch (incident.raiser().kind()) {
            case PERSON -> name;
            case PARTY -> parties.find(name).map(Party::name).orElse(name);
            case PROCESS -> "Case " + incident.raiser().raisingCase().caseId();
        };
    }
}
