package org.meterflow.gateway.schedule;

import java.time.Instant;
import org.meterflow.identifier.Eui64;
import org.meterflow.identifier.RequestId;

/** One run of a schedule that went to the device. */
public record ScheduledRead(
        long id,
        long schedule,
        Eui64 owner,
        Eui64 device,
        String serviceReference,
        String variant,
        Instant dueAt,
        State state) {

    private static final String REFERENCE = "scheduled-read-";

    /** What became of it. */
    public enum State {
        SENT,
        ANSWERED,
        /** Its user had no right to it when it was due, or not for certain. */
        REFUSED,
        /** The device did not answer. */
        FAILED,
        /** Nobody was at work when it was due, nor long after. */
        MISSED
    }

    /** The id it has for its user; its counters are the platform's own. */
    public RequestId requestId() {
        return new RequestId(owner, device, id);
    }

    /** The name under which the command to the device is known to belong to this read. */
    public String reference() {
        return REFERENCE + id;
    }

    static java.util.Optional<Long> idOf(String reference) {
        return reference.startsWith(REFERENCE)
                ? java.util.Optional.of(Long.valueOf(reference.substring(REFERENCE.length())))
                : java.util.Optional.empty();
    }
}
