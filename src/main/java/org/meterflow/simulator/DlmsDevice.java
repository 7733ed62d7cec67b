package org.meterflow.simulator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meterflow.metering.gbcs.DlmsData;
import org.meterflow.metering.gbcs.DlmsRequest;
import org.meterflow.metering.gbcs.DlmsRequest.Item;
import org.meterflow.metering.gbcs.DlmsRequest.Verb;
import org.meterflow.metering.gbcs.DlmsResponse;
import org.meterflow.metering.gbcs.DlmsResponse.Result;
import org.meterflow.metering.gbcs.GbcsMessage;
import org.meterflow.metering.gbcs.MalformedGbcs;
import org.meterflow.metering.gbcs.Octets;
import org.meterflow.metering.gbcs.SealedRead;

/** A device of objects and attributes: it goes through the items of a command and stops at the first that fails. */
abstract class DlmsDevice implements Behaviour {

    private static final int UNSPECIFIED = 0xFF;

    /** @return null when the device has no such object or attribute */
    abstract @Nullable DlmsData get(String name, Instant now);

    /** @return null when the device has no such object, or does not tell it encrypted */
    abstract @Nullable DlmsData getSealed(SealedRead read, Instant now);

    @Override
    public int clockStatus() {
        return UNSPECIFIED;
    }

    @Override
    public Octets execute(GbcsMessage command, Instant now, Sealing sealing) {
        DlmsRequest request = DlmsRequest.parse(command.payload());
        List<Result> results = new ArrayList<>();
        boolean failed = false;
        for (Item item : request.items()) {
            Result result = failed
                    ? Result.failed(item.verb(), DlmsResponse.OTHER_REASON)
                    : execute(item, command, now, sealing);
            failed = failed || result.code() != DlmsResponse.SUCCESS;
            results.add(result);
        }
        return new DlmsResponse(request.invokeId(), results).encode();
    }

    private Result execute(Item item, GbcsMessage command, Instant now, Sealing sealing) {
        boolean sealedRead = item.verb() == Verb.ACTION && item.classId() == SealedRead.CLASS;
        if (item.verb() != Verb.GET && !sealedRead) {
            return Result.failed(item.verb(), DlmsResponse.READ_WRITE_DENIED);
        }
        if (sealedRead) {
            return readSealed(item, command, now, sealing);
        }
        DlmsData value = get(item.classId() + " " + item.object() + " " + item.member(), now);
        return value == null
                ? Result.failed(item.verb(), DlmsResponse.OBJECT_UNDEFINED)
                : Result.of(item.verb(), value);
    }

    private Result readSealed(Item item, GbcsMessage command, Instant now, Sealing sealing) {
        try {
            SealedRead read = SealedRead.parse(item.data());
            boolean ofThisMessage = read.counter() == command.originatorCounter()
                    && read.device().equals(command.recipient());
            if (!ofThisMessage) {
                return Result.failed(item.verb(), DlmsResponse.SCOPE_VIOLATED);
            }
            DlmsData value = getSealed(read, now);
            if (value == null) {
                return Result.failed(item.verb(), DlmsResponse.OBJECT_UNDEFINED);
            }
            Octets plain = DlmsData.structure(value).encode();
            return Result.of(item.verb(), read.answer(sealing.seal(plain.bytes())));
        } catch (MalformedGbcs otherParameters) {
            return Result.failed(item.verb(), DlmsResponse.TYPE_UNMATCHED);
        }
    }
}
