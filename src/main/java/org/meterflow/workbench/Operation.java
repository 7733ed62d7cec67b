package org.meterflow.workbench;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** One thing the workbench can do. */
@FunctionalInterface
interface Operation {

    /**
     * Puts its results into the answer.
     *
     * @throws IllegalArgumentException with the reason in a sentence, when it cannot
     */
    void answer(Ask ask, ObjectNode answer);
}
