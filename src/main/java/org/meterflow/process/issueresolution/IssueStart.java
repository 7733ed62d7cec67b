package org.meterflow.process.issueresolution;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.meterflow.identifier.TypedText;
import org.meterflow.party.Parties;
import org.meterflow.party.Party;
import org.meterflow.process.FieldError;
import org.meterflow.process.Form;
import org.meterflow.process.StoryKind;
import org.meterflow.process.incident.Incidents;
import org.meterflow.process.issueresolution.IssueReport.Gravity;
import org.meterflow.process.issueresolution.IssueReport.Harm;
import org.meterflow.process.issueresolution.IssueReport.Impact;
import org.meterflow.process.issueresolution.IssueReport.Source;
import org.meterflow.process.issueresolution.IssueReport.Spread;
import org.meterflow.process.kit.StartedByPeople;
import org.springframework.stereotype.Component;

/** Somebody at the console opens an issue, or says that one recurs. */
@Component
class IssueStart implements StartedByPeople {

    private final Issues issues;
    private final IssueRows rows;
    private final Incidents incidents;
    private final Parties parties;

    IssueStart(Issues issues, IssueRows rows, Incidents incidents, Parties parties) {
        this.rows = rows;
        this.issues = issues;
        this.incidents = incidents;
        this.parties = parties;
    }

    @Override
    public String process() {
        return Issue.PROCESS;
    }

    @Override
    public Started start(Form form, String once) {
        Optional<String> before = rows.of(form.actor(), once);
        if (before.isPresent()) {
            return Started.as(Issue.key(before.get()));
        }
        String former = number(form, "recurrenceOf");
        if (!former.isEmpty()) {
            return issues.recur(former, form.text("description"), StoryKind.PERSON, form.actor())
                    ? Started.as(Issue.key(former))
                    : Started.wrong(List.of(new FieldError(
                            "recurrenceOf",
                            "There is no issue of this number that can be opened again: leave it empty")));
        }
        List<FieldError> wrong = new ArrayList<>();
        String incident = number(form, "incident");
        if (!incident.isEmpty() && !incidents.exists(incident)) {
            wrong.add(new FieldError("incident", "There is no incident of this number: enter one such as INC0000017"));
        }
        Set<String> concerned = concerned(form.text("parties"), wrong);
        if (!wrong.isEmpty()) {
            return Started.wrong(wrong);
        }
        IssueReport report = report(form, incident, concerned);
        Issues.Opened opened = issues.open(report, form.actor(), once, StoryKind.PERSON, form.actor());
        return Started.as(Issue.key(opened.id()));
    }

    private static IssueReport report(Form form, String incident, Set<String> concerned) {
        return new IssueReport(
                form.text("title"),
                form.text("description"),
                known(Source.class, form.text("source"), Source.REPORT),
                new Gravity(
                        known(Impact.class, form.text("impact"), Impact.LIMITED),
                        known(Spread.class, form.text("spread"), Spread.ONE),
                        form.text("security").equals("true"),
                        known(Harm.class, form.text("consumerHarm"), Harm.NONE)),
                null,
                incident.isEmpty() ? Set.of() : Set.of(incident),
                concerned);
    }

    /** The choices stand in the diagram, where they can be changed. */
    private static <E extends Enum<E>> E known(Class<E> type, String name, E otherwise) {
        for (E each : type.getEnumConstants()) {
            if (each.name().equals(name)) {
                return each;
            }
        }
        return otherwise;
    }

    private static String number(Form form, String field) {
        return form.text(field).replace(" ", "").toUpperCase(Locale.ROOT);
    }

    private Set<String> concerned(String typed, List<FieldError> wrong) {
        Set<String> found = new TreeSet<>();
        for (String name : typed.split(",")) {
            List<Party> named = name.isBlank() ? List.of() : parties.named(new TypedText(name.strip()));
            Optional<Party> one = named.size() == 1 ? Optional.of(named.get(0)) : Optional.empty();
            one.ifPresent(party -> found.add(party.id()));
            if (!name.isBlank() && one.isEmpty()) {
                wrong.add(new FieldError("parties", "“" + name.strip() + "” is not one party: enter an id"));
            }
        }
        return found;
    }
}
