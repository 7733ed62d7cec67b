package org.meterflow;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Shows the sentences instead of a stack trace. */
class UnfitForProductionAnalyzer extends AbstractFailureAnalyzer<UnfitForProduction> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, UnfitForProduction cause) {
        return new FailureAnalysis(
                "This production installation is not ready to start.\n" + cause.getMessage(),
                "Give the settings in config/application-production.yaml or as environment variables.",
                cause);
    }
}
