package org.meterflow.process.work;

import java.time.Instant;
import java.util.Map;

/**
 * What one person has typed into a task's form and not sent yet.
 *
 * @param answers field name to text, as typed
 * @param version one more each time it is saved
 */
public record Draft(Map<String, String> answers, int version, Instant savedAt) {}
