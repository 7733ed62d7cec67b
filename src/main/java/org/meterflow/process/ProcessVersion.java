package org.meterflow.process;

/** One version of a process's diagram, and how many cases still run by it. */
public record ProcessVersion(int version, long running) {}
