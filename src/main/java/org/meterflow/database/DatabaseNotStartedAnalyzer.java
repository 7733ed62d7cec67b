package org.meterflow.database;

import org.meterflow.identifier.Reason;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Shows what the server has said itself instead of a stack trace. */
class DatabaseNotStartedAnalyzer extends AbstractFailureAnalyzer<DatabaseNotStarted> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, DatabaseNotStarted cause) {
        return new FailureAnalysis(
                Reason.of(cause),
                "Mend what it says, or name a PostgreSQL server of your own with spring.datasource.url.",
                cause);
    }
}
