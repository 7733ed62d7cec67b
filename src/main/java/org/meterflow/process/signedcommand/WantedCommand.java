package org.meterflow.process.signedcommand;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.meterflow.gbcs.Octets;
import org.meterflow.process.CaseKey;

/**
 * A command that a process wants, and how far it has got.
 *
 * @param preCommand what the supplier is to sign; null before it is asked
 * @param signed what it has signed
 * @param refusedBy who has said no; null when nobody has
 * @param reason why it was not carried out, as a sentence
 */
public record WantedCommand(
        CommandOrder order,
        Instant wantedAt,
        State state,
        @Nullable Octets preCommand,
        @Nullable Octets signed,
        @Nullable Refuser refusedBy,
        @Nullable String reason,
        @Nullable Instant endedAt) {

    /** How far a command has got; the last four are what can come of it. */
    public enum State {
        WANTED("Wanted"),
        HELD("Held"),
        ASKED("Waiting for the supplier"),
        SIGNED("Signed"),
        ANSWERED("Carried out"),
        REFUSED("Refused"),
        SILENT("No answer"),
        EXPIRED("Not signed in time");

        private final String words;

        State(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }

        public boolean ended() {
            return compareTo(ANSWERED) >= 0;
        }
    }

    /** Who can say no. */
    public enum Refuser {
        /** Access control: the supplier has no right to this command. */
        ACCESS("access control"),
        /** The command cannot be made, or its device would not listen to this supplier. */
        PLATFORM("the platform"),
        SUPPLIER("the supplier"),
        /** The process that wanted it, which has decided anew. */
        PROCESS("the process"),
        DEVICE("the device");

        private final String words;

        Refuser(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    public String id() {
        return order.id();
    }

    /** The process's own case. */
    public CaseKey key() {
        return new CaseKey(SignedCommand.PROCESS, order.id());
    }

    /** Until when it may be signed, once it is known. */
    Instant signBy() {
        return Objects.requireNonNull(order.signBy(), "The supplier has not been asked yet");
    }

    /** The service request that carries it to the device. */
    String request() {
        return order.id() + SignedCommand.SENT;
    }
}
