package org.meterflow.simulator;

import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param duis where simulated suppliers send their requests
 * @param smki where they find certificates
 * @param port where their Receive Response Services listen; 0: any free one
 */
@ConfigurationProperties("meterflow.simulator.suppliers")
record SupplierSettings(
        @DefaultValue("http://localhost:8079") URI duis,
        @DefaultValue("http://localhost:8083") URI smki,
        @DefaultValue("0") int port) {}
