package org.meterflow.process.requestsequence;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.meterflow.process.askdevice.AskOutcome;

/**
 * One request that a sequence has sent, or is about to.
 *
 * @param name of the request that it is, or that it takes back
 * @param outcome null while it is under way
 */
record SequenceStep(
        String name,
        String service,
        boolean undoing,
        @Nullable AskOutcome outcome,
        @Nullable String reason) {

    static SequenceStep open(NamedService request, boolean undoing) {
        return new SequenceStep(request.name(), request.service(), undoing, null, null);
    }

    boolean done() {
        return outcome == AskOutcome.ANSWERED;
    }

    boolean failed() {
        return outcome != null && outcome != AskOutcome.ANSWERED;
    }

    /** What its own properties begin with, after {@code body.} and {@code device.}. */
    String property() {
        return undoing ? "undo." + name : name;
    }

    /** Its case, below the sequence's own. */
    String id(String sequence) {
        return undoing ? sequence + ":undo:" + name : id(sequence, name);
    }

    static String id(String sequence, String name) {
        return sequence + ":" + name;
    }

    String words() {
        String result = outcome == null ? "under way" : outcome.words().toLowerCase(Locale.UK);
        return (undoing ? "Taking back " : "") + name + " (" + service + "): " + result
                + (reason == null ? "" : ". " + reason);
    }
}
