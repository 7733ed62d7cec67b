package org.meterflow.process.incident;

import java.time.Instant;

/** A new incident has its category. Told in the transaction that gave it. */
public record IncidentRaised(String id, String title, int category, Subject subject, Instant at) {}
