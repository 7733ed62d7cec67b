package org.meterflow.process.incident;

/**
 * An incident is resolved, for the time being: it may be disputed. Told in the transaction that resolves it.
 *
 * @param reference under which it was raised
 */
public record IncidentResolved(String id, String reference, IncidentCause cause) {}
