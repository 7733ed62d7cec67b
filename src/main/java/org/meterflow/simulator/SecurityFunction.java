package org.meterflow.simulator;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meterflow.gbcs.Der;
import org.meterflow.gbcs.MalformedGbcs;
import org.meterflow.gbcs.Octets;

/**
 * The commands every kind of device knows, written in ASN.1: whom it trusts, its own keys, with whom it is joined, its
 * firmware and its clock (GBCS 13).
 */
final class SecurityFunction {

    private final Memory memory;
    private final Credentials credentials;
    private final OwnKeys ownKeys;
    private final Joins joins;
    private final Firmware firmware;

    SecurityFunction(Memory memory, Credentials credentials, OwnKeys ownKeys, Joins joins, Firmware firmware) {
        this.memory = memory;
        this.credentials = credentials;
        this.ownKeys = ownKeys;
        this.joins = joins;
        this.firmware = firmware;
    }

    DeviceKeys keys() {
        return ownKeys.keys();
    }

    Joins joins() {
        return joins;
    }

    Firmware firmware() {
        return firmware;
    }

    /** @return the payload of the answer */
    Octets execute(Task task, Mandate mandate, Instant network) {
        Der asked = Der.parse(task.command().payload());
        Der answer = switch (mandate.code()) {
            case 0x0008, 0x011B -> credentials.tell(asked);
            case 0x000A -> ownKeys.request(asked);
            case 0x000B -> ownKeys.install(asked);
            case 0x000C -> ownKeys.certificate(asked);
            case 0x000D, 0x00AB, 0x000E, 0x00AF -> joins.join(asked, task.alerts());
            case 0x000F, 0x0010 -> joins.unjoin(asked, task.alerts());
            case 0x0012 -> firmware.activate(asked, task);
            case 0x0013 -> joins.tell();
            case 0x0129 -> firmware.tell(asked);
            case 0x007F -> clock(asked, network);
            case 0x008C -> joins.restore(asked, task.alerts());
            default -> credentials.replace(asked, task);
        };
        return answer.encode();
    }

    private Der clock(Der asked, Instant network) {
        boolean reliable = DeviceClock.set(memory, network, Asn1.time(asked.at(0)), Asn1.time(asked.at(1)));
        return Der.sequence(Asn1.time(DeviceClock.of(memory, network)), Der.integer(reliable ? 0 : 2));
    }

    void passTime(Instant now, Announcer alerts) {
        credentials.carryOutDue(now, alerts);
        firmware.carryOutDue(now, alerts);
    }

    /** When a change of credentials or firmware that waits is due; null when none does. */
    @Nullable
    Instant changeDue() {
        Instant first = credentials.due();
        Instant second = firmware.due();
        return first == null || second != null && second.isBefore(first) ? second : first;
    }

    List<String> history() {
        return memory.lines(Credentials.HISTORY);
    }

    static Der requireNull(Der asked) {
        if (asked.tag() != Der.NULL) {
            throw new MalformedGbcs("This question has no parameters");
        }
        return asked;
    }
}
