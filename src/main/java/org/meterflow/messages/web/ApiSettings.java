package org.meterflow.messages.web;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * @param rate requests a party may make per second, on each node, in the long run
 * @param burst requests a party may make at once
 * @param guesses wrong keys that may come from an address at once
 * @param guessEvery how long it takes until another may
 * @param strangersLimit longest body of a request without a good key
 */
@ConfigurationProperties("meterflow.messages.api")
record ApiSettings(
        @DefaultValue("256KB") DataSize largestMessage,
        @DefaultValue("100") int rate,
        @DefaultValue("500") int burst,
        @DefaultValue("20") int guesses,
        @DefaultValue("2s") Duration guessEvery,
        @DefaultValue("16KB") DataSize strangersLimit) {}
