package org.meterflow.process;

/** How many cases rest at one element of a diagram, and what of that has failed. */
public record StepCount(String elementId, String name, String type, long running, long retrying, long incidents) {}
