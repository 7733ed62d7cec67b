package org.meterflow.process.escalation;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The shares of a task's time, in percent, at which it is brought up (domain: escalation template).
 *
 * @param reminder its team is reminded
 * @param urgent its team is told that it is nearly over
 * @param breach it is late, for good
 * @param managers it is on the list of those who answer for all teams
 */
@ConfigurationProperties("meterflow.escalation")
record EscalationSettings(
        @DefaultValue("50") int reminder,
        @DefaultValue("80") int urgent,
        @DefaultValue("100") int breach,
        @DefaultValue("200") int managers) {

    EscalationSettings {
        if (reminder < 1 || urgent <= reminder || breach <= urgent || managers <= breach) {
            throw new IllegalArgumentException(
                    "meterflow.escalation: reminder, urgent, breach and managers are percentages that grow, as in 50, 80, 100, 200");
        }
    }
}
