package org.meterflow.process;

import java.util.Optional;

/** What cancelling means in processes that are not known before their diagrams are: those that a process owner has drawn. */
public interface CancellableByName {

    Optional<Cancellable> cancellable(String process);
}
