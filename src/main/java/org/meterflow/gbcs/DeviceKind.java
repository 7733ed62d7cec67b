package org.meterflow.gbcs;

/** The kinds of device that speak GBCS, as the use cases tell them apart. */
public enum DeviceKind {
    /** Electricity meter. */
    ESME,
    /** Standalone auxiliary proportional controller. */
    SAPC,
    /** Gas meter; asleep most of the time. */
    GSME,
    /** Gas proxy function: the hub's copy of what the gas meter knows. */
    GPF,
    /** Communications hub function. */
    CHF,
    /** Prepayment interface. */
    PPMID,
    /** Home area network connected auxiliary load control switch. */
    HCALCS
}
