package org.meterflow.process.work;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param drafts how long it is kept what somebody typed into a task's form and never sent */
@ConfigurationProperties("meterflow.work")
record WorkSettings(@DefaultValue("30d") Duration drafts) {}
