package org.meterflow.process.signedcommand;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param signWithin how long a supplier has to sign, where the process does not say */
@ConfigurationProperties("meterflow.signed-command")
record SignedCommandSettings(@DefaultValue("P1D") Duration signWithin) {}
