package org.meterflow.process.issueresolution;

import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.meterflow.party.Parties;
import org.meterflow.party.Party;
import org.meterflow.process.CaseFacts;
import org.meterflow.process.CaseKey;
import org.meterflow.process.CaseView;
import org.meterflow.process.Facts;
import org.meterflow.process.RelatedCases;
import org.meterflow.process.SearchTerms;
import org.meterflow.process.caseclocks.Clocks;
import org.springframework.stereotype.Component;

/** Issues as console, parties and diagrams see them, linked both ways with the incidents that show them. */
@Component
class IssueView implements CaseView, RelatedCases {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.UK);
    private static final String INCIDENT = "incident";

    private final IssueRows rows;
    private final IssueNotices notices;
    private final IssueTimes times;
    private final Clocks clocks;
    private final Parties parties;
    private final SearchTerms terms;

    IssueView(
            IssueRows rows, IssueNotices notices, IssueTimes times, Clocks clocks, Parties parties, SearchTerms terms) {
        this.rows = rows;
        this.notices = notices;
        this.times = times;
        this.clocks = clocks;
        this.parties = parties;
        this.terms = terms;
    }

    @Override
    public String process() {
        return Issue.PROCESS;
    }

    @Override
    public Optional<CaseFacts> show(String caseId) {
        return rows.find(caseId).map(this::facts);
    }

    @Override
    public List<String> search(String text, int limit, int offset) {
        return rows.search(text, terms.of(text), limit, offset);
    }

    /** What one party says, and how we find out, is not for the others. */
    @Override
    public Set<String> withheldFrom(String party, String caseId) {
        Set<String> ours = new TreeSet<>(Set.of(
                IssueFact.OWNER.label(),
                IssueFact.TIMELINE.label(),
                IssueFact.WHYS.label(),
                IssueFact.ACTIONS.label(),
                IssueFact.INCIDENTS.label()));
        if (rows.find(caseId).filter(issue -> issue.raisedBy().equals(party)).isEmpty()) {
            ours.addAll(Set.of(IssueFact.DESCRIPTION.label(), IssueFact.RAISED_BY.label()));
        }
        return ours;
    }

    @Override
    public List<CaseKey> relatedTo(CaseKey key) {
        return switch (key.process()) {
            case INCIDENT ->
                rows.issuesOf(key.caseId()).stream().map(Issue::key).toList();
            case Issue.PROCESS ->
                rows.incidentsOf(key.caseId()).stream()
                        .map(incident -> new CaseKey(INCIDENT, incident))
                        .toList();
            default -> List.of();
        };
    }

    private CaseFacts facts(Issue issue) {
        return new CaseFacts(
                issue.key(),
                issue.title() + (issue.severity() > 0 ? " · S" + issue.severity() : ""),
                issue.state().words(),
                found(issue, raised(issue)),
                issue.state().closed() ? issue.state().words() : null,
                null,
                issue.parties(),
                issue.raisedAt());
    }

    private Facts raised(Issue issue) {
        String incidents = String.join(", ", rows.incidentsOf(issue.id()));
        return new Facts()
                .with(IssueFact.TITLE, issue.title())
                .with(IssueFact.DESCRIPTION, issue.description())
                .with(IssueFact.SEVERITY, issue.severity() > 0 ? issue.severity() : null)
                .with(IssueFact.REASON_OF_SEVERITY, issue.reason())
                .with(IssueFact.SOURCE, issue.source().words())
                .with(
                        IssueFact.SUBJECT,
                        issue.subject() == null ? null : issue.subject().words())
                .with(IssueFact.RAISED_BY, raisedBy(issue))
                .with(IssueFact.PARTIES, issue.parties().isEmpty() ? null : notices.names(issue))
                .with(IssueFact.INCIDENTS, incidents.isEmpty() ? null : incidents)
                .with(IssueFact.OWNER, issue.owner())
                .with(IssueFact.OWNER_BY, clocks.due(issue.key(), Issue.OWNER).orElse(null))
                .with(IssueFact.PLAN_BY, clocks.due(issue.key(), Issue.PLAN).orElse(null))
                .with(IssueFact.FIX_BY, clocks.due(issue.key(), Issue.FIX).orElse(null));
    }

    private Facts found(Issue issue, Facts facts) {
        Issue.Analysis analysis = issue.analysis();
        return facts.with(IssueFact.TIMELINE, blankAsNull(analysis.timeline()))
                .with(IssueFact.WHYS, whys(analysis.whys()))
                .with(
                        IssueFact.CAUSE,
                        analysis.category() == null ? null : analysis.category().words())
                .with(IssueFact.ACTIONS, actions(issue))
                .with(IssueFact.CHANGE, analysis.change())
                .with(IssueFact.RECURRENCES, issue.recurrences() == 0 ? null : issue.recurrences())
                .with(IssueFact.QUIET_UNTIL, issue.state() == Issue.State.QUIET ? times.quietEnds(issue) : null)
                .with(
                        IssueFact.REOPENING_UNTIL,
                        issue.state() == Issue.State.CLOSED ? times.reopeningEnds(issue) : null);
    }

    private @Nullable String actions(Issue issue) {
        return blankAsNull(rows.actions(issue.id()).stream()
                .map(action -> action.what() + " (" + action.who() + ", until "
                        + action.due().format(DAY) + ")")
                .collect(Collectors.joining("; ")));
    }

    private static @Nullable String whys(List<String> whys) {
        return blankAsNull(IntStream.range(0, whys.size())
                .mapToObj(at -> (at + 1) + ". " + whys.get(at))
                .collect(Collectors.joining(" ")));
    }

    private static @Nullable String blankAsNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }

    private String raisedBy(Issue issue) {
        String by = issue.raisedBy();
        return parties.find(by)
                .map(Party::name)
                .or(() -> Stream.of(by)
                        .filter(name -> name.contains(":"))
                        .map(name -> "Case " + name.substring(name.indexOf(':') + 1))
                        .findFirst())
                .orElse(by);
    }
}
