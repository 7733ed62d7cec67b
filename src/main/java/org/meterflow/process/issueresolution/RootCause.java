package org.meterflow.process.issueresolution;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.meterflow.process.Form;
import org.meterflow.process.issueresolution.Issue.Analysis;
import org.meterflow.process.issueresolution.Issue.Decision;

/**
 * The form of {@code analyseIssue}, read.
 *
 * @param written each action as it was written, finished or not
 * @param actions those of which what, who and when are there
 */
record RootCause(Analysis analysis, String reason, List<Written> written, List<PlannedAction> actions) {

    static final int WHYS = 5;
    static final int ACTIONS = 3;

    private static final Map<String, Decision> DECISIONS = Map.of(
            "putRight", Decision.PUT_RIGHT,
            "modification", Decision.MODIFICATION,
            "escalate", Decision.ESCALATE,
            "dispute", Decision.DISPUTE,
            "close", Decision.CLOSE);

    /** One row of the form. */
    record Written(int row, String what, String who, Optional<LocalDate> due) {

        boolean isEmpty() {
            return what.isEmpty() && who.isEmpty() && due.isEmpty();
        }

        Optional<PlannedAction> action() {
            return what.isEmpty() || who.isEmpty()
                    ? Optional.empty()
                    : due.map(day -> new PlannedAction(what, who, day));
        }
    }

    static RootCause of(Form form) {
        List<String> whys = IntStream.rangeClosed(1, WHYS)
                .mapToObj(at -> form.text("why" + at))
                .filter(why -> !why.isEmpty())
                .toList();
        List<Written> written = IntStream.rangeClosed(1, ACTIONS)
                .mapToObj(at ->
                        new Written(at, form.text("what" + at), form.text("who" + at), day(form.text("due" + at))))
                .filter(each -> !each.isEmpty())
                .toList();
        String change = form.text("change").replaceAll("\\s+", "").toUpperCase(java.util.Locale.ROOT);
        return new RootCause(
                new Analysis(
                        form.text("timeline"),
                        whys,
                        CauseCategory.of(form.text("category")).orElse(null),
                        DECISIONS.get(form.text("decision")),
                        change.isEmpty() ? null : change),
                form.text("reason"),
                written,
                written.stream().flatMap(each -> each.action().stream()).toList());
    }

    private static Optional<LocalDate> day(String typed) {
        try {
            return typed.isEmpty() ? Optional.empty() : Optional.of(LocalDate.parse(typed));
        } catch (DateTimeParseException none) {
            return Optional.empty();
        }
    }

    /** What the owner decided, for the story. */
    String words() {
        @Nullable Decision decision = analysis.decision();
        String what = decision == null
                ? ""
                : switch (decision) {
                    case PUT_RIGHT -> "Puts it right";
                    case MODIFICATION -> "Raised modification " + analysis.change();
                    case ESCALATE -> "Escalated it";
                    case DISPUTE -> "Lets the parties negotiate";
                    case CLOSE -> "Closes it";
                };
        String cause = Stream.ofNullable(analysis.category())
                .map(category -> ". Cause: " + category.words())
                .findFirst()
                .orElse("");
        return what + cause;
    }
}
