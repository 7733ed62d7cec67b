package org.meterflow.access;

import java.util.List;
import java.util.Set;
import org.meterflow.device.DeviceStatus;
import org.meterflow.device.DeviceType;
import org.meterflow.party.UserRole;

/**
 * One service reference variant of the catalogue (DUIS 5.4).
 *
 * @param serviceReference such as 4.6
 * @param variant such as 4.6.1
 * @param bodyElement the element that carries it in a request
 * @param useCases the meter messages it becomes (GBCS), for one device type or another
 * @param critical the user signs the meter message itself
 * @param device it goes to a device; otherwise the DCC answers by itself
 * @param onDemand may be asked for now, and not only on a schedule
 * @param schedulable the DCC may repeat it by a schedule
 * @param roles in which capacity it may be asked for; none where no user may
 * @param deviceTypes empty where it concerns no device in particular
 * @param deviceStatuses empty where it need not be in the inventory
 */
public record Service(
        String serviceReference,
        String variant,
        String name,
        String bodyElement,
        List<String> useCases,
        boolean critical,
        boolean device,
        boolean onDemand,
        FutureDating futureDating,
        boolean schedulable,
        Set<UserRole> roles,
        Set<DeviceType> deviceTypes,
        Set<DeviceStatus> deviceStatuses) {

    /** It speaks of a device that must be in the inventory. */
    public boolean needsKnownDevice() {
        return !deviceStatuses.isEmpty();
    }

    /** It asks what there is, and changes nothing: the catalogue's names say so, and what is repeated by schedule. */
    public boolean reads() {
        return schedulable || name.startsWith("Read ") || name.startsWith("Retrieve ");
    }

    /** It may be asked for while a device is being installed. */
    boolean servesInstallation() {
        return deviceStatuses.contains(DeviceStatus.INSTALLED_NOT_COMMISSIONED);
    }

    @Override
    public String toString() {
        return variant + " " + name;
    }
}
