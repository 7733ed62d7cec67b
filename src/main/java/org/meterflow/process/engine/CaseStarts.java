package org.meterflow.process.engine;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.meterflow.process.FieldError;
import org.meterflow.process.Form;
import org.meterflow.process.kit.StartedByPeople;
import org.meterflow.process.kit.StartedByPeople.Started;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The processes with a program whose cases people start: what they are asked is at the start of the diagram that is in force. */
@Component
public class CaseStarts {

    private final ObjectProvider<StartedByPeople> started;
    private final DrawnProcesses diagrams;

    CaseStarts(ObjectProvider<StartedByPeople> started, DrawnProcesses diagrams) {
        this.started = started;
        this.diagrams = diagrams;
    }

    /** By name. */
    public List<DrawnProcess> all() {
        return started.stream()
                .flatMap(each -> diagrams.inForce(each.process()).stream())
                .sorted(Comparator.comparing(DrawnProcess::name))
                .toList();
    }

    public Optional<DrawnProcess> find(String process) {
        return all().stream().filter(each -> each.process().equals(process)).findFirst();
    }

    /** @param once the same for everything that one opened page sends */
    @Transactional
    public Started start(String process, Map<String, String> values, String person, String once) {
        Form form = new Form(values, person);
        List<FieldError> wrong = find(process).orElseThrow().asked().stream()
                .flatMap(
                        field -> field
                                .problem(form.text(field.name()))
                                .map(sentence -> new FieldError(field.name(), sentence))
                                .stream())
                .toList();
        return wrong.isEmpty()
                ? started.stream()
                        .filter(each -> each.process().equals(process))
                        .findFirst()
                        .orElseThrow()
                        .start(form, once)
                : Started.wrong(wrong);
    }
}
