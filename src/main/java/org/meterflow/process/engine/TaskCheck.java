package org.meterflow.process.engine;

import java.lang.reflect.Method;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.meterflow.process.Form;
import org.meterflow.process.kit.FieldKind;
import org.w3c.dom.Element;

/** Whether a person can do the tasks of a process: each has questions, in the diagram or in a form, and somebody takes the answers. */
final class TaskCheck {

    private final DiagramCheck.Program program;
    private final DiagramFile file;
    private final Element process;

    TaskCheck(DiagramCheck.Program program, DiagramFile file, Element process) {
        this.program = program;
        this.file = file;
        this.process = process;
    }

    Stream<String> wrong() {
        return DiagramFile.below(process, "userTask").flatMap(this::asked);
    }

    private Stream<String> asked(Element task) {
        String key = DiagramFile.engines(task, "formKey");
        List<Element> fields = DiagramFile.below(task, "formField").toList();
        return key.isEmpty() && !fields.isEmpty()
                ? drawn(task, fields)
                : Stream.of(form(task, key), handled(task)).filter(sentence -> !sentence.isEmpty());
    }

    private String form(Element task, String key) {
        return key.matches("[a-z0-9-]+(/[a-z0-9-]+)*") && program.hasForm(key)
                ? ""
                : "%s: there is no form forms/%s.html. Write the form, or give the task the form key of one that is there."
                        .formatted(file.place(task), key);
    }

    private String handled(Element task) {
        Class<?> type = program.named(process.getAttribute("id"));
        String step = task.getAttribute("id");
        Method method = type == null ? null : StepNames.method(type, step, String.class, Form.class);
        return method != null && method.getReturnType().equals(List.class)
                ? ""
                : "%s: the program has no step %s.%s that takes the form, so nobody could complete the task. Take the id of a task it has, or add the method."
                        .formatted(file.place(task), process.getAttribute("id"), step);
    }

    private Stream<String> drawn(Element task, List<Element> fields) {
        Set<String> seen = new HashSet<>();
        return fields.stream().flatMap(field -> {
            String id = field.getAttribute("id");
            if (!id.matches("[a-z][A-Za-z0-9]{0,40}") || !seen.add(id)) {
                return Stream.of(
                        "%s: '%s' cannot be the id of a field. Write a word of its own in letters and digits, as in decision."
                                .formatted(file.place(task), id));
            }
            return kind(task, field);
        });
    }

    private Stream<String> kind(Element task, Element field) {
        String id = field.getAttribute("id");
        if (FieldKind.of(field.getAttribute("type")).isEmpty()) {
            return Stream.of("%s: the field %s has no type that people can answer. Take one of: %s."
                    .formatted(file.place(task), id, types()));
        }
        if (field.getAttribute("label").isBlank()) {
            return Stream.of(
                    "%s: the field %s asks nothing. Write its question as label.".formatted(file.place(task), id));
        }
        Optional<Element> odd = DiagramFile.below(field, "constraint")
                .filter(constraint -> !isConstraint(constraint))
                .findFirst();
        if (odd.isPresent()) {
            return Stream.of(
                    "%s: '%s' is no constraint of the field %s. There are required, and with a number min, max, minlength, maxlength."
                            .formatted(file.place(task), odd.get().getAttribute("name"), id));
        }
        boolean choice = FieldKind.CHOICE.type().equals(field.getAttribute("type"));
        return choice && DiagramFile.below(field, "value").count() < 2
                ? Stream.of("%s: the field %s has fewer than two answers to choose from. Add its values."
                        .formatted(file.place(task), id))
                : Stream.empty();
    }

    private static boolean isConstraint(Element constraint) {
        String config = constraint.getAttribute("config");
        return switch (constraint.getAttribute("name")) {
            case "required" -> true;
            case "min", "max" -> config.matches("-?\\d{1,12}(\\.\\d{1,6})?");
            case "minlength", "maxlength" -> config.matches("\\d{1,4}");
            default -> false;
        };
    }

    private static String types() {
        return Stream.of(FieldKind.values()).map(FieldKind::type).collect(Collectors.joining(", "));
    }
}
