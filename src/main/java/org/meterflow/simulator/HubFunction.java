package org.meterflow.simulator;

import java.time.Instant;

/** The communications hub as a device of its own. */
final class HubFunction extends DlmsDevice<Chf> {

    HubFunction(Chf chf) {
        super(ChfModel.MODEL, chf);
    }

    @Override
    public void note(int code, Instant at) {
        new EventLog(state().memory, EventLog.SECURITY).add(at, code);
    }
}
