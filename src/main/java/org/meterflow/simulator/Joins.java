package org.meterflow.simulator;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import org.meterflow.gbcs.Der;
import org.meterflow.gbcs.DeviceKind;
import org.meterflow.gbcs.TrustCell.RemoteParty;
import org.meterflow.identifier.Eui64;

/** With which devices of the home a device talks, by itself and not through the hub alone (GBCS 13.7). */
final class Joins {

    /** The numbers of the wire for kinds of device (GBCS 13.7.3). */
    static final List<DeviceKind> NUMBERS = List.of(
            DeviceKind.GSME, DeviceKind.ESME, DeviceKind.CHF, DeviceKind.GPF, DeviceKind.HCALCS, DeviceKind.PPMID);

    private static final String PREFIX = "join.";
    private static final String LEFT = "left.";
    private static final String FAILS = "join.fault";
    private static final int DONE = 0;
    private static final int FAILED = 5;
    private static final int LOG_FULL = 7;
    private static final int NOT_JOINED = 10;
    private static final int MOST = 16;
    private static final int JOINED_ALERT = 0x8F49;
    private static final int JOIN_FAILED_ALERT = 0x8F48;
    private static final int LEFT_ALERT = 0x8F4B;
    private static final int LEAVE_FAILED_ALERT = 0x8F4A;
    private static final int BACKUP = 0x00B2;
    private static final int BACKUP_ALERT = 0x8071;

    private final Memory memory;
    private final Map<Eui64, Integer> atInstallation;
    private final boolean isProxy;
    private final IntFunction<Announcement> alert;

    /**
     * @param atInstallation the kinds of those it was joined with, by their numbers
     * @param isProxy a gas proxy tells the head-end its log whenever it changes
     */
    Joins(Memory memory, Map<Eui64, Integer> atInstallation, boolean isProxy, IntFunction<Announcement> alert) {
        this.memory = memory;
        this.atInstallation = Map.copyOf(atInstallation);
        this.isProxy = isProxy;
        this.alert = alert;
    }

    /** A home's devices of these kinds, by their numbers. */
    static Map<Eui64, Integer> in(SimulatedHome home, Set<DeviceKind> kinds) {
        Map<Eui64, Integer> found = new LinkedHashMap<>();
        home.joined().forEach((eui, kind) -> {
            if (kinds.contains(kind)) {
                found.put(eui, NUMBERS.indexOf(kind));
            }
        });
        return found;
    }

    Map<Eui64, Integer> all() {
        Map<Eui64, Integer> all = new LinkedHashMap<>(atInstallation);
        memory.names(LEFT).forEach(name -> all.remove(Eui64.of(name.substring(LEFT.length()))));
        memory.names(PREFIX).stream()
                .filter(name -> !name.equals(FAILS))
                .forEach(name -> all.put(Eui64.of(name.substring(PREFIX.length())), (int) memory.number(name, 0)));
        return all;
    }

    /** Lets the next joins fail, or succeed again. */
    void fail(boolean is) {
        if (is) {
            memory.put(FAILS, 1);
        } else {
            memory.remove(FAILS);
        }
    }

    /** Whether they are to fail. */
    boolean fail() {
        return memory.has(FAILS);
    }

    Der join(Der asked, Announcer alerts) {
        Eui64 other = Asn1.eui(asked.at(1));
        if (fail()) {
            alerts.say(alert.apply(JOIN_FAILED_ALERT));
            return Der.integer(FAILED);
        }
        if (!all().containsKey(other) && all().size() >= MOST) {
            alerts.say(alert.apply(JOIN_FAILED_ALERT));
            return Der.integer(LOG_FULL);
        }
        add(other, (int) asked.at(2).number());
        alerts.say(alert.apply(JOINED_ALERT));
        backUp(alerts);
        return Der.integer(DONE);
    }

    private void add(Eui64 other, int kind) {
        memory.put(PREFIX + other.value(), kind);
        memory.remove(LEFT + other.value());
    }

    Der unjoin(Der asked, Announcer alerts) {
        Eui64 other = Asn1.eui(asked);
        if (!all().containsKey(other)) {
            alerts.say(alert.apply(LEAVE_FAILED_ALERT));
            return Der.integer(NOT_JOINED);
        }
        memory.remove(PREFIX + other.value());
        memory.put(LEFT + other.value(), 1);
        alerts.say(alert.apply(LEFT_ALERT));
        backUp(alerts);
        return Der.integer(DONE);
    }

    Der tell() {
        return Der.sequence(Der.integer(0), entries());
    }

    private Der entries() {
        List<Der> entries = new ArrayList<>();
        all().forEach((eui, kind) -> entries.add(Der.sequence(Asn1.octets(eui), Der.integer(kind))));
        return Der.sequence(entries);
    }

    private void backUp(Announcer alerts) {
        if (isProxy) {
            alerts.say(Announcement.asn1(BACKUP, BACKUP_ALERT, RemoteParty.ACCESS_CONTROL_BROKER, entries()));
        }
    }

    /** Takes the log of a hub that was exchanged. */
    Der restore(Der asked, Announcer alerts) {
        List<Der> outcomes = new ArrayList<>();
        for (Der entry : asked.at(0).children()) {
            add(Asn1.eui(entry.at(0)), (int) entry.at(1).number());
            outcomes.add(Der.sequence(entry, Der.integer(DONE)));
        }
        backUp(alerts);
        return Der.sequence(Der.sequence(outcomes));
    }
}
