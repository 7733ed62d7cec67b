package org.meterflow.process.servicerequest;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.meterflow.identifier.Eui64;
import org.meterflow.identifier.Mpxn;
import org.meterflow.process.CaseKey;

/**
 * What a process wants of a device, and in whose name.
 *
 * @param id given by the process: the same order twice is one request
 * @param mpxn the meter point whose registration access is decided by
 * @param logFrom the daily log's period, where one is asked for
 * @param executeAt null for at once
 */
public record ServiceOrder(
        String id,
        CaseKey parent,
        Question question,
        Eui64 device,
        @Nullable Mpxn mpxn,
        Requester requester,
        @Nullable Instant logFrom,
        @Nullable Instant logTo,
        @Nullable Instant executeAt) {

    /** At once, or as soon as the device can be reached. */
    public static ServiceOrder of(
            String id, CaseKey parent, Question question, Eui64 device, @Nullable Mpxn mpxn, Requester requester) {
        return new ServiceOrder(id, parent, question, device, mpxn, requester, null, null, null);
    }

    public ServiceOrder withLog(Instant from, Instant to) {
        return new ServiceOrder(id, parent, question, device, mpxn, requester, from, to, executeAt);
    }

    /** The device is to carry it out then; it is sent shortly before. */
    public ServiceOrder takingEffect(Instant at) {
        return new ServiceOrder(id, parent, question, device, mpxn, requester, logFrom, logTo, at);
    }
}
