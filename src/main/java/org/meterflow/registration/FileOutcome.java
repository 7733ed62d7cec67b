package org.meterflow.registration;

/** What became of a registration file. */
public enum FileOutcome {
    /** stored, not looked at yet */
    RECEIVED,
    /** loaded, with or without refused records */
    LOADED,
    /** not whole, or too many bad records: nothing was loaded */
    REFUSED,
    /** a file before it is missing: kept until that has come */
    QUARANTINED,
    /** begun several times and never finished: kept for an operator */
    SET_ASIDE
}
