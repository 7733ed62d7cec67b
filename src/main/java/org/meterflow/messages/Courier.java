package org.meterflow.messages;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Brings what leaves to an address on the web, and judges the answer. An exchange is over within its time, whatever the
 * other side does, and a receiver that asks for a pause gets one and is not given up for it.
 */
public final class Courier {

    private static final Set<Integer> OVERLOADS = Set.of(429, 503);
    private static final int SHOWN = 200;
    private static final long LONGEST_PAUSE = 3600;

    private final HttpClient client;
    private final Duration timeout;
    private final Set<Integer> rejections;

    /**
     * @param timeout for the whole exchange
     * @param rejections statuses with which a receiver says that it will never take this message
     */
    public Courier(Duration connectTimeout, Duration timeout, Set<Integer> rejections) {
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(connectTimeout)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        this.timeout = timeout;
        this.rejections = Set.copyOf(rejections);
    }

    /** @throws DeliveryFailed when it was not taken, with whether and when to try again */
    public void bring(URI address, HttpRequest.Builder request) throws DeliveryFailed {
        judge(address, send(address, request.uri(address).timeout(timeout).build()));
    }

    /** The request's own time-out ends with the answer's first line. */
    private HttpResponse<String> send(URI address, HttpRequest request) throws DeliveryFailed {
        CompletableFuture<HttpResponse<String>> answer = client.sendAsync(request, head -> new FirstBytes());
        try {
            return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException slow) {
            answer.cancel(true);
            throw DeliveryFailed.unreachable(address + " did not answer within " + timeout);
        } catch (ExecutionException failed) {
            Throwable why = failed.getCause() == null ? failed : failed.getCause();
            String text = why.getMessage() == null ? why.getClass().getSimpleName() : why.getMessage();
            throw DeliveryFailed.unreachable(address + " does not answer: " + text);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw DeliveryFailed.unreachable("Interrupted while sending to " + address);
        }
    }

    private void judge(URI address, HttpResponse<String> response) throws DeliveryFailed {
        int status = response.statusCode();
        if (status >= 200 && status < 300) {
            return;
        }
        String body = response.body().strip();
        String reason = address + " answered with status " + status
                + (body.isEmpty() ? "" : ": " + body.substring(0, Math.min(SHOWN, body.length())));
        if (rejections.contains(status)) {
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
