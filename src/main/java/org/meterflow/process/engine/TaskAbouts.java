package org.meterflow.process.engine;

import java.util.List;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.engine.impl.bpmn.behavior.UserTaskActivityBehavior;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.meterflow.process.CaseFacts;
import org.meterflow.process.CaseKey;
import org.meterflow.process.CaseViews;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Notes what a task is about when it comes, so that lists need not ask its case; and forgets it when the task ends. */
@Component
class TaskAbouts extends AbstractBpmnParseListener {

    private final JdbcClient jdbc;
    private final CaseViews views;

    TaskAbouts(JdbcClient jdbc, CaseViews views) {
        this.jdbc = jdbc;
        this.views = views;
    }

    @Override
    public void parseUserTask(Element box, ScopeImpl scope, ActivityImpl activity) {
        if (activity.getActivityBehavior() instanceof UserTaskActivityBehavior behavior) {
            behavior.getTaskDefinition().addTaskListener(TaskListener.EVENTNAME_CREATE, this::comes);
            List.of(TaskListener.EVENTNAME_COMPLETE, TaskListener.EVENTNAME_DELETE)
                    .forEach(end -> behavior.getTaskDefinition().addTaskListener(end, this::ends));
        }
    }

    private void comes(DelegateTask task) {
        ExecutionEntity instance = ((ExecutionEntity) task.getExecution()).getProcessInstance();
        ExecutionEntity root = instance.getRootProcessInstanceId() == null
                ? instance
                : Context.getCommandContext()
                        .getExecutionManager()
                        .findExecutionById(instance.getRootProcessInstanceId());
        note(task.getId(), key(instance), key(root == null ? instance : root));
    }

    private void ends(DelegateTask task) {
        jdbc.sql("delete from task_about where task = ?").param(task.getId()).update();
    }

    private static CaseKey key(ExecutionEntity instance) {
        return new CaseKey(instance.getProcessDefinition().getKey(), instance.getBusinessKey());
    }

    /** @return what is noted now */
    String note(String task, CaseKey key, CaseKey root) {
        String about = of(key, root);
        jdbc.sql("insert into task_about (task, about) values (?, ?) on conflict (task) do nothing")
                .params(task, about)
                .update();
        return about;
    }

    /** One line that names the case. */
    String of(CaseKey key, CaseKey root) {
        return views.facts(key)
                .or(() -> views.facts(root))
                .map(CaseFacts::about)
                .orElse(root.caseId());
    }
}
