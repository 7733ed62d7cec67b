package org.meterflow.metering.hub;

import java.util.List;
import org.meterflow.identifier.Eui64;

/** Is told, in the transaction that records it, when a hub comes and goes. */
public interface HubWatch {

    void connected(Eui64 hub, List<Eui64> devices);

    void disconnected(Eui64 hub);
}
