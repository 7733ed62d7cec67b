package org.meterflow.process.engine;

import java.util.List;
import java.util.Objects;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.exception.NullValueException;
import org.camunda.bpm.engine.history.HistoricTaskInstance;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.jspecify.annotations.Nullable;
import org.meterflow.process.CaseKey;
import org.meterflow.process.WorkItem;
import org.springframework.stereotype.Component;

/** The engine's tasks as people see them: of which case, in which box, for which team. */
@Component
class WorkItems {

    private final ProcessEngine engine;
    private final EngineKeys keys;
    private final TaskAbouts abouts;

    WorkItems(ProcessEngine engine, EngineKeys keys, TaskAbouts abouts) {
        this.engine = engine;
        this.keys = keys;
        this.abouts = abouts;
    }

    WorkItem of(Task task) {
        CaseKey key = keys.of(task.getProcessInstanceId());
        CaseKey root = keys.rootOf(task.getProcessInstanceId());
        return new WorkItem(
                task.getId(),
                task.getName(),
                key,
                root,
                version(task.getProcessDefinitionId()),
                abouts.of(key, root),
                teams(task.getId()),
                task.getAssignee(),
                task.getCreateTime().toInstant(),
                Moment.of(task.getDueDate()),
                task.getPriority(),
                Objects.requireNonNullElse(task.getFormKey(), ""),
                task.getTaskDefinitionKey(),
                task.getDescription() == null ? "" : task.getDescription());
    }

    /** The teams a task is offered to; none when it has ended since it was listed. */
    List<String> teams(String task) {
        try {
            return engine.getTaskService().getIdentityLinksForTask(task).stream()
                    .map(IdentityLink::getGroupId)
                    .filter(Objects::nonNull)
                    .sorted()
                    .toList();
        } catch (NullValueException ended) {
            return List.of();
        }
    }

    WorkItem of(HistoricTaskInstance task) {
        CaseKey key = keys.of(task.getProcessInstanceId());
        CaseKey root = keys.rootOf(task.getProcessInstanceId());
        UserTask box = box(task.getProcessDefinitionId(), task.getTaskDefinitionKey());
        return new WorkItem(
                task.getId(),
                task.getName(),
                key,
                root,
                version(task.getProcessDefinitionId()),
                abouts.of(key, root),
                List.of(),
                task.getAssignee(),
                task.getStartTime().toInstant(),
                Moment.of(task.getDueDate()),
                task.getPriority(),
                box == null ? "" : Objects.requireNonNullElse(box.getCamundaFormKey(), ""),
                task.getTaskDefinitionKey(),
                "");
    }

    /** The task as it is drawn, in the version by which its case runs. */
    @Nullable
    UserTask box(String definition, String element) {
        return engine.getRepositoryService().getBpmnModelInstance(definition).getModelElementById(element);
    }

    private int version(String definition) {
        return engine.getRepositoryService().getProcessDefinition(definition).getVersion();
    }
}
