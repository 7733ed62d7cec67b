package org.meterflow.metering;

/**
 * Which of a device's waiting commands goes first; among equals, the one asked first. It follows from the service
 * ({@code services.csv}): nobody who asks can choose it.
 */
enum Priority {
    /** its message exists, and with it its counter: what went before it would make the device refuse it */
    MADE_ALREADY,
    /** a consumer may be without supply until it arrives */
    TOP_UP,
    SUPPLY,
    /** an installer is waiting at the premises */
    INSTALLATION,
    FAULT,
    CHANGE_OF_SUPPLIER,
    UPDATE,
    READ,
    /** what the platform fetches for completeness, when nobody else wants the device */
    BACKFILL;

    /** As the queue's rows have it: the lowest goes first. */
    int rank() {
        return ordinal() - 1;
    }

    static Priority ofRank(int rank) {
        return values()[rank + 1];
    }
}
