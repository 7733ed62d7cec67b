package org.meterflow.process.issueresolution;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The clocks of issues. The first three are working days by severity, from S1 to S4.
 *
 * @param ownerWithin until somebody answers for it
 * @param planWithin until its cause is known and it is planned what to do
 * @param fixWithin until it is put right
 * @param negotiationWorkingDays for parties in dispute
 * @param boardWorkingDays for a panel, a committee, or the Authority
 * @param quietDays without recurrence before it closes
 * @param reopenDays in which it can be opened again after that
 * @param repeatedFaults so many incidents that have something in common are an issue
 * @param repeatedWithin the time in which they count together
 */
@ConfigurationProperties("meterflow.issue")
record IssueSettings(
        @DefaultValue({"1", "2", "5", "10"}) List<Integer> ownerWithin,
        @DefaultValue({"5", "10", "20", "30"}) List<Integer> planWithin,
        @DefaultValue({"20", "40", "60", "90"}) List<Integer> fixWithin,
        @DefaultValue("10") int negotiationWorkingDays,
        @DefaultValue("5") int boardWorkingDays,
        @DefaultValue("30") int quietDays,
        @DefaultValue("90") int reopenDays,
        @DefaultValue("3") int repeatedFaults,
        @DefaultValue("P30D") Duration repeatedWithin) {

    static final int SEVERITIES = 4;

    IssueSettings {
        ownerWithin = List.copyOf(ownerWithin);
        planWithin = List.copyOf(planWithin);
        fixWithin = List.copyOf(fixWithin);
        if (ownerWithin.size() != SEVERITIES || planWithin.size() != SEVERITIES || fixWithin.size() != SEVERITIES) {
            throw new IllegalArgumentException("meterflow.issue: owner-within, plan-within and fix-within need working"
                    + " days for each of the four severities, with commas, as in 1,2,5,10.");
        }
        if (repeatedFaults < 2) {
            throw new IllegalArgumentException("meterflow.issue.repeated-faults: write 2 or more.");
        }
    }
}
