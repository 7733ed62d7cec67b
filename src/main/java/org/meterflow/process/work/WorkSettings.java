package org.meterflow.process.work;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What people may leave at tasks.
 *
 * @param drafts how long it is kept what somebody typed into a task's form and never sent
 * @param largestFile that may be attached to a case
 * @param mostFiles of one case
 */
@ConfigurationProperties("meterflow.work")
public record WorkSettings(
        @DefaultValue("30d") Duration drafts,
        @DefaultValue("10MB") DataSize largestFile,
        @DefaultValue("50") int mostFiles) {

    /** As much as can be attached at once: a file that is too large is then refused by name. */
    public DataSize largestFiles() {
        return DataSize.ofBytes(2 * largestFile.toBytes());
    }
}
