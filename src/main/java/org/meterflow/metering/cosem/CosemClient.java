package org.meterflow.metering.cosem;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.meterflow.gbcs.DlmsData;
import org.meterflow.gbcs.DlmsRequest.Verb;
import org.meterflow.gbcs.DlmsResponse;
import org.meterflow.gbcs.DlmsResponse.Result;
import org.meterflow.gbcs.MalformedGbcs;
import org.meterflow.gbcs.OctetReader;
import org.meterflow.gbcs.OctetWriter;
import org.meterflow.gbcs.Octets;
import org.meterflow.metering.cosem.Association.Service;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A client in an association with one meter: GET, SET and ACTION, one after the other. */
final class CosemClient {

    private static final int GET_REQUEST = 0xC0;
    private static final int SET_REQUEST = 0xC1;
    private static final int ACTION_REQUEST = 0xC3;
    private static final int GET_RESPONSE = 0xC4;
    private static final int SET_RESPONSE = 0xC5;
    private static final int ACTION_RESPONSE = 0xC7;
    private static final int EXCEPTION = 0xD8;
    private static final int NORMAL = 1;
    private static final int IN_BLOCKS = 2;
    private static final int NEXT_BLOCK = 2;

    /** Confirmed, of high priority. */
    private static final int INVOKE_FLAGS = 0xC0;

    private static final int INVOKE_IDS = 16;

    private static final Duration PATIENCE_AT_THE_END = Duration.ofSeconds(1);
    private static final Logger log = LoggerFactory.getLogger(CosemClient.class);

    private final CosemLine line;
    private final Association association;
    private final long largestValue;
    private int invocations;

    private CosemClient(CosemLine line, Association association, long largestValue) {
        this.line = line;
        this.association = association;
        this.largestValue = largestValue;
    }

    /** @throws CosemFailure when the meter refuses or does not answer */
    static CosemClient associate(CosemLine line, Target target, CosemSettings settings) {
        byte[] answer = line.ask(Association.request(target.password(), settings.frame()));
        return new CosemClient(
                line, Association.granted(answer), settings.largestValue().toBytes());
    }

    Result get(CosemObject attribute, @Nullable DlmsData selector) {
        association.require(Service.GET);
        OctetWriter request = request(GET_REQUEST);
        attribute.write(request);
        if (selector == null) {
            request.u8(0);
        } else {
            association.require(Service.SELECTIVE_ACCESS);
            request.u8(1).u8(1).put(selector.encode());
        }
        OctetReader answer = ask(request);
        int form = head(answer, GET_RESPONSE);
        if (form == IN_BLOCKS) {
            return inBlocks(answer);
        }
        requireNormal(form);
        return answer.u8("data or a reason") == 0
                ? Result.of(Verb.GET, value(answer))
                : Result.failed(Verb.GET, code(answer));
    }

    private Result inBlocks(OctetReader first) {
        ByteArrayOutputStream value = new ByteArrayOutputStream();
        OctetReader block = first;
        for (long expected = 1; ; expected++) {
            boolean last = block.u8("whether this is the last block") != 0;
            long number = block.u32("the block's number");
            if (number != expected) {
                throw new MalformedGbcs("Block %s came where block %s was due".formatted(number, expected));
            }
            if (block.u8("data or a reason") != 0) {
                return Result.failed(Verb.GET, code(block));
            }
            byte[] part = block.take(block.berLength("a block"), "a block");
            block.expectEnd("the block");
            value.writeBytes(part);
            if (value.size() > largestValue || part.length == 0 && !last) {
                throw CosemFailure.lasting(
                        "The meter sends a value in blocks that ends nowhere: %s bytes so far".formatted(value.size()));
            }
            if (last) {
                return Result.of(Verb.GET, DlmsData.parse(Octets.of(value.toByteArray())));
            }
            block = ask(new OctetWriter()
                    .u8(GET_REQUEST)
                    .u8(NEXT_BLOCK)
                    .u8(invocation())
                    .u32(number));
            if (head(block, GET_RESPONSE) != IN_BLOCKS) {
                throw new MalformedGbcs("The meter did not go on with block " + (expected + 1));
            }
        }
    }

    Result set(CosemObject attribute, DlmsData value) {
        association.require(Service.SET);
        OctetWriter request = request(SET_REQUEST);
        attribute.write(request);
        OctetReader answer = ask(request.u8(0).put(value.encode()));
        requireNormal(head(answer, SET_RESPONSE));
        int code = code(answer);
        return code == DlmsResponse.SUCCESS ? Result.of(Verb.SET, DlmsData.NULL) : Result.failed(Verb.SET, code);
    }

    Result call(CosemObject method, DlmsData parameter) {
        association.require(Service.ACTION);
        OctetWriter request = request(ACTION_REQUEST);
        method.write(request);
        OctetReader answer = ask(request.u8(1).put(parameter.encode()));
        requireNormal(head(answer, ACTION_RESPONSE));
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

    private OctetWriter request(int tag) {
        invocations++;
        return new OctetWriter().u8(tag).u8(NORMAL).u8(invocation());
    }

    private int invocation() {
        return INVOKE_FLAGS | invocations % INVOKE_IDS;
    }

    private OctetReader ask(OctetWriter request) {
        byte[] apdu = request.toBytes();
        int most = association.largestRequest();
        if (most > 0 && apdu.length > most) {
            throw CosemFailure.lasting(
                    "The meter takes requests of %s bytes; this one has %s".formatted(most, apdu.length));
        }
        return new OctetReader(line.ask(apdu));
    }

    /** @return the form of the answer */
    private int head(OctetReader answer, int tag) {
        int found = answer.u8("an answer");
        if (found == EXCEPTION) {
            int state = answer.u8("a state error");
            throw CosemFailure.passing("The meter answered with an exception: state error %s, service error %s"
                    .formatted(state, answer.u8("a service error")));
        }
        if (found != tag) {
            throw new MalformedGbcs("Expected an answer with tag %02X, found %02X".formatted(tag, found));
        }
        int form = answer.u8("the form of the answer");
        int invoked = answer.u8("the invoke id") % INVOKE_IDS;
        if (invoked != invocations % INVOKE_IDS) {
            throw new MalformedGbcs("The answer is to question %s, not to %s".formatted(invoked, invocations));
        }
        return form;
    }

    private static void requireNormal(int form) {
        if (form != NORMAL) {
            throw new MalformedGbcs("Nobody asked for an answer of form " + form);
        }
    }

    private static DlmsData value(OctetReader answer) {
        return DlmsData.parse(answer.octets(answer.remaining(), "a value"));
    }

    private static int code(OctetReader answer) {
        int code = answer.u8("a result");
        answer.expectEnd("the answer");
        return code;
    }
}
