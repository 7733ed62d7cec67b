package org.meterflow.process.changeofsupplier;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.meterflow.process.CaseFacts;
import org.meterflow.process.CaseKey;
import org.meterflow.process.CaseView;
import org.meterflow.process.RelatedCases;
import org.meterflow.process.SearchTerms;
import org.springframework.stereotype.Component;

@Component
class ChangeOfSupplierView implements CaseView, RelatedCases {

    private final SupplierChanges changes;
    private final SwitchNotices notices;
    private final SwitchFacts facts;
    private final DualFuelSwitches dualFuel;
    private final SearchTerms terms;

    ChangeOfSupplierView(
            SupplierChanges changes,
            SwitchNotices notices,
            SwitchFacts facts,
            DualFuelSwitches dualFuel,
            SearchTerms terms) {
        this.terms = terms;
        this.changes = changes;
        this.notices = notices;
        this.facts = facts;
        this.dualFuel = dualFuel;
    }

    @Override
    public String process() {
        return SupplierChange.PROCESS;
    }

    @Override
    public List<String> search(String text, int limit, int offset) {
        return changes.search(text, terms.of(text), limit, offset);
    }

    @Override
    public Optional<CaseFacts> show(String caseId) {
        return changes.find(caseId).map(this::facts);
    }

    /** What each supplier says or is told of its own side is no business of the other; who else supplied is of neither. */
    @Override
    public Set<String> withheldFrom(String party, String caseId) {
        Optional<SupplierChange> change = changes.find(caseId);
        Set<String> withheld = new HashSet<>(SwitchFact.ofTheRegister());
        if (!change.flatMap(notices::losing).equals(Optional.of(party))) {
            withheld.addAll(SwitchFact.ofTheCustomer());
        }
        if (!change.flatMap(notices::gaining).equals(Optional.of(party))) {
            withheld.addAll(SwitchFact.ofTheGainingSupplier());
        }
        return withheld;
    }

    /** The switch of the home's other fuel that was asked for together with this one. */
    @Override
    public List<CaseKey> relatedTo(CaseKey key) {
        return key.process().equals(SupplierChange.PROCESS)
                ? changes.find(key.caseId()).stream()
                        .flatMap(change -> dualFuel.askedTogetherWith(change).stream())
                        .map(SupplierChange::key)
                        .toList()
                : List.of();
    }

    private CaseFacts facts(SupplierChange change) {
        Set<String> seenBy = Stream.of(
                        Optional.of(change.agreement().requestedBy()), notices.gaining(change), notices.losing(change))
                .flatMap(Optional::stream)
                .collect(Collectors.toSet());
        return new CaseFacts(
                change.key(),
                "Meter point " + change.mpxn() + ": " + facts.name(change.losing()) + " to "
                        + facts.name(change.gaining()),
                change.state().words(),
                facts.of(change),
                change.state().ended() ? change.state().words() : null,
                null,
                seenBy,
                change.agreement().requestedAt());
    }
}
