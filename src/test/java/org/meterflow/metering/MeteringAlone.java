package org.meterflow.metering;

import org.meterflow.calendar.ClockMoved;
import org.meterflow.device.Devices;
import org.meterflow.party.Parties;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.ComponentScan;

/** The head-end with the modules it stands on and nothing above: no processes, no console. */
@EnableAutoConfiguration
@ComponentScan(basePackageClasses = {Meters.class, Devices.class, Parties.class, ClockMoved.class})
@ConfigurationPropertiesScan(basePackageClasses = {Meters.class, Devices.class, Parties.class, ClockMoved.class})
class MeteringAlone {

    static final String NO_ENGINE = "camunda.bpm.enabled=false";
    static final String ONLY_ROUTE = "camel.main.routes-include-pattern=classpath:integrations/meters.camel.yaml";
}
