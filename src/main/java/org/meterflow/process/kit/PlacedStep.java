package org.meterflow.process.kit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A process that a process owner places in a diagram as a box with a thick border, and tells under <em>Extension
 * properties</em> what it needs. Which way the case goes on is read as {@code ${box.outcome == 'approved'}}. The class behind it is a
 * {@link CalledStep}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface PlacedStep {

    /** The answer that conditions read of every such box. */
    String OUTCOME = "outcome";

    /** Names of the properties that the box must have. */
    String[] needs();

    /** Names of the properties that it may have as well. */
    String[] may() default {};

    /** Whether it takes properties by other names too. */
    boolean mayMore() default false;

    /**
     * Names of the properties that are XML; one that ends with a dot stands for all that begin so. What is worked out in them is
     * written as programs read it, and stays text.
     */
    String[] markup() default {};

    /** What has to be right beside the names of its properties. */
    Class<? extends BoxCheck> check() default BoxCheck.class;

    /** All that can come of it. */
    String[] outcomes();

    /** What can be read of the box beside its outcome: {@code ${box.number}}. */
    String[] gives() default {};

    /** Whether there is more to read, by names that only the one who is asked knows. */
    boolean givesMore() default false;
}
