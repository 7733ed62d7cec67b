package org.meterflow.device;

/** What kind of thing hangs in a home area network (DUIS 5.4, DeviceType). */
public enum DeviceType {
    /** electricity meter */
    ESME,
    /** gas meter */
    GSME,
    /** gas proxy: the hub's mirror of the gas meter */
    GPF,
    /** communications hub */
    CHF,
    /** switch for an auxiliary load */
    HCALCS,
    /** prepayment interface in the home */
    PPMID,
    /** in-home display */
    IHD,
    /** consumer access device */
    CAD;

    public boolean meter() {
        return this == ESME || this == GSME;
    }

    /** In-home displays and consumer access devices have no life cycle in the inventory. */
    public boolean hasStatus() {
        return this != IHD && this != CAD;
    }
}
