package org.meterflow.messages.web;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * @param rate requests a party may make per second, on each node, in the long run
 * @param burst requests a party may make at once
 */
@ConfigurationProperties("meterflow.messages.api")
record ApiSettings(
        @DefaultValue("256KB") DataSize largestMessage,
        @DefaultValue("100") int rate,
        @DefaultValue("500") int burst) {}
