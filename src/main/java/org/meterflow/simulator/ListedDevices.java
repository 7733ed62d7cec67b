package org.meterflow.simulator;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.meterflow.gbcs.Octets;
import org.meterflow.identifier.Eui64;

/** The devices that may join a home's network: those of the installation, and what was added and removed since. */
final class ListedDevices {

    private static final String LISTED = "han.listed.";
    private static final String REMOVED = "han.removed.";
    private static final int HASH_DIGITS = 32;

    private final Memory memory;
    private final List<Eui64> atInstallation;

    ListedDevices(Memory memory, List<Eui64> atInstallation) {
        this.memory = memory;
        this.atInstallation = atInstallation;
    }

    Set<Eui64> all() {
        Set<Eui64> listed = new LinkedHashSet<>(atInstallation);
        memory.names(REMOVED).forEach(name -> listed.remove(Eui64.of(name.substring(REMOVED.length()))));
        memory.names(LISTED).forEach(name -> listed.add(Eui64.of(name.substring(LISTED.length()))));
        return listed;
    }

    /** @param secret the device's install code, or the hash that was kept of it */
    void add(Eui64 device, Octets secret) {
        memory.put(LISTED + device.value(), hash(secret.bytes()));
        memory.remove(REMOVED + device.value());
    }

    void remove(Eui64 device) {
        memory.remove(LISTED + device.value());
        memory.put(REMOVED + device.value(), 1);
    }

    /** What is kept of a device's secret. */
    Octets hash(Eui64 device) {
        Octets hash = memory.octets(LISTED + device.value());
        return hash == null ? Octets.ofHex(hash(device.bytes())) : hash;
    }

    private static String hash(byte[] secret) {
        return Firmware.hash(secret).hex().substring(0, HASH_DIGITS);
    }
}
