package org.meterflow.process.signedcommand;

import java.util.Optional;

/**
 * Implemented by a process that takes its own decision anew immediately before a command of its leaves for the device: days
 * may have passed since it asked for the signature. A bean of this type is all that is needed.
 */
public interface StillWanted {

    /** The process whose commands it judges, as in {@link CommandOrder#parent}. */
    String process();

    /**
     * Asked each time that the command is about to be sent, in the transaction that sends it.
     *
     * @return why it may not leave, as a sentence for people; empty when it may
     */
    Optional<String> objection(WantedCommand command);
}
