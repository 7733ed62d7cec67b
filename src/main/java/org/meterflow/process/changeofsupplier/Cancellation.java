package org.meterflow.process.changeofsupplier;

/** Who called a switch off, and why. */
record Cancellation(String by, String reason) {}
