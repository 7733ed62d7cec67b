package org.meterflow.process;

import java.util.Map;

/**
 * A person's answers have been accepted: their task ends with this transaction.
 *
 * @param values field name to text, as typed
 */
public record TaskAnswered(WorkItem task, Map<String, String> values, String person) {}
