package org.meterflow.process.configuremeter;

/**
 * One request of a sequence.
 *
 * @param name by which the sequence knows it
 * @param service its service reference variant
 * @param body as DUIS has it
 */
record Command(String name, String service, String body) {}
