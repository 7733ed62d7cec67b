package org.meterflow.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.meterflow.identifier.Eui64;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where a simulated supplier signs the commands that the platform's cases want of its meters, with its own key. */
final class SigningDesk {

    private static final Logger log = LoggerFactory.getLogger(SigningDesk.class);

    private final MarketApi api;
    private volatile Function<Eui64, Optional<SimulatedSupplier>> users = user -> Optional.empty();
    private volatile SigningHabit habit = SigningHabit.SIGNS;
    private volatile Set<String> refused = Set.of();

    SigningDesk(MarketApi api) {
        this.api = api;
    }

    void users(Function<Eui64, Optional<SimulatedSupplier>> found) {
        users = found;
    }

    void habit(SigningHabit wanted) {
        habit = wanted;
    }

    /** @param services for which there is no signature, whatever the habit */
    void refuse(Set<String> services) {
        refused = Set.copyOf(services);
    }

    /** @param notice its id: answered again, it is the same answer */
    void answer(String notice, JsonNode wanted) {
        String command = wanted.path("commandId").asText();
        MarketApi.Answer answer = null;
        if (habit == SigningHabit.REFUSES
                || refused.contains(wanted.path("service").asText())) {
            answer = refuse(command, "We have not agreed this with our customer");
        } else if (habit == SigningHabit.SIGNS) {
            answer = users.apply(Eui64.of(wanted.path("user").asText()))
                    .map(user -> user.sign(
                            Base64.getDecoder().decode(wanted.path("preCommand").asText())))
                    .map(signed -> send("signature-" + notice, command, signed))
                    .orElse(null);
        }
        log.info("Command {} was to be signed: {}", command, answer == null ? "left alone" : answer.body());
    }

    MarketApi.Answer send(String message, String command, byte[] signed) {
        return api.send(
                "commandSigned",
                message,
                Map.of(
                        "commandId",
                        command,
                        "signedPreCommand",
                        Base64.getEncoder().encodeToString(signed)));
    }

    MarketApi.Answer refuse(String command, String reason) {
        return api.send("signatureRefused", "refusal-" + command, Map.of("commandId", command, "reason", reason));
    }

    MarketApi.Answer choose(String command, long counter) {
        return api.send(
                "counterChosen",
                "counter-" + command + "-" + counter,
                Map.of("commandId", command, "counter", Long.toString(counter)));
    }
}
