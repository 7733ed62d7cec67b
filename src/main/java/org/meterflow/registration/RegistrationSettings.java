package org.meterflow.registration;

import java.time.Duration;
import java.time.Period;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * @param staleAfter age from which registration data no longer carries decisions that cannot be undone
 * @param receiver the name under which files are addressed to this installation, four letters or digits
 * @param badRecordLimit share of bad records above which a whole file is refused
 * @param retroLimit how far back a delta file may change a registration
 * @param longestFile a longer file is refused unread
 * @param longestLine in bytes; a file with a longer one is refused
 * @param attempts how often a file is begun before it is set aside
 * @param quiet how long a dropped file with a footer must not have changed before it is taken
 * @param patience the same for one without a footer: it may still be written
 */
@ConfigurationProperties("meterflow.registration")
record RegistrationSettings(
        @DefaultValue("PT24H") Duration staleAfter,
        @DefaultValue("DCCX") String receiver,
        @DefaultValue("0.01") double badRecordLimit,
        @DefaultValue("P28D") Period retroLimit,
        @DefaultValue("64MB") DataSize longestFile,
        @DefaultValue("4KB") DataSize longestLine,
        @DefaultValue("3") int attempts,
        @DefaultValue("PT0.5S") Duration quiet,
        @DefaultValue("PT30S") Duration patience,

        @DefaultValue("${meterflow.data}/registration/inbox")
        String inbox,

        @DefaultValue("${meterflow.data}/registration/outbox")
        String outbox) {}
