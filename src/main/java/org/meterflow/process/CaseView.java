package org.meterflow.process;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Implemented by each process, so that desk and API can show its cases without knowing the process. */
public interface CaseView {

    /** The process's key in its diagram, for example {@code changeOfSupplier}. */
    String process();

    Optional<CaseFacts> show(String caseId);

    /**
     * Labels of facts that another party has told in confidence: they are for it and the operators alone.
     *
     * @param party who asks, and may see the case
     */
    default Set<String> withheldFrom(String party, String caseId) {
        return Set.of();
    }

    /** Ids of the cases that the text names (case id, meter point, party), newest first; all when the text is blank. */
    List<String> search(String text, int limit, int offset);

    /** References of the commands the case has given to devices, the first first. */
    default List<String> commands(String caseId) {
        return List.of();
    }
}
