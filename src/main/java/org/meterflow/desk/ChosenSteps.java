package org.meterflow.desk;

import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.meterflow.calendar.BusinessCalendar;
import org.meterflow.process.FieldError;
import org.meterflow.process.ListedTask;
import org.meterflow.process.TaskGone;
import org.meterflow.process.WorkItem;
import org.meterflow.process.engine.Handovers;
import org.meterflow.process.engine.Tasks;
import org.springframework.stereotype.Component;
import org.springframework.util.MultiValueMap;

/** What is done to each of many tasks, made of what was asked once. Each task's own rules decide for it. */
@Component
class ChosenSteps {

    private final Tasks tasks;
    private final Handovers handovers;
    private final TaskForms forms;
    private final BusinessCalendar calendar;

    ChosenSteps(Tasks tasks, Handovers handovers, TaskForms forms, BusinessCalendar calendar) {
        this.tasks = tasks;
        this.handovers = handovers;
        this.forms = forms;
        this.calendar = calendar;
    }

    /**
     * @param values as typed
     * @param wrong what has to be mended before anything is done
     * @param done what is said of each task it was done to
     */
    record Asked(Map<String, String> values, List<FieldError> wrong, String done, ChosenWork.Step step) {

        static Asked nothing() {
            return new Asked(Map.of(), List.of(), "", task -> List.of());
        }
    }

    Asked plain(ChosenAct act, String me) {
        return act == ChosenAct.CLAIM
                ? new Asked(Map.of(), List.of(), "You have it now", task -> nothingWrong(() -> tasks.claim(task, me)))
                : new Asked(
                        Map.of(),
                        List.of(),
                        "It is with the team again",
                        task -> nothingWrong(() -> tasks.release(task, me)));
    }

    Asked asked(ChosenAct act, MultiValueMap<String, String> fields, String me) {
        Map<String, String> typed = TaskForms.typed(fields);
        return switch (act) {
            case CLAIM, RETURN -> plain(act, me);
            case ASSIGN -> assign(typed, me);
            case ASIDE -> aside(typed, me);
            case COMPLETE -> new Asked(typed, List.of(), "Completed", task -> complete(task, typed, me));
        };
    }

    private Asked assign(Map<String, String> typed, String me) {
        String colleague = typed.getOrDefault("colleague", "");
        return colleague.isEmpty()
                ? new Asked(typed, List.of(new FieldError("colleague", "Select a colleague")), "", task -> List.of())
                : new Asked(
                        typed,
                        List.of(),
                        colleague + " has it now",
                        task -> nothingWrong(() -> handovers.assign(task, colleague, me)));
    }

    private Asked aside(Map<String, String> typed, String me) {
        String written = typed.getOrDefault("until", "").strip();
        Optional<LocalDate> day = day(written);
        if (!written.isEmpty()
                && day.filter(each -> each.isAfter(calendar.today())).isEmpty()) {
            return new Asked(typed, List.of(new FieldError("until", "Enter a day after today")), "", task -> List.of());
        }
        Instant until = day.map(calendar::startOf).orElse(null);
        return new Asked(
                typed,
                List.of(),
                day.map(each -> "Set aside until " + Moments.day(each)).orElse("Back in the list"),
                task -> nothingWrong(() -> handovers.setAside(task, until, me)));
    }

    private static Optional<LocalDate> day(String written) {
        try {
            return written.isEmpty() ? Optional.empty() : Optional.of(LocalDate.parse(written));
        } catch (DateTimeParseException noDay) {
            return Optional.empty();
        }
    }

    /** By the task's own form, which may offer less than another's. */
    private List<FieldError> complete(String id, Map<String, String> typed, String me) {
        WorkItem task = tasks.open(id, me).orElse(null);
        if (task == null) {
            return tasks.complete(id, typed, me);
        }
        FormAnswers answers = forms.answers(task, typed);
        return answers.errors().isEmpty() ? tasks.complete(id, answers.values(), me) : answers.errors();
    }

    /** One form for them all: what differs from case to case shows as dots. */
    TaskForms.Opened form(List<ListedTask> chosen, Map<String, String> values, List<FieldError> errors) {
        List<WorkItem> items =
                chosen.stream().flatMap(each -> tasks.task(each.id()).stream()).toList();
        if (items.isEmpty()) {
            throw new TaskGone("These tasks are over");
        }
        return forms.open(items, values, errors);
    }

    private static List<FieldError> nothingWrong(Runnable change) {
        change.run();
        return List.of();
    }
}
