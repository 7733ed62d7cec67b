package org.meterflow.process.specialread;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param explainWithin what an operator has to explain a missing read */
@ConfigurationProperties("meterflow.special-read")
record SpecialReadSettings(@DefaultValue("PT8H") Duration explainWithin) {}
