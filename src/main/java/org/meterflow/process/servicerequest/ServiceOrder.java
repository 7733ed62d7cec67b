package org.meterflow.process.servicerequest;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.meterflow.gbcs.MeterRequest.SignedPreCommand;
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
 * @param signed what the requester has signed itself, and is sent as it is; null for what the platform asks
 * @param asked of {@link Question#OTHER_SERVICE}; null for every other question
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
        @Nullable Instant executeAt,
        @Nullable SignedPreCommand signed,
        @Nullable AskedService asked) {

    /** At once, or as soon as the device can be reached. */
    public static ServiceOrder of(
            String id, CaseKey parent, Question question, Eui64 device, @Nullable Mpxn mpxn, Requester requester) {
        return new ServiceOrder(id, parent, question, device, mpxn, requester, null, null, null, null, null);
    }

    public ServiceOrder withLog(Instant from, Instant to) {
        return new ServiceOrder(id, parent, question, device, mpxn, requester, from, to, executeAt, signed, asked);
    }

    /** The device is to carry it out then; it is sent shortly before. */
    public ServiceOrder takingEffect(Instant at) {
        return new ServiceOrder(id, parent, question, device, mpxn, requester, logFrom, logTo, at, signed, asked);
    }

    /** A critical command in the form its user has signed: only that can be sent, as often as it takes. */
    public static ServiceOrder signed(
            String id, CaseKey parent, SignedPreCommand command, Eui64 device, @Nullable Mpxn mpxn, Eui64 user) {
        return new ServiceOrder(
                id, parent, Question.SIGNED_COMMAND, device, mpxn, Requester.of(user), null, null, null, command, null);
    }

    /** Any service of the catalogue that goes to devices and needs no signature of its user. */
    public static ServiceOrder of(
            String id,
            CaseKey parent,
            AskedService asked,
            Eui64 device,
            @Nullable Mpxn mpxn,
            Requester requester,
            @Nullable Instant executeAt) {
        return new ServiceOrder(
                id, parent, Question.OTHER_SERVICE, device, mpxn, requester, null, null, executeAt, null, asked);
    }

    /** Service reference variant. */
    String service() {
        String unsigned = asked == null ? question.service() : asked.service().variant();
        return signed == null ? unsigned : signed.variant();
    }

    String words() {
        return asked == null ? question.words() : asked.service().name();
    }
}
