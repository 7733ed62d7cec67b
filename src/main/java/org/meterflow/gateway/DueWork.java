package org.meterflow.gateway;

/** Work whose time comes by itself. */
interface DueWork {

    /**
     * Called in a transaction of its own.
     *
     * @return false when nothing is due, or others are at it
     */
    boolean takeUpNext();
}
