package org.meterflow.simulator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.meterflow.gbcs.DlmsData;
import org.meterflow.gbcs.Octets;
import org.meterflow.gbcs.TrustCell.RemoteParty;
import org.meterflow.identifier.Eui64;

/** What one hub knows: which devices may join its home's network, and which have. It takes sixteen. */
final class Chf implements ObjectModel.State {

    private static final String FULL = "han.full";
    private static final String FORMER = "han.former";
    private static final int CAPACITY = 16;
    private static final int CHANGED = 0x0018;
    private static final int CHANGED_ALERT = 0x8F12;
    private static final int FULL_RESULT = 0x0B;

    final Eui64 eui;
    final Memory memory;
    final Firmware firmware;

    private final ListedDevices listed;
    private final Predicate<Eui64> reachable;

    /** @param reachable whether a device of the home is heard now */
    Chf(Eui64 eui, Memory memory, Firmware firmware, Collection<Eui64> atInstallation, Predicate<Eui64> reachable) {
        this.eui = eui;
        this.memory = memory;
        this.firmware = firmware;
        this.listed = new ListedDevices(memory, List.copyOf(atInstallation));
        this.reachable = reachable;
    }

    @Override
    public Memory memory() {
        return memory;
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

    boolean lists(Eui64 device) {
        return listed.all().contains(device);
    }

    Outcome add(Eui64 device, Octets installCode, Task task) {
        Set<Eui64> present = listed.all();
        boolean isNew = !present.contains(device);
        if (isNew && (isFull() || present.size() >= CAPACITY)) {
            return Outcome.refused(FULL_RESULT);
        }
        listed.add(device, installCode);
        changed(task);
        return Outcome.DONE;
    }

    Outcome remove(Eui64 device, Task task) {
        if (!listed.all().contains(device)) {
            return Outcome.refused(FULL_RESULT);
        }
        memory.put(FORMER, security(task.now()));
        listed.remove(device);
        changed(task);
        return Outcome.DONE;
    }

    Outcome restore(DlmsData entries, Task task) {
        for (DlmsData entry : entries.at(1).elements()) {
            listed.add(ChfModel.eui(entry.at(0)), entry.at(1).text());
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
        for (Eui64 device : listed.all()) {
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
        for (Eui64 device : listed.all()) {
            rows.add(DlmsData.structure(
                    DlmsData.octets(Octets.of(device.bytes())), DlmsData.octets(listed.hash(device))));
        }
        return DlmsData.structure(Shapes.time(now), DlmsData.octets(Octets.of(eui.bytes())), new DlmsData.Array(rows));
    }

    /** The log before its last change. */
    DlmsData formerSecurity(Instant now) {
        DlmsData former = memory.data(FORMER);
        return former == null ? security(now) : former;
    }
}
