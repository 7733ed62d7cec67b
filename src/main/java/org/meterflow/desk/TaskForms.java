package org.meterflow.desk;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.meterflow.party.Parties;
import org.meterflow.process.CaseFacts;
import org.meterflow.process.CaseViews;
import org.meterflow.process.FieldError;
import org.meterflow.process.WorkItem;
import org.meterflow.process.engine.Tasks;
import org.meterflow.process.form.FormPage;
import org.meterflow.process.form.FormVersions;
import org.meterflow.process.kit.TaskField;
import org.springframework.stereotype.Component;
import org.springframework.util.MultiValueMap;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;

/**
 * Opens the form a task names by its key. A form sees {@code task}, {@code facts} (of the case, as people read them) and
 * {@code moments}. Questions that stand in the diagram make a form of their own.
 */
@Component
class TaskForms {

    private static final String DIFFERS = "…";

    private final ITemplateEngine templates;
    private final CaseViews views;
    private final Tasks tasks;
    private final Moments moments;
    private final Words words;
    private final Parties parties;
    private final FormVersions forms;

    TaskForms(
            ITemplateEngine templates,
            CaseViews views,
            Tasks tasks,
            Moments moments,
            Words words,
            Parties parties,
            FormVersions forms) {
        this.forms = forms;
        this.parties = parties;
        this.templates = templates;
        this.views = views;
        this.tasks = tasks;
        this.moments = moments;
        this.words = words;
    }

    Opened open(WorkItem task, Map<String, String> values, List<FieldError> errors) {
        return open(List.of(task), values, errors);
    }

    /** @param alike tasks of the same box, of which one form is made */
    Opened open(List<WorkItem> alike, Map<String, String> values, List<FieldError> errors) {
        return open(form(alike.get(0), common(alike)), values, errors);
    }

    /** The form of the start of a case. */
    Opened start(List<TaskField> fields, Map<String, String> values, List<FieldError> errors) {
        return open(form(fields), values, errors);
    }

    private static Opened open(TaskForm blank, Map<String, String> values, List<FieldError> errors) {
        TaskForm form = blank.countCharacters().fill(values).mark(errors);
        List<InputError> summary = errors.stream()
                .map(error -> new InputError(form.anchor(error.field()), error.message()))
                .toList();
        return new Opened(form.html(), summary);
    }

    FormAnswers answers(WorkItem task, Map<String, String> sent) {
        return form(task, factsOf(task)).answers(sent);
    }

    FormAnswers startAnswers(List<TaskField> fields, Map<String, String> sent) {
        return form(fields).answers(sent);
    }

    private TaskForm form(List<TaskField> fields) {
        Context context = new Context(Locale.UK);
        context.setVariable("fields", fields);
        context.setVariable("parties", parties.all());
        return TaskForm.parse(templates.process("drawn-form", context));
    }

    private TaskForm form(WorkItem task, Map<String, String> facts) {
        if (task.formKey().isEmpty()) {
            return form(tasks.fields(task));
        }
        Optional<byte[]> approved = forms.approved(task.formKey().replace('/', '.'));
        if (approved.isPresent()) {
            return TaskForm.parse(FormPage.html(task.formKey(), approved.get(), facts));
        }
        Context context = new Context(Locale.UK);
        context.setVariable("task", task);
        context.setVariable("facts", facts);
        context.setVariable("moments", moments);
        return TaskForm.parse(templates.process(Forms.PREFIX + task.formKey(), context));
    }

    private Map<String, String> common(List<WorkItem> alike) {
        Map<String, String> common = new HashMap<>(factsOf(alike.get(0)));
        alike.stream().skip(1).map(this::factsOf).forEach(facts -> {
            facts.forEach((label, value) -> common.putIfAbsent(label, DIFFERS));
            common.replaceAll((label, value) -> value.equals(facts.get(label)) ? value : DIFFERS);
        });
        return common;
    }

    private Map<String, String> factsOf(WorkItem task) {
        Map<String, String> read = new HashMap<>();
        views.facts(task.key())
                .or(() -> views.facts(task.root()))
                .map(CaseFacts::facts)
                .ifPresent(facts -> facts.forEach((label, value) -> read.put(label, words.fact(value))));
        return read;
    }

    /** What was typed, without the form's machinery; of several ticked boxes of one name, all, with commas. */
    static Map<String, String> typed(MultiValueMap<String, String> fields) {
        return fields.entrySet().stream()
                .filter(field -> !field.getKey().startsWith("_"))
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        field -> String.join(",", field.getValue()),
                        (one, other) -> one,
                        LinkedHashMap::new));
    }

    /** @param errors as the summary above the form lists them, each leading to its field */
    record Opened(String html, List<InputError> errors) {}
}
