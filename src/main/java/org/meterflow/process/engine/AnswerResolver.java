package org.meterflow.process.engine;

import java.beans.FeatureDescriptor;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Date;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.camunda.bpm.engine.impl.bpmn.behavior.CallableElementActivityBehavior;
import org.camunda.bpm.engine.impl.bpmn.behavior.UserTaskActivityBehavior;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.impl.juel.jakarta.el.ELContext;
import org.camunda.bpm.impl.juel.jakarta.el.ELResolver;
import org.jspecify.annotations.Nullable;
import org.meterflow.calendar.BusinessCalendar;
import org.meterflow.process.CaseKey;
import org.meterflow.process.CaseViews;
import org.meterflow.process.Facts;
import org.meterflow.process.kit.Answers;

/**
 * Reads the id of a task as what was answered in it, {@code ${secondLook.decision == 'agree'}}, and {@code facts} as what the
 * process knows of the case, {@code ${facts.debt > 100}}.
 */
final class AnswerResolver extends ELResolver {

    static final String FACTS = "facts";

    private final Answers answers;
    private final CaseViews views;

    private final BusinessCalendar calendar;

    AnswerResolver(Answers answers, CaseViews views, BusinessCalendar calendar) {
        this.calendar = calendar;
        this.answers = answers;
        this.views = views;
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
            return views.facts(key)
                    .map(facts -> comparable(facts.facts().named()))
                    .orElse(Map.of());
        }
        if (isBox(execution, name)) {
            context.setPropertyResolved(true);
            return comparable(answers.of(key, name));
        }
        return null;
    }

    /** Days and instants as the engine waits for them and as they compare with each other: a day is its beginning in London. */
    private Map<String, Object> comparable(Map<String, Object> values) {
        Map<String, Object> all = new HashMap<>(values);
        all.replaceAll((name, value) -> {
            if (value instanceof LocalDate day) {
                return Date.from(calendar.startOf(day));
            }
            if (value instanceof Facts.Amount amount) {
                return amount.number();
            }
            return value instanceof Instant instant ? Date.from(instant) : value;
        });
        return all;
    }

    static @Nullable ExecutionEntity execution(ELContext context) {
        Object scope = context.getContext(VariableScope.class);
        return scope instanceof TaskEntity task
                ? task.getExecution()
                : scope instanceof ExecutionEntity execution ? execution : null;
    }

    /** A task, or a box that calls another process. */
    private static boolean isBox(ExecutionEntity execution, String name) {
        ActivityImpl box = execution.getProcessDefinition().findActivity(name);
        return box != null
                && (box.getActivityBehavior() instanceof UserTaskActivityBehavior
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
