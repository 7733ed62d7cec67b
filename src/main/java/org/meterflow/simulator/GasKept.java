package org.meterflow.simulator;

import org.jspecify.annotations.Nullable;
import org.meterflow.gbcs.OctetReader;
import org.meterflow.gbcs.Octets;

/** The contents of those commands that are in force in a gas meter, one of each kind. */
final class GasKept {

    private final Memory memory;

    GasKept(Memory memory) {
        this.memory = memory;
    }

    /** Where the content of the last command of a kind lies. */
    static String name(int cluster, int command) {
        return "gas.%04X.%02X".formatted(cluster, command);
    }

    /** Null while it is as the meter was made. */
    @Nullable
    Octets content(int cluster, int command) {
        return memory.octets(name(cluster, command));
    }

    /** A number inside such a content, lowest byte first. */
    long number(int cluster, int command, int offset, int length, long asMade) {
        Octets content = content(cluster, command);
        if (content == null || content.length() < offset + length) {
            return asMade;
        }
        return after(content, offset).littleEndian(length, "a number");
    }

    /** Reads a content from behind its head on. */
    static OctetReader after(Octets content, int head) {
        OctetReader reader = new OctetReader(content.bytes());
        reader.take(head, "the command's head");
        return reader;
    }
}
