package org.meterflow.messages;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.meterflow.party.Parties;
import org.meterflow.party.Party;
import org.springframework.stereotype.Component;

/** Carries notifications to the addresses parties have named. */
@Component
class WebhookChannel implements OutboundChannel {

    static final String NAME = "webhook";

    private static final Set<Integer> REJECTIONS = Set.of(400, 410, 413, 415, 422);
    private static final Set<Integer> OVERLOADS = Set.of(429, 503);
    private static final int SHOWN = 200;
    private static final long LONGEST_PAUSE = 3600;

    private final Parties parties;
    private final Webhooks webhooks;
    private final MessagesSettings.Webhook settings;
    private final HttpClient client;
    /** A receiver compares the signature's time with its own clock, so a demonstration's advanced clock will not do. */
    private final Clock realTime = Clock.systemUTC();

    WebhookChannel(Parties parties, Webhooks webhooks, MessagesSettings settings) {
        this.parties = parties;
        this.webhooks = webhooks;
        this.settings = settings.webhook();
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(this.settings.connectTimeout())
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int lanes() {
        return settings.lanes();
    }

    @Override
    public void deliver(OutboundMessage message) throws DeliveryFailed {
        URI address = address(message.recipient());
        List<String> secrets = webhooks.secrets(message.recipient());
        if (secrets.isEmpty()) {
            throw DeliveryFailed.noAddress(message.recipient() + " has no webhook secret");
        }
        Instant now = realTime.instant();
        HttpRequest request = HttpRequest.newBuilder(address)
                .timeout(settings.timeout())
                .header("Content-Type", message.contentType())
                .header("User-Agent", "Meterflow")
                .header(WebhookSignature.HEADER, WebhookSignature.sign(secrets, now, message.body()))
                .POST(HttpRequest.BodyPublishers.ofByteArray(message.body()))
                .build();
        judge(address, post(address, request));
    }

    private URI address(String party) throws DeliveryFailed {
        URI address = parties.find(party).map(Party::webhookAddress).orElse(null);
        if (address == null) {
            throw DeliveryFailed.noAddress(party + " has no webhook");
        }
        String unfit = webhooks.unfit(address);
        if (!unfit.isEmpty()) {
            throw DeliveryFailed.permanent(unfit);
        }
        return address;
    }

    /** The time-out covers the whole exchange: the request's own ends with the answer's first line. */
    private HttpResponse<String> post(URI address, HttpRequest request) throws DeliveryFailed {
        CompletableFuture<HttpResponse<String>> answer = client.sendAsync(request, head -> new FirstBytes());
        try {
            return answer.get(settings.timeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException slow) {
            answer.cancel(true);
            throw DeliveryFailed.unreachable(address + " did not answer within " + settings.timeout());
        } catch (ExecutionException failed) {
            Throwable why = failed.getCause() == null ? failed : failed.getCause();
            String text = why.getMessage() == null ? why.getClass().getSimpleName() : why.getMessage();
            throw DeliveryFailed.unreachable(address + " does not answer: " + text);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw DeliveryFailed.unreachable("Interrupted while sending to " + address);
        }
    }

    private static void judge(URI address, HttpResponse<String> response) throws DeliveryFailed {
        int status = response.statusCode();
        if (status >= 200 && status < 300) {
            return;
        }
        String body = response.body().strip();
        String reason = address + " answered " + status
                + (body.isEmpty() ? "" : ": " + body.substring(0, Math.min(SHOWN, body.length())));
        if (REJECTIONS.contains(status)) {
            throw DeliveryFailed.permanent(reason);
        }
        if (OVERLOADS.contains(status)) {
            throw DeliveryFailed.overloaded(reason, retryAfter(response));
        }
        throw DeliveryFailed.failed(reason);
    }

    private static Duration retryAfter(HttpResponse<String> response) {
        try {
            long seconds = response.headers().firstValueAsLong("Retry-After").orElse(0);
            return Duration.ofSeconds(Math.max(0, Math.min(seconds, LONGEST_PAUSE)));
        } catch (NumberFormatException aDate) {
            return Duration.ZERO;
        }
    }
}
