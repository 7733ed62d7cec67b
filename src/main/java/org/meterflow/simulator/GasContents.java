package org.meterflow.simulator;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.meterflow.gbcs.DlmsTime;
import org.meterflow.gbcs.Gbz.Component;
import org.meterflow.gbcs.OctetWriter;
import org.meterflow.gbcs.Octets;

/** Keeps the contents of commands in a gas meter: in force at once, or waiting for the date from which they hold. */
final class GasContents {

    private static final String WAITING = GasContentNames.WAITING;
    private static final String NEXT = GasContentNames.NEXT;

    private final Gsme gsme;
    private final Memory memory;
    private final GasContentNames names;

    GasContents(Gsme gsme) {
        this.gsme = gsme;
        this.memory = gsme.memory;
        this.names = new GasContentNames(gsme.memory);
    }

    void keep(Component asked, Task task) {
        String name = names.of(asked);
        long start = GasStarts.of(asked);
        Instant at = DlmsTime.since2000(start);
        if (GasStarts.isNever(start)) {
            memory.remove(WAITING + name);
            memory.names(NEXT).forEach(memory::remove);
        } else if (start == 0 || !at.isAfter(task.now())) {
            memory.remove(WAITING + name);
            put(name, asked.content(), task.now());
        } else {
            String header = task.origin().hex()
                    + "%04X%02X%02X".formatted(asked.cluster(), asked.frameControl(), asked.command());
            memory.put(
                    WAITING + name,
                    at.toEpochMilli() + " " + header + " " + asked.content().hex());
        }
    }

    private void put(String name, Octets content, Instant now) {
        boolean ofMoney = name.contains("0700") || name.contains("0705");
        if (ofMoney) {
            gsme.beforeChange(now);
        } else if (name.contains("0707")) {
            gsme.registers.settle(now);
        }
        memory.put(name, content);
        if (name.equals(GasKept.name(Gsme.PRICE, 0x09))) {
            gsme.billing.begin(now);
        }
        if (name.endsWith(".0707.00")) {
            memory.names(NEXT).forEach(next -> {
                memory.put(next.substring(NEXT.length()), String.valueOf(memory.get(next)));
                memory.remove(next);
            });
        }
        if (name.equals(GasKept.name(Gsme.PRICE, 0x05)) || name.equals(GasKept.name(Gsme.PREPAYMENT, 0x06))) {
            gsme.changes.add(now);
        }
    }

    @Nullable
    Instant nextDue() {
        Instant next = null;
        for (String name : memory.names(WAITING)) {
            Instant due = due(String.valueOf(memory.get(name)));
            next = next == null || due.isBefore(next) ? due : next;
        }
        return next;
    }

    private static Instant due(String waiting) {
        return Instant.ofEpochMilli(Long.parseLong(waiting.substring(0, waiting.indexOf(' '))));
    }

    void carryOutDue(Instant now, Announcer alerts) {
        for (String waiting : memory.names(WAITING)) {
            String[] parts = String.valueOf(memory.get(waiting)).split(" ", -1);
            Instant due = due(String.valueOf(memory.get(waiting)));
            if (due.isAfter(now)) {
                continue;
            }
            memory.remove(waiting);
            put(waiting.substring(WAITING.length()), Octets.ofHex(parts[2]), due);
            Octets what = Octets.ofHex(parts[1]);
            alerts.say(Announcement.gas(
                    Announcement.DATED_GAS,
                    Announcement.DATED_COMMAND_DONE,
                    new OctetWriter().u8(what.length()).put(what).toOctets()));
        }
    }
}
