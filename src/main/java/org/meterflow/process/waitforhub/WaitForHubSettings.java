package org.meterflow.process.waitforhub;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param lookEvery how often it is looked whether the hub is on line, should the news of it be lost */
@ConfigurationProperties("meterflow.wait-for-hub")
record WaitForHubSettings(@DefaultValue("P1D") Duration lookEvery) {}
