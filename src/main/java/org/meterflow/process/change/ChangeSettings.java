package org.meterflow.process.change;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What is too much for one change of processes.
 *
 * @param longestFile one diagram or decision table
 * @param mostFiles in one change
 * @param mostWaiting changes of one person that wait for another
 */
@ConfigurationProperties("meterflow.process-change")
public record ChangeSettings(
        @DefaultValue("1MB") DataSize longestFile,
        @DefaultValue("10") int mostFiles,
        @DefaultValue("20") int mostWaiting) {}
