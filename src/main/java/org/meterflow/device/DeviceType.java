package org.meterflow.device;

/** What kind of thing hangs in a home area network (DUIS 5.4, DeviceType). */
public enum DeviceType {
    ESME("electricity meter"),
    GSME("gas meter"),
    /** the hub's mirror of the gas meter */
    GPF("gas proxy"),
    CHF("communications hub"),
    HCALCS("switch for an auxiliary load"),
    /** in the home, to pay in advance */
    PPMID("prepayment interface"),
    IHD("in-home display"),
    CAD("consumer access device");

    private final String words;

    DeviceType(String words) {
        this.words = words;
    }

    /** What people call it, to stand in a sentence. */
    public String words() {
        return words;
    }

    public boolean meter() {
        return this == ESME || this == GSME;
    }

    /** In-home displays and consumer access devices have no life cycle in the inventory. */
    public boolean hasStatus() {
        return this != IHD && this != CAD;
    }
}
