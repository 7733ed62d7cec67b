package org.meterflow.process;

/** How many cases rest at one element of a diagram, and how many of them have failed there. */
public record StepCount(String elementId, String name, String type, long running, long incidents) {}
