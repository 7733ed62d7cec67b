package org.meterflow;

import org.meterflow.identifier.Reason;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Shows the sentences instead of a stack trace. */
class PortsTakenAnalyzer extends AbstractFailureAnalyzer<PortsTaken> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, PortsTaken cause) {
        return new FailureAnalysis(Reason.of(cause), "End the other program, or give this one other ports.", cause);
    }
}
