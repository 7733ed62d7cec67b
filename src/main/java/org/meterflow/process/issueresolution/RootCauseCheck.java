package org.meterflow.process.issueresolution;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meterflow.calendar.BusinessCalendar;
import org.meterflow.process.FieldError;
import org.meterflow.process.change.ProcessChanges;
import org.meterflow.process.issueresolution.Issue.Decision;
import org.springframework.stereotype.Component;

/** What is wrong with a root cause analysis. */
@Component
class RootCauseCheck {

    private static final int SHORTEST = 10;
    private static final int FEWEST_WHYS = 2;

    private final ProcessChanges changes;
    private final BusinessCalendar calendar;

    RootCauseCheck(ProcessChanges changes, BusinessCalendar calendar) {
        this.changes = changes;
        this.calendar = calendar;
    }

    List<FieldError> wrong(RootCause found) {
        List<FieldError> wrong = new ArrayList<>();
        Decision decision = found.analysis().decision();
        if (decision == null) {
            wrong.add(new FieldError("decision", "Select how the issue goes on"));
        }
        if (found.reason().length() < SHORTEST) {
            wrong.add(new FieldError("reason", "Say why, in at least " + SHORTEST + " characters"));
        }
        boolean knowsCause = decision == Decision.PUT_RIGHT || decision == Decision.MODIFICATION;
        if (knowsCause) {
            cause(found).ifPresent(wrong::add);
        }
        if (decision == Decision.PUT_RIGHT && found.actions().isEmpty()) {
            wrong.add(new FieldError("what1", "Enter what is done, by whom and until when"));
        }
        if (decision == Decision.MODIFICATION) {
            change(found.analysis().change()).ifPresent(wrong::add);
        }
        found.written().forEach(each -> action(each).ifPresent(wrong::add));
        return wrong;
    }

    private static Optional<FieldError> cause(RootCause found) {
        if (found.analysis().whys().size() < FEWEST_WHYS) {
            return Optional.of(new FieldError("why1", "Ask why at least twice"));
        }
        return found.analysis().category() == null
                ? Optional.of(new FieldError("category", "Select what kind of cause it is"))
                : Optional.empty();
    }

    private Optional<FieldError> change(@Nullable String written) {
        if (written != null && written.matches("(DP|MP)\\d{1,5}")) {
            return Optional.empty();
        }
        boolean known = written != null
                && written.matches("\\d{1,9}")
                && changes.find(Long.parseLong(written)).isPresent();
        return known
                ? Optional.empty()
                : Optional.of(
                        new FieldError(
                                "change",
                                "Enter the number of a modification, such as DP238, or of a change under Changes to processes"));
    }

    private Optional<FieldError> action(RootCause.Written written) {
        LocalDate due = written.due().orElse(null);
        if (written.what().isEmpty()) {
            return Optional.of(new FieldError("what" + written.row(), "Enter what is done"));
        }
        if (written.who().isEmpty()) {
            return Optional.of(new FieldError("who" + written.row(), "Enter who does it"));
        }
        return due == null || due.isBefore(calendar.today())
                ? Optional.of(new FieldError("due" + written.row(), "Enter until when, today or later"))
                : Optional.empty();
    }
}
