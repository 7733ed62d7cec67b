package org.meterflow.simulator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.meterflow.gbcs.DlmsData;
import org.meterflow.gbcs.DlmsTime;
import org.meterflow.gbcs.Octets;
import org.meterflow.gbcs.TrustCell.RemoteParty;
import org.meterflow.identifier.Eui64;
import org.meterflow.simulator.ObjectModel.Outcome;

/** What one hub knows: which devices may join its home's network, and which have. It takes sixteen. */
final class Chf implements ObjectModel.State {

    static final DlmsData SECOND_BAND_SHAPE = DlmsData.structure(
            Shapes.BITS,
            Shapes.BITS,
            Shapes.BITS,
            Shapes.BITS,
            Shapes.U16,
            Shapes.U16,
            Shapes.U8,
            Shapes.U16,
            Shapes.U8,
            Shapes.U8,
            Shapes.U16,
            Shapes.U8,
            Shapes.U16,
            Shapes.U16,
            Shapes.U16);
    static final DlmsData SECOND_BAND = DlmsData.structure(
            bits("E0000006"),
            bits("E8000006"),
            bits("F0000006"),
            bits("F8000006"),
            DlmsData.u16(130),
            DlmsData.u16(220),
            DlmsData.u8(5),
            DlmsData.u16(7),
            DlmsData.u8(7),
            DlmsData.u8(12),
            DlmsData.u16(6000),
            DlmsData.u8(130),
            DlmsData.u16(100),
            DlmsData.u16(4000),
            DlmsData.u16(3000));

    private static final String LISTED = "han.listed.";
    private static final String REMOVED = "han.removed.";
    private static final String FULL = "han.full";
    private static final int CAPACITY = 16;
    private static final int CHANGED = 0x0018;
    private static final int CHANGED_ALERT = 0x8F12;
    private static final int FULL_RESULT = 0x0B;
    private static final int SECOND_BAND_CHANGED = 0x0113;
    private static final int SECOND_BAND_ALERT = 0x8F2A;
    private static final int SCANNED = 0x0112;
    private static final int SCANNED_ALERT = 0x8F28;
    private static final String SECOND_BAND_LOG = "log.second-band";

    final Eui64 eui;
    final Memory memory;
    final Firmware firmware;

    private final List<Eui64> atInstallation;
    private final Predicate<Eui64> reachable;

    /** @param reachable whether a device of the home is heard now */
    Chf(Eui64 eui, Memory memory, Firmware firmware, Collection<Eui64> atInstallation, Predicate<Eui64> reachable) {
        this.eui = eui;
        this.memory = memory;
        this.firmware = firmware;
        this.atInstallation = List.copyOf(atInstallation);
        this.reachable = reachable;
    }

    private static DlmsData bits(String hex) {
        return new DlmsData.BitString(32, Octets.ofHex(hex));
    }

    @Override
    public Memory memory() {
        return memory;
    }

    Set<Eui64> listed() {
        Set<Eui64> listed = new LinkedHashSet<>(atInstallation);
        memory.names(REMOVED).forEach(name -> listed.remove(Eui64.of(name.substring(REMOVED.length()))));
        memory.names(LISTED).forEach(name -> listed.add(Eui64.of(name.substring(LISTED.length()))));
        return listed;
    }

    boolean isFull() {
        return memory.has(FULL);
    }

    /** Lets the log be full, or as full as it is. */
    void fill(boolean is) {
        if (is) {
            memory.put(FULL, 1);
        } else {
            memory.remove(FULL);
        }
    }

    Outcome add(Eui64 device, Octets installCode, Task task) {
        boolean isNew = !listed().contains(device);
        if (isNew && (isFull() || listed().size() >= CAPACITY)) {
            return Outcome.refused(FULL_RESULT);
        }
        put(device, installCode);
        changed(task);
        return Outcome.DONE;
    }

    private void put(Eui64 device, Octets secret) {
        memory.put(LISTED + device.value(), Firmware.hash(secret.bytes()).hex().substring(0, 32));
        memory.remove(REMOVED + device.value());
    }

