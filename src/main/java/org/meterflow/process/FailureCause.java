package org.meterflow.process;

import java.time.Instant;

/**
 * Steps of cases that failed at the same box for the same reason.
 *
 * @param id stays the same for as long as the box and the reason do
 * @param sentence the reason, with dots for what differs from case to case
 * @param trouble how many steps of them are tried again by the platform, and how many it has given up
 * @param first when the first of these steps was due
 * @param last when the last of them was due, or given up
 */
public record FailureCause(
        String id,
        String process,
        String elementId,
        String sentence,
        Trouble trouble,
        long cases,
        Instant first,
        Instant last) {}
