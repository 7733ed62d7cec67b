package org.meterflow.simulator;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What whoever runs the simulator is answered.
 *
 * @param status of HTTP
 * @param body becomes JSON
 */
record MarketReply(int status, Object body) {

    static MarketReply ok(Object body) {
        return new MarketReply(200, body);
    }

    /** Passes the platform's answer on. */
    static MarketReply of(MarketApi.Answer answer, Map<String, Object> more) {
        Map<String, Object> body = new LinkedHashMap<>(more);
        body.put("platform", answer.body());
        return new MarketReply(answer.status(), body);
    }

    static MarketReply wrong(int status, String sentence) {
        return new MarketReply(status, Map.of("wrong", sentence));
    }

    static MarketReply nothingHere() {
        return wrong(
                404,
                "There are GET /, POST /switches, GET /switches/ID, POST /suppliers/ID/objections, …/withdrawals,"
                        + " …/annulments, …/requests and …/signing, GET /suppliers/ID/answers, GET and POST /fleet and /fleet/EUI");
    }
}
