package org.meterflow.process.kit;

import java.util.List;
import java.util.Optional;
import org.meterflow.party.Parties;
import org.meterflow.process.FieldError;
import org.meterflow.process.Form;
import org.springframework.stereotype.Component;

/** Whether what was filled in is what the fields of a diagram ask for, and a party one that there is. */
@Component
public class Fields {

    private final Parties parties;

    Fields(Parties parties) {
        this.parties = parties;
    }

    /** At most one sentence for each field; empty when all is well. */
    public List<FieldError> wrong(List<TaskField> fields, Form form) {
        return fields.stream()
                .flatMap(field -> problem(field, form.text(field.name()))
                        .or(() -> missing(field, fields, form))
                        .map(sentence -> new FieldError(field.name(), sentence))
                        .stream())
                .toList();
    }

    /** What goes together comes together. */
    private static Optional<String> missing(TaskField field, List<TaskField> fields, Form form) {
        return fields.stream()
                .filter(other -> other.name().equals(field.requiredWith()))
                .filter(other -> form.text(field.name()).isEmpty()
                        && !form.text(other.name()).isEmpty())
                .map(other -> "%s: enter this, too, or leave “%s” empty".formatted(field.label(), other.label()))
                .findFirst();
    }

    private Optional<String> problem(TaskField field, String typed) {
        Optional<String> problem = field.problem(typed);
        return problem.isEmpty()
                        && field.kind() == FieldKind.PARTY
                        && !typed.isEmpty()
                        && parties.find(typed).isEmpty()
                ? Optional.of(field.label() + ": there is no party " + typed)
                : problem;
    }
}
