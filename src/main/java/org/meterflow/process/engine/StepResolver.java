package org.meterflow.process.engine;

import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.impl.juel.jakarta.el.BeanELResolver;
import org.camunda.bpm.impl.juel.jakarta.el.ELContext;
import org.jspecify.annotations.Nullable;
import org.meterflow.process.Drawn;
import org.springframework.context.ApplicationContext;
import org.springframework.core.annotation.AnnotationUtils;

/** Finds the classes behind the diagrams by the name of their process, and calls their methods; nothing else's. */
final class StepResolver extends BeanELResolver {

    private final ApplicationContext beans;

    StepResolver(ApplicationContext beans) {
        super(true);
        this.beans = beans;
    }

    @Override
    public @Nullable Object getValue(ELContext context, @Nullable Object base, @Nullable Object property) {
        if (base == null && property instanceof String name && isProcess(name)) {
            context.setPropertyResolved(true);
            return beans.getBean(name);
        }
        return null;
    }

    private boolean isProcess(String name) {
        return beans.containsBean(name) && beans.findAnnotationOnBean(name, Drawn.class) != null;
    }

    /** A step of the case's own process, with the case itself, and nothing else: whatever was overlooked before. */
    @Override
    public @Nullable Object invoke(
            ELContext context,
            @Nullable Object base,
            Object method,
            Class<?> @Nullable [] types,
            Object @Nullable [] parameters) {
        ExecutionEntity execution = AnswerResolver.execution(context);
        if (base == null || execution == null || parameters == null) {
            return null;
        }
        Object own = beans.containsBean(execution.getProcessDefinition().getKey())
                ? beans.getBean(execution.getProcessDefinition().getKey())
                : null;
        boolean itself =
                parameters.length == 1 && execution.getProcessBusinessKey().equals(parameters[0]);
        return base == own && itself && isDrawn(base) ? super.invoke(context, base, method, types, parameters) : null;
    }

    private static boolean isDrawn(Object base) {
        return AnnotationUtils.findAnnotation(base.getClass(), Drawn.class) != null;
    }
}
