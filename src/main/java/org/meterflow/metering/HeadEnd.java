package org.meterflow.metering;

import org.meterflow.metering.hub.HeadEndPort;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/** Where the communications hubs connect. */
@Component
public class HeadEnd {

    private final HeadEndPort port;

    HeadEnd(@Qualifier("headEndPort") HeadEndPort port) {
        this.port = port;
    }

    /**
     * The port that is open for hubs; of interest when {@code meterflow.metering.port} is 0.
     *
     * @throws IllegalStateException before the integrations have started
     */
    public int port() {
        return port.number();
    }
}