    Outcome remove(Eui64 device, Task task) {
        if (!listed().contains(device)) {
            return Outcome.refused(FULL_RESULT);
        }
        memory.put("han.former", security(task.now()));
        memory.remove(LISTED + device.value());
        memory.put(REMOVED + device.value(), 1);
        changed(task);
        return Outcome.DONE;
    }

    Outcome restore(DlmsData entries, Task task) {
        for (DlmsData entry : entries.at(1).elements()) {
            put(ChfModel.eui(entry.at(0)), entry.at(1).text());
        }
        changed(task);
        return Outcome.DONE;
    }

    private void changed(Task task) {
        new EventLog(memory, EventLog.SECURITY).add(task.now(), CHANGED_ALERT);
        task.alerts()
                .say(Announcement.dlms(
                        CHANGED, CHANGED_ALERT, RemoteParty.ACCESS_CONTROL_BROKER, false, security(task.now())));
    }

    /** Each device of the home, and when it was heard last. */
    DlmsData log(Instant now) {
        List<DlmsData> rows = new ArrayList<>();
        for (Eui64 device : listed()) {
            boolean heard = reachable.test(device);
            Instant last = heard ? now.minusSeconds(device.bytes()[7] & 0x7F) : now.minusSeconds(86_400);
            rows.add(DlmsData.structure(
                    DlmsData.octets(Octets.of(device.bytes())),
                    new DlmsData.BitString(8, Octets.ofHex(heard ? "C0" : "80")),
                    DlmsData.i8(-60),
                    DlmsData.i8(-75),
                    DlmsData.i8(-50),
                    DlmsData.u8(heard ? 180 : 0),
                    DlmsData.u8(100),
                    DlmsData.u8(255),
                    Shapes.time(last),
                    Shapes.U8,
                    Shapes.U8,
                    Shapes.U8,
                    Shapes.U8,
                    Shapes.U8));
        }
        return new DlmsData.Array(rows);
    }

    DlmsData security(Instant now) {
        List<DlmsData> rows = new ArrayList<>();
        for (Eui64 device : listed()) {
            Octets hash = memory.octets(LISTED + device.value());
            Octets known = hash == null
                    ? Octets.ofHex(Firmware.hash(device.bytes()).hex().substring(0, 32))
                    : hash;
            rows.add(DlmsData.structure(DlmsData.octets(Octets.of(device.bytes())), DlmsData.octets(known)));
        }
        return DlmsData.structure(Shapes.time(now), DlmsData.octets(Octets.of(eui.bytes())), new DlmsData.Array(rows));
    }

    /** The log before its last change. */
    DlmsData formerSecurity(Instant now) {
        DlmsData former = memory.data("han.former");
        return former == null ? security(now) : former;
    }

    void secondBandChanged(DlmsData configuration, Task task) {
        memory.append(SECOND_BAND_LOG, task.now().getEpochSecond() + "," + SECOND_BAND_ALERT + ",", 100);
        task.alerts()
                .say(Announcement.dlms(
                        SECOND_BAND_CHANGED,
                        SECOND_BAND_ALERT,
                        RemoteParty.ACCESS_CONTROL_BROKER,
                        false,
                        configuration));
    }

    void scanned(Task task) {
        memory.append(SECOND_BAND_LOG, task.now().getEpochSecond() + "," + SCANNED_ALERT + ",", 100);
        task.alerts()
                .say(Announcement.dlms(
                        SCANNED,
                        SCANNED_ALERT,
                        RemoteParty.ACCESS_CONTROL_BROKER,
                        false,
                        DlmsData.structure(Shapes.octets("00"), Shapes.octets("00"))));
    }

    DlmsData secondBandLog(Instant from, Instant to) {
        return Shapes.rows(
                new EventLog(memory, SECOND_BAND_LOG)
                        .between(from, to).stream()
                                .map(entry -> DlmsData.structure(
                                        DlmsData.u32(DlmsTime.secondsSince2000(entry.at())),
                                        DlmsData.u16(entry.code()),
                                        DlmsData.octets(Octets.NONE)))
                                .toList(),
                Shapes.NUMBER,
                Shapes.CODE,
                Shapes.BYTES);
    }
}
