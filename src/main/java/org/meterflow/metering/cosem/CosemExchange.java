package org.meterflow.metering.cosem;

import org.meterflow.gbcs.MalformedGbcs;
import org.meterflow.gbcs.OctetReader;
import org.meterflow.gbcs.OctetWriter;

/** Questions and answers of one association, numbered so that no answer is taken for that to another question. */
final class CosemExchange {

    static final int NORMAL = 1;
    private static final int EXCEPTION = 0xD8;

    /** Confirmed, of high priority. */
    private static final int INVOKE_FLAGS = 0xC0;

    private static final int INVOKE_IDS = 16;
    private final CosemLine line;
    private final int largestRequest;
    private int invocations;

    /** @param largestRequest in bytes; 0 where the meter sets no limit */
    CosemExchange(CosemLine line, int largestRequest) {
        this.line = line;
        this.largestRequest = largestRequest;
    }

    OctetWriter request(int tag) {
        invocations++;
        return new OctetWriter().u8(tag).u8(NORMAL).u8(invocation());
    }

    int invocation() {
        return INVOKE_FLAGS | invocations % INVOKE_IDS;
    }

    OctetReader ask(OctetWriter request) {
        byte[] apdu = request.toBytes();
        if (largestRequest > 0 && apdu.length > largestRequest) {
            throw CosemFailure.lasting(
                    "The meter takes requests of %s bytes; this one has %s".formatted(largestRequest, apdu.length));
        }
        return new OctetReader(line.ask(apdu));
    }

    /** @return the form of the answer */
    int head(OctetReader answer, int tag) {
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

    static void requireNormal(int form) {
        if (form != NORMAL) {
            throw new MalformedGbcs("Nobody asked for an answer of form " + form);
        }
    }
}
