package org.meterflow.process.kit;

import java.time.Instant;

/**
 * What somebody answered about a household's health or circumstances, as people read it.
 *
 * @param title of the task
 * @param label the question
 */
public record ConfidentialAnswer(String title, String label, String words, String actor, Instant at) {}
