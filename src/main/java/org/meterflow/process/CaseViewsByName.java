package org.meterflow.process;

import java.util.List;
import java.util.Optional;

/** The views of processes that are not known before their diagrams are: those that a process owner has drawn. */
public interface CaseViewsByName {

    Optional<CaseView> view(String process);

    /** Ids of the cases of all of them that the text names, newest first. */
    List<String> search(String text, int limit);
}
