package org.meterflow.process.waitformessage;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param keptEarly how long a message is kept that comes before its case waits for it, where the box does not say */
@ConfigurationProperties("meterflow.wait-for-message")
record WaitSettings(@DefaultValue("P7D") Duration keptEarly) {}
