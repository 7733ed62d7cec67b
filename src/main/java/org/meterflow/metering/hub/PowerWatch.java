package org.meterflow.metering.hub;

import java.time.Instant;
import org.meterflow.identifier.Eui64;

/** Is told of a hub's last words. */
public interface PowerWatch {

    /** @param stored run when it is in the database */
    void lost(Eui64 hub, Instant since, Runnable stored);
}
