package org.meterflow.device;

import java.util.EnumSet;
import java.util.Set;

/** Where a device stands in its life (DUIS 5.4, DeviceStatus). */
public enum DeviceStatus {
    PENDING("Pending"),
    WHITELISTED("Whitelisted"),
    INSTALLED_NOT_COMMISSIONED("InstalledNotCommissioned"),
    COMMISSIONED("Commissioned"),
    DECOMMISSIONED("Decommissioned"),
    WITHDRAWN("Withdrawn"),
    SUSPENDED("Suspended"),
    RECOVERY("Recovery"),
    RECOVERED("Recovered");

    private final String label;

    DeviceStatus(String label) {
        this.label = label;
    }

    /** The word DUIS has for it. */
    public String label() {
        return label;
    }

    /** Where it may go from here; a suspended device goes back to where it was, which only its history tells. */
    Set<DeviceStatus> successors() {
        return switch (this) {
            case PENDING -> EnumSet.of(WHITELISTED, INSTALLED_NOT_COMMISSIONED, RECOVERY);
            case WHITELISTED -> EnumSet.of(INSTALLED_NOT_COMMISSIONED, PENDING, RECOVERY);
            case INSTALLED_NOT_COMMISSIONED -> EnumSet.of(COMMISSIONED, PENDING, RECOVERY);
            case COMMISSIONED -> EnumSet.of(SUSPENDED, DECOMMISSIONED, WITHDRAWN, RECOVERY);
            case WITHDRAWN -> EnumSet.of(INSTALLED_NOT_COMMISSIONED, RECOVERY);
            case SUSPENDED -> EnumSet.of(RECOVERY);
            case RECOVERY -> EnumSet.of(RECOVERED);
            case RECOVERED -> EnumSet.of(COMMISSIONED);
            case DECOMMISSIONED -> EnumSet.noneOf(DeviceStatus.class);
        };
    }
}
