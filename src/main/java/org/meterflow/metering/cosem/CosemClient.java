package org.meterflow.metering.cosem;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.meterflow.gbcs.DlmsData;
import org.meterflow.gbcs.DlmsRequest.Verb;
import org.meterflow.gbcs.DlmsResponse;
import org.meterflow.gbcs.DlmsResponse.Result;
import org.meterflow.gbcs.OctetReader;
import org.meterflow.gbcs.OctetWriter;
import org.meterflow.metering.cosem.Association.Service;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A client in an association with one meter: GET, SET and ACTION, one after the other. */
final class CosemClient {

    static final int GET_REQUEST = 0xC0;
    private static final int SET_REQUEST = 0xC1;
    private static final int ACTION_REQUEST = 0xC3;
    static final int GET_RESPONSE = 0xC4;
    private static final int SET_RESPONSE = 0xC5;
    private static final int ACTION_RESPONSE = 0xC7;
    static final int IN_BLOCKS = 2;

    private static final Duration PATIENCE_AT_THE_END = Duration.ofSeconds(1);
    private static final Logger log = LoggerFactory.getLogger(CosemClient.class);

    private final CosemLine line;
    private final Association association;
    private final CosemExchange exchange;
    private final BlockReading blocks;

    private CosemClient(CosemLine line, Association association, long largestValue) {
        this.line = line;
        this.association = association;
        this.exchange = new CosemExchange(line, association.largestRequest());
        this.blocks = new BlockReading(exchange, largestValue);
    }

    /** @throws CosemFailure when the meter refuses or does not answer */
    static CosemClient associate(CosemLine line, Target target, CosemSettings settings) {
        byte[] answer = line.ask(Association.request(target.password(), settings.frame()));
        return new CosemClient(
                line, AssociationAnswer.granted(answer), settings.largestValue().toBytes());
    }

    Result get(CosemObject attribute, @Nullable DlmsData selector) {
        association.require(Service.GET);
        OctetWriter request = exchange.request(GET_REQUEST);
        attribute.write(request);
        if (selector == null) {
            request.u8(0);
        } else {
            association.require(Service.SELECTIVE_ACCESS);
            request.u8(1).u8(1).put(selector.encode());
        }
        OctetReader answer = exchange.ask(request);
        int form = exchange.head(answer, GET_RESPONSE);
        if (form == IN_BLOCKS) {
            return blocks.read(answer);
        }
        CosemExchange.requireNormal(form);
        return answer.u8("data or a reason") == 0
                ? Result.of(Verb.GET, value(answer))
                : Result.failed(Verb.GET, code(answer));
    }

    Result set(CosemObject attribute, DlmsData value) {
        association.require(Service.SET);
        OctetWriter request = exchange.request(SET_REQUEST);
        attribute.write(request);
        OctetReader answer = exchange.ask(request.u8(0).put(value.encode()));
        CosemExchange.requireNormal(exchange.head(answer, SET_RESPONSE));
        int code = code(answer);
        return code == DlmsResponse.SUCCESS ? Result.of(Verb.SET, DlmsData.NULL) : Result.failed(Verb.SET, code);
    }

    Result call(CosemObject method, DlmsData parameter) {
        association.require(Service.ACTION);
        OctetWriter request = exchange.request(ACTION_REQUEST);
        method.write(request);
        OctetReader answer = exchange.ask(request.u8(1).put(parameter.encode()));
        CosemExchange.requireNormal(exchange.head(answer, ACTION_RESPONSE));
        int code = answer.u8("a result");
        if (code != DlmsResponse.SUCCESS) {
            return Result.failed(Verb.ACTION, code);
        }
        boolean returns = answer.remaining() > 0 && answer.u8("whether something is returned") != 0;
        if (!returns) {
            answer.expectEnd("the answer");
            return Result.of(Verb.ACTION, DlmsData.NULL);
        }
        return answer.u8("data or a reason") == 0
                ? Result.of(Verb.ACTION, value(answer))
                : Result.failed(Verb.ACTION, code(answer));
    }

    /** A meter that talks to one client at a time is free for the next when it says so, or hangs up. */
    void release() {
        try {
            line.ask(Association.release(), PATIENCE_AT_THE_END);
        } catch (CosemFailure noMatter) {
            log.debug("A meter did not say good-bye: {}", noMatter.reason());
        }
    }

    private static DlmsData value(OctetReader answer) {
        return DlmsData.parse(answer.octets(answer.remaining(), "a value"));
    }

    static int code(OctetReader answer) {
        int code = answer.u8("a result");
        answer.expectEnd("the answer");
        return code;
    }
}
