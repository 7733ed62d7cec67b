package org.meterflow.process.engine;

import java.lang.reflect.InvocationTargetException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.history.HistoricTaskInstance;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.meterflow.process.CaseKey;
import org.meterflow.process.FieldError;
import org.meterflow.process.Form;
import org.meterflow.process.WorkItem;
import org.meterflow.process.kit.Answers;
import org.meterflow.process.kit.CalledStep;
import org.meterflow.process.kit.CalledStep.Judged;
import org.meterflow.process.kit.TaskField;
import org.springframework.context.ApplicationContext;
import org.springframework.stereotype.Component;

/**
 * Takes a completed form. Questions that stand in the diagram are checked and kept by the kit; a form of its own goes to the
 * method of the box it belongs to: the bean named as the process, the method named as the task, {@code List<FieldError>
 * handleObjection(String caseId, Form form)}.
 */
@Component
class HumanSteps {

    private final ApplicationContext beans;
    private final ProcessEngine engine;
    private final WorkItems items;
    private final Answers answers;

    HumanSteps(ApplicationContext beans, ProcessEngine engine, WorkItems items, Answers answers) {
        this.beans = beans;
        this.engine = engine;
        this.items = items;
        this.answers = answers;
    }

    List<FieldError> submit(Task task, WorkItem item, Form form) {
        List<TaskField> fields = fields(task.getProcessDefinitionId(), item);
        return item.formKey().isEmpty()
                ? answers.keep(item.key(), item.elementId(), item.name(), fields, form, confidants(task, item))
                : call(item.key(), item.elementId(), form);
    }

    /** The teams whose people may look at what is confidential of the answers: those of the task, and those that it names. */
    private Set<String> confidants(Task task, WorkItem item) {
        UserTask box = items.box(task.getProcessDefinitionId(), item.elementId());
        return Stream.concat(
                        item.teams().stream(), box == null ? Stream.of() : DrawnFields.confidentialTo(box).stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    List<TaskField> fields(String definition, WorkItem item) {
        UserTask box = items.box(definition, item.elementId());
        return box == null ? List.of() : DrawnFields.of(box);
    }

    /** Why this person cannot do the task, as a sentence: in the same case they did one that somebody else has to look at. */
    Optional<String> barred(Task task, String user) {
        UserTask box = items.box(task.getProcessDefinitionId(), task.getTaskDefinitionKey());
        List<String> others = box == null ? List.of() : DrawnFields.othersThan(box);
        CaseKey key = items.of(task).key();
        List<Judged> judged = Stream.concat(
                        Stream.of(new Judged(key, others)),
                        beans.getBeanProvider(CalledStep.class).stream()
                                .filter(step -> step.process().equals(key.process()))
                                .flatMap(step -> step.judges(key.caseId()).stream()))
                .filter(each -> !each.tasks().isEmpty())
                .toList();
        judged.forEach(each -> answers.oneAfterTheOther(each.parent()));
        return judged.stream()
                .flatMap(each -> done(each.parent(), each.tasks(), user))
                .findFirst()
                .map(done -> "You completed “%s” in this case, so somebody else has to do this one"
                        .formatted(done.getName()));
    }

    private Stream<HistoricTaskInstance> done(CaseKey key, List<String> tasks, String user) {
        return engine
                .getHistoryService()
                .createHistoricTaskInstanceQuery()
                .processDefinitionKey(key.process())
                .processInstanceBusinessKey(key.caseId())
                .taskDefinitionKeyIn(tasks.toArray(String[]::new))
                .taskAssignee(user)
                .taskDeleteReason(Tasks.COMPLETED)
                .list()
                .stream();
    }

    @SuppressWarnings("unchecked") // the check of the diagrams looks at each task's method and its return type
    private List<FieldError> call(CaseKey key, String task, Form form) {
        Object process = beans.getBean(key.process());
        try {
            return (List<FieldError>)
                    process.getClass().getMethod(task, String.class, Form.class).invoke(process, key.caseId(), form);
        } catch (InvocationTargetException failed) {
            if (failed.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException("The step " + task + " failed", failed.getCause());
        } catch (ReflectiveOperationException missing) {
            throw new IllegalStateException("The process " + key.process() + " has no method " + task, missing);
        }
    }
}
