package org.meterflow.process.engine;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Shows the sentences instead of a stack trace. */
class UnfitDiagramsAnalyzer extends AbstractFailureAnalyzer<UnfitDiagrams> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, UnfitDiagrams cause) {
        return new FailureAnalysis(
                "The diagrams and the program do not go together, so nothing was deployed.\n" + cause.getMessage(),
                "Mend the files in the folder of diagrams (meterflow.bpmn.directory), and start again.",
                cause);
    }
}
