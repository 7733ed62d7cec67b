package org.meterflow.process.incident;

/**
 * Whoever wrote the report on a grave incident wants its root cause found.
 *
 * @param lesson what they say is to be changed
 */
public record IssueWanted(String incident, String title, String lesson, int category, Subject subject) {}
