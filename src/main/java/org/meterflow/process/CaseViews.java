package org.meterflow.process;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** What the processes tell of their cases, whichever process it is. */
@Component
public class CaseViews {

    private final ObjectProvider<CaseView> views;
    private final ObjectProvider<CaseViewsByName> byName;
    private final ObjectProvider<RelatedCases> related;

    CaseViews(
            ObjectProvider<CaseView> views,
            ObjectProvider<CaseViewsByName> byName,
            ObjectProvider<RelatedCases> related) {
        this.related = related;
        this.byName = byName;
        this.views = views;
    }

    public Optional<CaseFacts> facts(CaseKey key) {
        return view(key.process()).flatMap(view -> view.show(key.caseId()));
    }

    /** Newest first. */
    public List<CaseFacts> search(String process, String text, int page, int size) {
        return view(process).stream()
                .flatMap(view -> view.search(text, size, page * size).stream().map(view::show))
                .flatMap(Optional::stream)
                .toList();
    }

    /** Ids of the cases of every process that the text names. */
    public List<String> search(String text, int limit) {
        return Stream.concat(
                        views.stream().flatMap(view -> view.search(text, limit, 0).stream()),
                        byName.stream().flatMap(drawn -> drawn.search(text, limit).stream()))
                .toList();
    }

    /** References of the commands the case has given to devices, the first first. */
    public List<String> commands(CaseKey key) {
        return view(key.process()).map(view -> view.commands(key.caseId())).orElse(List.of());
    }

    /** Labels of a case's facts that are not for this party. */
    public Set<String> withheldFrom(String party, CaseKey key) {
        return view(key.process())
                .map(view -> view.withheldFrom(party, key.caseId()))
                .orElse(Set.of());
    }

    /** Cases that are linked with this one, without one having called the other. */
    public List<CaseFacts> relatedTo(CaseKey key) {
        return related.stream()
                .flatMap(each -> each.relatedTo(key).stream())
                .distinct()
                .flatMap(other -> facts(other).stream())
                .toList();
    }

    private Optional<CaseView> view(String process) {
        return views.stream()
                .filter(view -> view.process().equals(process))
                .findFirst()
                .or(() -> byName.stream()
                        .flatMap(drawn -> drawn.view(process).stream())
                        .findFirst());
    }
}
