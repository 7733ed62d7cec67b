package org.meterflow.process.engine;

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

    @Override
    public @Nullable Object invoke(
            ELContext context,
            @Nullable Object base,
            Object method,
            Class<?> @Nullable [] types,
            Object @Nullable [] parameters) {
        return base != null && AnnotationUtils.findAnnotation(base.getClass(), Drawn.class) != null
                ? super.invoke(context, base, method, types, parameters)
                : null;
    }
}
