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

    /** All that can come of it. */
    String[] outcomes();
}
