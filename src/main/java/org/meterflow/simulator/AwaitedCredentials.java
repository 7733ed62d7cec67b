package org.meterflow.simulator;

import org.jspecify.annotations.Nullable;
import org.meterflow.gbcs.Der;
import org.meterflow.gbcs.GbcsMessage;
import org.meterflow.gbcs.Octets;

/** The change of credentials that waits in a device for its date: one at most, and a later one takes its place. */
final class AwaitedCredentials {

    private static final String PENDING = "credentials.pending";
    private static final String PENDING_CODE = "credentials.code";
    private static final String PENDING_FROM = "credentials.from";

    private final Memory memory;

    AwaitedCredentials(Memory memory) {
        this.memory = memory;
    }

    void await(GbcsMessage command) {
        memory.put(PENDING, command.payload());
        memory.put(PENDING_CODE, command.messageCode());
        memory.put(PENDING_FROM, command.originator().value());
    }

    void forget() {
        memory.remove(PENDING);
        memory.remove(PENDING_CODE);
        memory.remove(PENDING_FROM);
    }

    /** Null when nothing waits. */
    @Nullable
    CredentialChange change() {
        Octets pending = memory.octets(PENDING);
        return pending == null ? null : CredentialChange.read(Der.parse(pending));
    }

    /** Of the command that asked for it. */
    int messageCode() {
        return (int) memory.number(PENDING_CODE, 0);
    }
}
