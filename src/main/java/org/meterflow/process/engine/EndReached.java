package org.meterflow.process.engine;

import org.meterflow.process.CaseKey;

/**
 * A case has come to an end of its diagram, in the transaction in which it did.
 *
 * @param end the end's id, which is what a diagram that called the case reads as its outcome
 * @param name the end's name
 * @param cancelled it was ended from outside, and came to no end of its own
 */
public record EndReached(CaseKey key, String end, String name, boolean cancelled) {}
