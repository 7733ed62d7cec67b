package org.meterflow.process;

/** Names one case: the process by its key in the diagram, the case by its business key. */
public record CaseKey(String process, String caseId) {}
