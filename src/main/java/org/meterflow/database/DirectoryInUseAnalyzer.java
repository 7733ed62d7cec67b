package org.meterflow.database;

import org.meterflow.identifier.Reason;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Turns a refused second instance into one readable sentence instead of a stack trace. */
class DirectoryInUseAnalyzer extends AbstractFailureAnalyzer<DirectoryInUse> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, DirectoryInUse cause) {
        return new FailureAnalysis(Reason.of(cause), null, cause);
    }
}
