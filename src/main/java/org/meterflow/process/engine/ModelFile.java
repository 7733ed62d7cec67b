package org.meterflow.process.engine;

/** A file with a diagram or a decision table, as its author saved it. */
public record ModelFile(String name, byte[] content) {}
