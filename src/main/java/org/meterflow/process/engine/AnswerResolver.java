package org.meterflow.process.engine;

import java.beans.FeatureDescriptor;
import java.util.Iterator;
import java.util.List;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.camunda.bpm.engine.impl.bpmn.behavior.CallableElementActivityBehavior;
import org.camunda.bpm.engine.impl.bpmn.behavior.UserTaskActivityBehavior;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.impl.juel.jakarta.el.ELContext;
import org.camunda.bpm.impl.juel.jakarta.el.ELResolver;
import org.jspecify.annotations.Nullable;
import org.meterflow.process.CaseKey;

/**
 * Reads the id of a task as what was answered in it, {@code ${secondLook.decision == 'agree'}}, and {@code facts} as what the
 * process knows of the case, {@code ${facts.debt > 100}}.
 */
final class AnswerResolver extends ELResolver {

    static final String FACTS = "facts";

    private final CaseWords words;

    AnswerResolver(CaseWords words) {
        this.words = words;
    }

    @Override
    public @Nullable Object getValue(ELContext context, @Nullable Object base, @Nullable Object property) {
        ExecutionEntity execution = base == null ? execution(context) : null;
        if (execution == null || !(property instanceof String name)) {
            return null;
        }
        CaseKey key = new CaseKey(execution.getProcessDefinition().getKey(), execution.getProcessBusinessKey());
        if (name.equals(FACTS)) {
            context.setPropertyResolved(true);
            return words.facts(key);
        }
        if (isBox(execution, name)) {
            context.setPropertyResolved(true);
            return words.of(key, name);
        }
        return null;
    }

    static @Nullable ExecutionEntity execution(ELContext context) {
        Object scope = context.getContext(VariableScope.class);
        return scope instanceof TaskEntity task
                ? task.getExecution()
                : scope instanceof ExecutionEntity execution ? execution : null;
    }

    /** A task, or a box that calls another process or asks a table. */
    private static boolean isBox(ExecutionEntity execution, String name) {
        ActivityImpl box = execution.getProcessDefinition().findActivity(name);
        return box != null
                && (box.getActivityBehavior() instanceof UserTaskActivityBehavior
                        || box.getActivityBehavior() instanceof FactDecision
                        || box.getActivityBehavior() instanceof CallableElementActivityBehavior);
    }

    @Override
    public Class<?> getType(ELContext context, @Nullable Object base, @Nullable Object property) {
        return Object.class;
    }

    @Override
    public boolean isReadOnly(ELContext context, @Nullable Object base, @Nullable Object property) {
        return true;
    }

    @Override
    public void setValue(ELContext context, @Nullable Object base, @Nullable Object property, @Nullable Object value) {
        throw new UnsupportedOperationException("A diagram does not write answers");
    }

    @Override
    public Class<?> getCommonPropertyType(ELContext context, @Nullable Object base) {
        return Object.class;
    }

    @Override
    public Iterator<FeatureDescriptor> getFeatureDescriptors(ELContext context, @Nullable Object base) {
        return List.<FeatureDescriptor>of().iterator();
    }
}
