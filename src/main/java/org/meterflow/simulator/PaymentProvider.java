package org.meterflow.simulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.meterflow.identifier.Mpxn;

/** A simulated till: it brings payments over the API, prints the token, and gives money back when it is asked to. */
public final class PaymentProvider {

    private final MarketApi api;
    private final ObjectMapper json = new ObjectMapper();

    public PaymentProvider(MarketApi api) {
        this.api = api;
    }

    /** A payment reference that has not been used. */
    public static String newReference() {
        return "PZ-"
                + Long.toString(ThreadLocalRandom.current().nextLong(36L * 36 * 36 * 36 * 36 * 36, Long.MAX_VALUE), 36)
                        .toUpperCase(Locale.ROOT)
                        .substring(0, 8);
    }

    /**
     * @param pounds whole ones
     * @return the twenty digits of the token
     * @throws IllegalArgumentException when the platform gives none, with its reason
     */
    public String pay(String reference, Mpxn mpxn, int pounds) {
        Map<String, Object> payment = new LinkedHashMap<>();
        payment.put("paymentReference", reference);
        payment.put("mpxn", mpxn.value());
        payment.put("amount", pounds);
        payment.put("channel", "SHOP");
        MarketApi.Answer answer = api.post("/api/top-ups", payment);
        JsonNode body = read(answer.body());
        if (answer.status() != 200 && answer.status() != 201) {
            throw new IllegalArgumentException(body.path("detail").asText("The platform gave no token"));
        }
        return body.path("utrn").asText();
    }

    public MarketApi.Answer refunded(String reference) {
        return api.send("topUpRefunded", "refund-" + reference, Map.of("paymentReference", reference));
    }

    private JsonNode read(String body) {
        try {
            return json.readTree(body);
        } catch (JsonProcessingException notJson) {
            throw new IllegalArgumentException("The platform answered with something else than JSON", notJson);
        }
    }
}
