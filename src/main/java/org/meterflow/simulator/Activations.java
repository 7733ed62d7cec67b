package org.meterflow.simulator;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meterflow.gbcs.DlmsData;
import org.meterflow.gbcs.DlmsResponse;
import org.meterflow.gbcs.DlmsTime;
import org.meterflow.gbcs.MalformedGbcs;
import org.meterflow.gbcs.Obis;
import org.meterflow.gbcs.OctetWriter;
import org.meterflow.gbcs.Octets;
import org.meterflow.gbcs.TrustCell.RemoteParty;
import org.meterflow.simulator.ObjectModel.Activation;

/** Passive values that become active ones: at once, at a date with an alert for each, or never after all. */
final class Activations<S extends ObjectModel.State> {

    private static final String WAITING = "due.";
    private static final String ACTIVATED = "activated.";
    private static final int DATE_TIME = 12;
    private static final int NOW_YEAR = 0;
    private static final int NEVER_YEAR = 0xFFFF;
    private static final Octets NEVER = Octets.ofHex("FFFFFFFFFFFFFFFFFF8000FF");

    private final ObjectModel<S> model;
    private final S state;

    Activations(ObjectModel<S> model, S state) {
        this.model = model;
        this.state = state;
    }

    private Memory memory() {
        return state.memory();
    }

    int set(String name, DlmsData value, Task task) {
        Octets time = value.text();
        if (time.length() != DATE_TIME) {
            return DlmsResponse.TYPE_UNMATCHED;
        }
        int year = time.at(0) << 8 | time.at(1);
        Instant at = DlmsTime.instant(time);
        if (year == NEVER_YEAR) {
            memory().remove(WAITING + name);
        } else if (year == NOW_YEAR || at != null && !at.isAfter(task.now())) {
            memory().remove(WAITING + name);
            activate(name, task.now());
        } else if (at == null) {
            return DlmsResponse.TYPE_UNMATCHED;
        } else {
            memory().put(WAITING + name, at.toEpochMilli() + " " + task.origin().hex());
        }
        return DlmsResponse.SUCCESS;
    }

    /** When it was activated last, or will be. */
    Octets time(String name) {
        String waiting = memory().get(WAITING + name);
        Instant time = waiting == null ? memory().time(ACTIVATED + name) : due(waiting);
        return time == null ? NEVER : DlmsTime.encode(time);
    }

    private static Instant due(String waiting) {
        return Instant.ofEpochMilli(Long.parseLong(waiting.substring(0, waiting.indexOf(' '))));
    }

    private void activate(String name, Instant now) {
        Activation activation = model.activation(name);
        if (activation == null) {
            throw new MalformedGbcs("Nothing is activated by " + name);
        }
        state.beforeChange(now);
        List<String> changes = activation.changes();
        for (int i = 0; i + 1 < changes.size(); i += 2) {
            Octets passive = memory().octets(changes.get(i));
            if (passive != null) {
                memory().put(changes.get(i + 1), passive);
            }
        }
        memory().put(ACTIVATED + name, now);
        state.activated(name, now);
    }

    @Nullable
    Instant nextDue() {
        Instant next = null;
        for (String name : memory().names(WAITING)) {
            Instant due = due(String.valueOf(memory().get(name)));
            next = next == null || due.isBefore(next) ? due : next;
        }
        return next;
    }

    void carryOutDue(Instant now, Announcer alerts) {
        for (String waiting : memory().names(WAITING)) {
            String value = String.valueOf(memory().get(waiting));
            if (due(value).isAfter(now)) {
                continue;
            }
            String name = waiting.substring(WAITING.length());
            memory().remove(waiting);
            activate(name, due(value));
            String[] parts = name.split(" ");
            Octets what = new OctetWriter()
                    .put(Octets.ofHex(value.substring(value.indexOf(' ') + 1)))
                    .u16(Integer.parseInt(parts[0]))
                    .put(Obis.of(parts[1]).octets())
                    .u8(Integer.parseInt(parts[2]))
                    .toOctets();
            alerts.say(Announcement.dlms(
                    Announcement.DATED_ELECTRICITY,
                    Announcement.DATED_COMMAND_DONE,
                    RemoteParty.SUPPLIER,
                    true,
                    DlmsData.octets(what)));
        }
    }
}
