package org.meterflow.process.drawn;

import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.meterflow.party.Parties;
import org.meterflow.party.Party;
import org.meterflow.process.CaseKey;
import org.meterflow.process.FieldError;
import org.meterflow.process.Form;
import org.meterflow.process.Timeline;
import org.meterflow.process.engine.Cases;
import org.meterflow.process.engine.DrawnProcess;
import org.meterflow.process.engine.DrawnProcesses;
import org.meterflow.process.kit.FieldKind;
import org.meterflow.process.kit.Fields;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Cases of processes that have no program: started with the facts that their diagrams ask for. */
@Component
public class DrawnCases {

    private final DrawnProcesses processes;
    private final DrawnRows rows;
    private final Fields fields;
    private final MeterClaims meters;
    private final Cases cases;
    private final Timeline timeline;
    private final Parties parties;
    private final Clock clock;

    DrawnCases(
            DrawnProcesses processes,
            DrawnRows rows,
            Fields fields,
            MeterClaims meters,
            Cases cases,
            Timeline timeline,
            Parties parties,
            Clock clock) {
        this.processes = processes;
        this.rows = rows;
        this.fields = fields;
        this.meters = meters;
        this.cases = cases;
        this.timeline = timeline;
        this.parties = parties;
        this.clock = clock;
    }

    /**
     * Starts a case in the caller's transaction, unless there is one of this id, a fact is missing or cannot be, or
     * what is under way at its meter point does not allow it.
     *
     * @param facts by their names in the diagram: texts, numbers, yes or no, days, instants
     * @throws IllegalArgumentException when no diagram without a program has the process
     */
    @Transactional
    public Begun start(String process, String caseId, Map<String, ?> facts, Starter by) {
        DrawnProcess drawn = require(process);
        return start(drawn, caseId, FactTexts.ofValues(drawn.facts(), facts), by);
    }

    DrawnProcess require(String process) {
        return processes
                .find(process)
                .orElseThrow(
                        () -> new IllegalArgumentException("No diagram without a program has the process " + process));
    }

    Begun start(DrawnProcess process, String caseId, Map<String, String> texts, Starter by) {
        Begun begun = prepare(process, caseId, texts, by);
        if (begun.isNew()) {
            cases.start(begun.key());
        }
        return begun;
    }

    /** Writes down what a case is about that is about to begin. */
    Begun prepare(DrawnProcess process, String caseId, Map<String, String> texts, Starter by) {
        CaseKey key = new CaseKey(process.process(), caseId);
        Form form = new Form(texts, by.name());
        List<FieldError> wrong = fields.wrong(process.facts(), form);
        if (!wrong.isEmpty()) {
            return new Begun(key, false, wrong);
        }
        List<DrawnFact> facts = process.facts().stream()
                .filter(field -> !form.text(field.name()).isEmpty())
                .map(field -> DrawnFact.of(field, form.text(field.name()), this::nameOf))
                .toList();
        MeterClaims.Claim claim = meters.claim(key, facts, by);
        if (rows.knows(key, by.form())) {
            return new Begun(key, false, List.of());
        }
        if (!claim.refusals().isEmpty()) {
            return new Begun(key, false, claim.refusals());
        }
        String about = AboutLine.of(process, facts);
        boolean isNew = rows.add(
                new DrawnCase(key, about, by, parties(process, facts, by.party()), clock.instant(), null, facts));
        if (isNew) {
            timeline.note(key, by.how(), process.beginning(), about, by.name());
            meters.begin(key, claim);
        }
        return new Begun(key, isNew, List.of());
    }

    private Optional<String> nameOf(String party) {
        return parties.find(party).map(Party::name);
    }

    private static Set<String> parties(DrawnProcess process, List<DrawnFact> facts, @Nullable String sender) {
        Set<String> parties = new LinkedHashSet<>();
        Stream.concat(
                        Stream.ofNullable(sender),
                        facts.stream()
                                .filter(fact -> fact.kind() == FieldKind.PARTY)
                                .filter(fact -> process.seenBy().isEmpty()
                                        || process.seenBy().contains(fact.name()))
                                .map(DrawnFact::value))
                .forEach(parties::add);
        return parties;
    }
}
