package org.meterflow.messages.web;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.meterflow.door.RateLimits;
import org.meterflow.messages.ApiClient;
import org.meterflow.messages.ApiClients;

/** Looks keys up, but not as often as somebody who guesses would like. A key that was good lately is always looked up. */
class KnownKeys {

    private static final int MANY = 10_000;

    private final ApiClients clients;
    private final RateLimits guesses;
    private final Set<Integer> goodLately = ConcurrentHashMap.newKeySet();

    KnownKeys(ApiClients clients, ApiSettings settings) {
        this.clients = clients;
        this.guesses = new RateLimits(1e9 / settings.guessEvery().toNanos(), settings.guesses(), System::nanoTime);
    }

    /** @return how long the address has to wait before another key of its is looked up */
    Duration waitOf(String sender, String key) {
        return goodLately.contains(key.hashCode()) ? Duration.ZERO : guesses.wait(sender);
    }

    Optional<ApiClient> clientOf(String sender, String key) {
        Optional<ApiClient> client = clients.authenticate(key);
        if (client.isEmpty()) {
            goodLately.remove(key.hashCode());
            guesses.take(sender);
        } else if (goodLately.size() < MANY) {
            goodLately.add(key.hashCode());
        }
        return client;
    }
}
