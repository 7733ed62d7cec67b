package org.meterflow.process;

/** A deployed process in its newest version, with how many of its cases run in any version. */
public record ProcessSummary(
        String key, String name, int version, String documentation, long running, long retrying, long incidents) {}
