package org.meterflow.process.askdevice;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long diagrams wait for devices.
 *
 * @param within how long a device is asked where the box does not say
 */
@ConfigurationProperties("meterflow.ask-device")
record AskDeviceSettings(@DefaultValue("P30D") Duration within) {}
