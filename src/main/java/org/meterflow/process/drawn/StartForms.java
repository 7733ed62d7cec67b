package org.meterflow.process.drawn;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.meterflow.process.CaseKey;
import org.meterflow.process.engine.DrawnProcess;
import org.meterflow.process.engine.DrawnProcesses;
import org.meterflow.team.Members;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** How people start cases of processes that have no program: by the form of the start, in the teams that the diagram names. */
@Component
public class StartForms {

    private final DrawnProcesses processes;
    private final DrawnCases cases;
    private final DrawnRows rows;
    private final Members members;

    StartForms(DrawnProcesses processes, DrawnCases cases, DrawnRows rows, Members members) {
        this.processes = processes;
        this.cases = cases;
        this.rows = rows;
        this.members = members;
    }

    /** The processes whose cases this person may start, by name. */
    public List<DrawnProcess> startableBy(String person) {
        return processes.all().stream()
                .filter(process ->
                        !process.startedByTeams().isEmpty() && members.holdIn(person, process.startedByTeams()))
                .toList();
    }

    /**
     * Starts a case with what a person has filled in; the same form sent again is the same case.
     *
     * @param form names the form
     */
    @Transactional
    public Begun start(DrawnProcess process, Map<String, String> typed, String form, String person) {
        return begunWith(process, form).orElseGet(() -> {
            Begun begun = startNew(process, typed, form, person);
            return begun.isNew() || !begun.wrong().isEmpty()
                    ? begun
                    : begunWith(process, form).orElseGet(() -> startNew(process, typed, form, person));
        });
    }

    private Begun startNew(DrawnProcess process, Map<String, String> typed, String form, String person) {
        String id = newId(process.process());
        Map<String, String> texts = new HashMap<>(typed);
        process.key().ifPresent(key -> texts.put(key.name(), id));
        return cases.start(process, id, texts, Starter.person(person, form));
    }

    private Optional<Begun> begunWith(DrawnProcess process, String form) {
        return rows.begunWith(process.process(), form)
                .map(id -> new Begun(new CaseKey(process.process(), id), false, List.of()));
    }

    /** {@code METER-INSPECTION-17}, unless a party has named a case of its own so. */
    private String newId(String process) {
        String words = process.replaceAll("([A-Z])", "-$1").toUpperCase(Locale.ROOT);
        return Stream.generate(() -> words + "-" + rows.nextNumber())
                .filter(id -> rows.find(new CaseKey(process, id)).isEmpty())
                .findFirst()
                .orElseThrow();
    }
}
