package org.meterflow.process;

/**
 * How many steps have failed, here and in the cases called from here.
 *
 * @param retrying of them, those that the platform tries again by itself
 * @param incidents of them, those it has given up: they wait for a person
 */
public record Trouble(long retrying, long incidents) {

    public static final Trouble NONE = new Trouble(0, 0);
}
