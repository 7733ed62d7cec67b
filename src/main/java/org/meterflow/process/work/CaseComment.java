package org.meterflow.process.work;

import java.time.Instant;

/** What somebody wrote about a case, at which of its tasks. */
public record CaseComment(String taskName, String text, String person, Instant at) {}
