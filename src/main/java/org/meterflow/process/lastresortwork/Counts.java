package org.meterflow.process.lastresortwork;

/** Meter points of a direction. */
record Counts(
        long electricity,
        long gas,
        long prepayment,
        long toPass,
        long passed,
        long left,
        long toReplace,
        long asked,
        long replaced,
        long failed,
        long handedOver) {

    long all() {
        return electricity + gas;
    }
}
