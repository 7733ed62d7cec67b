package org.meterflow.process.engine;

import java.beans.FeatureDescriptor;
import java.util.Iterator;
import java.util.List;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.impl.juel.jakarta.el.ELContext;
import org.camunda.bpm.impl.juel.jakarta.el.ELResolver;
import org.jspecify.annotations.Nullable;
import org.meterflow.process.CaseKey;
import org.meterflow.process.kit.Answers;

/** Reads the id of a task as what was answered in it: {@code ${secondLook.decision == 'agree'}}. */
final class AnswerResolver extends ELResolver {

    private final Answers answers;

    AnswerResolver(Answers answers) {
        this.answers = answers;
    }

    @Override
    public @Nullable Object getValue(ELContext context, @Nullable Object base, @Nullable Object property) {
        ExecutionEntity execution = base == null ? execution(context) : null;
        if (execution == null || !(property instanceof String step) || !isTask(execution, step)) {
            return null;
        }
        context.setPropertyResolved(true);
        var definition = execution.getProcessDefinition();
        return answers.of(new CaseKey(definition.getKey(), execution.getProcessBusinessKey()), step);
    }

    private static @Nullable ExecutionEntity execution(ELContext context) {
        Object scope = context.getContext(VariableScope.class);
        return scope instanceof TaskEntity task
                ? task.getExecution()
                : scope instanceof ExecutionEntity execution ? execution : null;
    }

    private static boolean isTask(ExecutionEntity execution, String step) {
        return execution.getProcessDefinition().getTaskDefinitions().containsKey(step);
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
