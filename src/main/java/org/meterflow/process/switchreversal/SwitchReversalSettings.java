package org.meterflow.process.switchreversal;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param personAnswersWithin what an operator has to look into a registration that was taken back */
@ConfigurationProperties("meterflow.switch-reversal")
record SwitchReversalSettings(@DefaultValue("PT4H") Duration personAnswersWithin) {}
