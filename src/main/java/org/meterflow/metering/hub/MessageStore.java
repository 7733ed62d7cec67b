package org.meterflow.metering.hub;

import org.meterflow.identifier.Eui64;

/** Where messages from devices are kept before anything is done with them. */
public interface MessageStore {

    /**
     * @param stored run when the message is in the database
     * @return false when it is no message at all; it is kept all the same
     */
    boolean keep(Eui64 hub, byte[] message, Runnable stored);
}
