package org.meterflow.metering.cosem;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.meterflow.gbcs.DlmsData;
import org.meterflow.gbcs.DlmsRequest.Verb;
import org.meterflow.gbcs.DlmsResponse;
import org.meterflow.gbcs.DlmsResponse.Result;
import org.meterflow.gbcs.MeterRequest;
import org.meterflow.gbcs.Obis;

/** Carries out the steps of one request in an association; the first that fails is the last. */
final class Conversation {

    private static final int REGISTER = 3;
    private static final int EXTENDED_REGISTER = 4;
    private static final int VALUE = 2;
    private static final int SCALER_AND_UNIT = 3;
    private static final int CLOCK = 8;

    private final CosemClient client;
    private final MeterRequest request;
    private final Instant now;

    Conversation(CosemClient client, MeterRequest request, Instant now) {
        this.client = client;
        this.request = request;
        this.now = now;
    }

    DlmsResponse carryOut(List<Step> steps) {
        List<Result> results = new ArrayList<>();
        for (Step step : steps) {
            Result result = carryOut(step);
            results.add(result);
            if (result.code() != DlmsResponse.SUCCESS) {
                break;
            }
        }
        return new DlmsResponse(0, results);
    }

    private Result carryOut(Step step) {
        if (step instanceof Step.Read read) {
            CosemObject object = read.object();
            boolean register = object.classId() == REGISTER || object.classId() == EXTENDED_REGISTER;
            Result value = client.get(object, null);
            return register && object.index() == VALUE ? with(value, object.attribute(SCALER_AND_UNIT)) : alone(value);
        }
        if (step instanceof Step.Log log) {
            return with(client.get(log.object(), range()), log.scaledBy());
        }
        if (step instanceof Step.Write write) {
            Long value = write.value();
            return client.set(write.object(), value == null ? CosemTime.write(now) : DlmsData.u8(value));
        }
        return client.call(step.object(), DlmsData.i8(0));
    }

    private static Result alone(Result value) {
        return value.code() == DlmsResponse.SUCCESS
                ? Result.of(Verb.GET, DlmsData.structure(value.data(), DlmsData.NULL))
                : value;
    }

    private Result with(Result value, CosemObject scale) {
        if (value.code() != DlmsResponse.SUCCESS) {
            return value;
        }
        Result scalerAndUnit = client.get(scale, null);
        return scalerAndUnit.code() == DlmsResponse.SUCCESS
                ? Result.of(Verb.GET, DlmsData.structure(value.data(), scalerAndUnit.data()))
                : scalerAndUnit;
    }

    /** Range descriptor: all columns of the rows whose time is in the period. */
    private DlmsData range() {
        if (!(request instanceof MeterRequest.ReadDailyLog period)) {
            throw CosemFailure.lasting("A log is read for a period, and this request has none");
        }
        DlmsData clock = DlmsData.structure(
                DlmsData.u16(CLOCK),
                DlmsData.octets(Obis.of("0-0:1.0.0.255").octets()),
                DlmsData.i8(VALUE),
                DlmsData.u16(0));
        return DlmsData.structure(
                clock, CosemTime.write(period.from()), CosemTime.write(period.to()), DlmsData.array());
    }
}
