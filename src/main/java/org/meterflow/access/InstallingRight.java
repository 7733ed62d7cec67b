package org.meterflow.access;

import org.jspecify.annotations.Nullable;
import org.meterflow.access.Entitlement.Verdict;
import org.meterflow.device.Device;
import org.meterflow.device.DeviceStatus;
import org.meterflow.device.DeviceType;
import org.meterflow.party.UserRole;

/** Whether a party may ask for what concerns no meter point, because a device is being installed. */
final class InstallingRight {

    private InstallingRight() {}

    /** Before a meter point is assigned, whoever supplies that fuel may install. */
    static Verdict of(UserRole role, Service service, @Nullable Device unassigned) {
        boolean installing = unassigned != null
                && service.servesInstallation()
                && installs(role, unassigned.type())
                && (unassigned.type() == DeviceType.CHF || !unassigned.is(DeviceStatus.COMMISSIONED));
        return installing
                ? new Verdict(role, "the device is being installed and measures no meter point yet")
                : new Verdict(null, "there is no meter point to which a right as " + role + " could be held");
    }

    private static boolean installs(UserRole role, DeviceType type) {
        return switch (role) {
            case IS, ES -> type != DeviceType.GSME && type != DeviceType.GPF;
            case GS -> type != DeviceType.ESME;
            case ED, GT, RSA, OU, LC -> false;
        };
    }
}
