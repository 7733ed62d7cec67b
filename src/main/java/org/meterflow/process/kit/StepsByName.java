package org.meterflow.process.kit;

import java.util.Optional;

/** The way in to processes that are not known before their diagrams are: those that a process owner has drawn. */
public interface StepsByName {

    Optional<CalledStep> step(String process);
}
