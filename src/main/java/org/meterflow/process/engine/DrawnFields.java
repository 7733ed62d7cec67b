package org.meterflow.process.engine;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaFormData;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaFormField;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaProperties;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaProperty;
import org.jspecify.annotations.Nullable;
import org.meterflow.process.kit.FieldKind;
import org.meterflow.process.kit.TaskField;

/** The questions of a task that stand in the diagram itself, under <em>Forms</em> in the modeller. */
final class DrawnFields {

    /** Names another field of the form, with which this one has to be answered. */
    static final String REQUIRED_WITH = "requiredWith";

    private static final Map<String, String> YES_NO = yesNo();

    private DrawnFields() {}

    /** @param box a task, or the start of a process without a program */
    static List<TaskField> of(BaseElement box) {
        if (box.getExtensionElements() == null) {
            return List.of();
        }
        return box.getExtensionElements().getChildElementsByType(CamundaFormData.class).stream()
                .flatMap(data -> data.getCamundaFormFields().stream())
                .map(DrawnFields::field)
                .toList();
    }

    private static TaskField field(CamundaFormField field) {
        FieldKind kind = FieldKind.of(Objects.requireNonNullElse(field.getCamundaType(), ""))
                .orElse(FieldKind.TEXT);
        boolean text = kind == FieldKind.TEXT;
        return new TaskField(
                field.getCamundaId(),
                Objects.requireNonNullElse(field.getCamundaLabel(), field.getCamundaId()),
                kind,
                property(field, "hint"),
                property(field, "unit"),
                constraint(field, "required").isPresent(),
                property(field, REQUIRED_WITH),
                property(field, "confidential").equals("true"),
                choices(field, kind),
                number(constraint(field, text ? "minlength" : "min")),
                number(constraint(field, text ? "maxlength" : "max")));
    }

    private static Map<String, String> choices(CamundaFormField field, FieldKind kind) {
        if (kind == FieldKind.YES_NO) {
            return YES_NO;
        }
        Map<String, String> choices = new LinkedHashMap<>();
        if (kind == FieldKind.CHOICE) {
            field.getCamundaValues()
                    .forEach(value -> choices.put(
                            value.getCamundaId(),
                            Objects.requireNonNullElse(value.getCamundaName(), value.getCamundaId())));
        }
        return choices;
    }

    private static Map<String, String> yesNo() {
        Map<String, String> both = new LinkedHashMap<>();
        both.put("true", "Yes");
        both.put("false", "No");
        return both;
    }

    private static Optional<String> constraint(CamundaFormField field, String name) {
        return Optional.ofNullable(field.getCamundaValidation()).stream()
                .flatMap(validation -> validation.getCamundaConstraints().stream())
                .filter(constraint -> name.equals(constraint.getCamundaName()))
                .map(constraint -> Objects.requireNonNullElse(constraint.getCamundaConfig(), ""))
                .findFirst();
    }

    private static @Nullable BigDecimal number(Optional<String> written) {
        return written.filter(config -> config.matches("-?\\d{1,12}(\\.\\d{1,6})?"))
                .map(BigDecimal::new)
                .orElse(null);
    }

    private static String property(CamundaFormField field, String name) {
        return value(
                Optional.ofNullable(field.getCamundaProperties()).stream()
                        .map(CamundaProperties::getCamundaProperties)
                        .flatMap(Collection::stream)
                        .toList(),
                name);
    }

    /** The ids of the tasks whose doer must be another person than this task's. */
    static List<String> othersThan(UserTask task) {
        return TaskMarks.ids(properties(task).getOrDefault(TaskMarks.ANOTHER_PERSON_THAN, ""));
    }

    /** The teams, beside the task's own, whose people may look at its confidential answers. */
    static List<String> confidentialTo(UserTask task) {
        return TaskMarks.ids(properties(task).getOrDefault(TaskMarks.CONFIDENTIAL_TO, ""));
    }

    /** The extension properties of an element. */
    static Map<String, String> properties(BaseElement element) {
        if (element.getExtensionElements() == null) {
            return Map.of();
        }
        return element.getExtensionElements().getChildElementsByType(CamundaProperties.class).stream()
                .map(CamundaProperties::getCamundaProperties)
                .flatMap(Collection::stream)
                .collect(Collectors.toMap(
                        property -> Objects.requireNonNullElse(property.getCamundaName(), ""),
                        property -> Objects.requireNonNullElse(property.getCamundaValue(), ""),
                        (one, other) -> one));
    }

    private static String value(List<CamundaProperty> properties, String name) {
        return properties.stream()
                .filter(property -> name.equals(property.getCamundaName()))
                .map(property -> Objects.requireNonNullElse(property.getCamundaValue(), ""))
                .findFirst()
                .orElse("");
    }
}
