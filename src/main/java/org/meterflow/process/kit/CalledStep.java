package org.meterflow.process.kit;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.meterflow.process.CaseKey;

/** The way in to a process that diagrams call with no more than what stands at the box; its class is a {@link PlacedStep}. */
public interface CalledStep {

    /**
     * A box that is about to be run.
     *
     * @param parent the case in whose diagram it stands
     * @param box its id
     * @param visit this time that the case has come to it
     * @param title its name
     * @param said its properties, as in {@link PlacedStep#needs}; what was written as <code>${…}</code> is worked out
     * @param judged ids of tasks of that diagram: whoever did one of them may not do what is called
     */
    record Call(CaseKey parent, String box, String visit, String title, Map<String, String> said, List<String> judged) {

        /**
         * The called case's id, another one each time.
         *
         * @param before how often cases of the parent's id, of whichever process, have come to a box of this id
         */
        public String caseId(long before) {
            return parent.caseId() + ":" + box + (before == 0 ? "" : ":" + (before + 1));
        }
    }

    /** Its key in its own diagram. */
    String process();

    /**
     * Writes down what the called case is about, in the transaction that starts it. Asked twice for the same, it does it once.
     *
     * @return the called case's id
     */
    String prepare(Call call);

    /**
     * Whose doing the people of the called case judge: nobody judges their own.
     *
     * @param tasks ids in the diagram of the case
     */
    record Judged(CaseKey parent, List<String> tasks) {}

    /** What is judged in a called case. */
    default Optional<Judged> judges(String caseId) {
        return Optional.empty();
    }
}
