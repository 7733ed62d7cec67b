package org.meterflow.process.engine;

import java.lang.reflect.InvocationTargetException;
import java.util.List;
import org.meterflow.process.CaseKey;
import org.meterflow.process.FieldError;
import org.meterflow.process.Form;
import org.springframework.context.ApplicationContext;
import org.springframework.stereotype.Component;

/**
 * Hands a completed form to the method of the box it belongs to: the bean named as the process, the method named as the
 * task, {@code List<FieldError> handleObjection(String caseId, Form form)}.
 */
@Component
class HumanSteps {

    private final ApplicationContext beans;

    HumanSteps(ApplicationContext beans) {
        this.beans = beans;
    }

    @SuppressWarnings("unchecked") // the diagram test checks each task's method and its return type
    List<FieldError> submit(CaseKey key, String task, Form form) {
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
