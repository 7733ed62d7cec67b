package org.meterflow.process.incident;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.meterflow.identifier.Eui64;
import org.meterflow.identifier.InvalidIdentifier;
import org.meterflow.identifier.TypedText;
import org.meterflow.party.Parties;
import org.meterflow.party.Party;
import org.meterflow.process.FieldError;
import org.meterflow.process.Form;
import org.meterflow.process.kit.StartedByPeople;
import org.springframework.stereotype.Component;

/** Somebody at the console raises an incident. */
@Component
class IncidentStart implements StartedByPeople {

    private final Incidents incidents;
    private final Subjects subjects;
    private final Parties parties;

    IncidentStart(Incidents incidents, Subjects subjects, Parties parties) {
        this.incidents = incidents;
        this.subjects = subjects;
        this.parties = parties;
    }

    @Override
    public String process() {
        return RaisedIncident.PROCESS;
    }

    @Override
    public Started start(Form form, String once) {
        List<FieldError> wrong = new ArrayList<>();
        Optional<Eui64> device = device(form.text("device"), wrong);
        Set<String> concerned = concerned(form.text("parties"), wrong);
        if (form.text("title").isEmpty()) {
            wrong.add(new FieldError("title", "Enter what is wrong"));
        }
        if (!wrong.isEmpty()) {
            return Started.wrong(wrong);
        }
        IncidentReport report = new IncidentReport(
                form.text("title"),
                form.text("description"),
                effects(form),
                device.orElse(null),
                form.text("area"),
                concerned,
                null,
                null);
        return Started.as(RaisedIncident.key(
                incidents.raise(report, Raiser.person(form.actor(), once)).id()));
    }

    private static Effects effects(Form form) {
        return new Effects(
                number(form, "consumers").intValue(),
                number(form, "prepayOffSupply").intValue(),
                number(form, "topUpsFailing"),
                number(form, "switchingDown").intValue(),
                form.text("userStopped").equals("true"),
                number(form, "securitySeverity").intValue());
    }

    private static BigDecimal number(Form form, String field) {
        String typed = form.text(field);
        return typed.isEmpty() ? BigDecimal.ZERO : new BigDecimal(typed);
    }

    private Optional<Eui64> device(String typed, List<FieldError> wrong) {
        if (typed.isEmpty()) {
            return Optional.empty();
        }
        try {
            Eui64 id = new Eui64(typed.toUpperCase(Locale.ROOT));
            if (!subjects.knows(id)) {
                wrong.add(new FieldError("device", "The inventory has no device " + id));
            }
            return Optional.of(id);
        } catch (InvalidIdentifier none) {
            wrong.add(new FieldError("device", "Enter the identity of a device, like 02-4D-46-01-00-00-02-00"));
            return Optional.empty();
        }
    }

    private Set<String> concerned(String typed, List<FieldError> wrong) {
        Set<String> found = new TreeSet<>();
        for (String name : typed.split(",")) {
            if (!name.isBlank()) {
                List<Party> named = parties.named(new TypedText(name.strip()));
                if (named.size() == 1) {
                    found.add(named.get(0).id());
                } else {
                    wrong.add(new FieldError(
                            "parties",
                            named.isEmpty()
                                    ? "There is no party “" + name.strip() + "”"
                                    : "“" + name.strip() + "” may be several parties: enter an id"));
                }
            }
        }
        return found;
    }
}
