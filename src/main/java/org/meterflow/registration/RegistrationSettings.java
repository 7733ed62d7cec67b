package org.meterflow.registration;

import java.time.Duration;
import java.time.Period;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param staleAfter age from which registration data no longer carries decisions that cannot be undone
 * @param receiver the name under which files are addressed to this installation, four letters or digits
 * @param badRecordLimit share of bad records above which a whole file is refused
 * @param retroLimit how far back a delta file may change a registration
 */
@ConfigurationProperties("meterflow.registration")
record RegistrationSettings(
        @DefaultValue("PT24H") Duration staleAfter,
        @DefaultValue("DCCX") String receiver,
        @DefaultValue("0.01") double badRecordLimit,
        @DefaultValue("P28D") Period retroLimit,

        @DefaultValue("${meterflow.data}/registration/inbox")
        String inbox,

        @DefaultValue("${meterflow.data}/registration/outbox")
        String outbox) {}
