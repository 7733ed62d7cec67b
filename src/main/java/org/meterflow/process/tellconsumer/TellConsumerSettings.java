package org.meterflow.process.tellconsumer;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param confirmWithinWorkingDays what a supplier has to tell the consumer and to confirm it */
@ConfigurationProperties("meterflow.tell-consumer")
record TellConsumerSettings(@DefaultValue("3") int confirmWithinWorkingDays) {}
