package org.meterflow.process;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The class behind a diagram of the same name, and what it says to the engine beside the boxes' methods: so that a diagram
 * that waits for what nobody tells is found out before it is deployed.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Drawn {

    /** Messages that it tells a case. */
    String[] tells() default {};

    /** What it knows of its cases, for conditions: an enum of {@link FactName}s. */
    Class<? extends FactName> knows() default FactName.class;

    /** Decision tables that it asks. */
    String[] asks() default {};

    /** Steps that say which team a task is for, where that is not the same in each case. */
    String[] teams() default {};
}
