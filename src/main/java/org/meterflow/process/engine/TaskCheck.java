package org.meterflow.process.engine;

import java.lang.reflect.Method;
import java.util.List;
import java.util.stream.Stream;
import org.meterflow.process.Form;
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
        return Stream.concat(
                DiagramFile.below(process, "userTask").flatMap(this::asked),
                DrawnStart.starts(process)
                        .flatMap(start -> new FieldCheck(file, start)
                                .wrong(DiagramFile.below(start, "formField").toList())));
    }

    private Stream<String> asked(Element task) {
        String key = DiagramFile.engines(task, "formKey");
        List<Element> fields = DiagramFile.below(task, "formField").toList();
        return key.isEmpty() && (!fields.isEmpty() || !program.drawn().contains(process.getAttribute("id")))
                ? new FieldCheck(file, task).wrong(fields)
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
}
