package org.meterflow.messages;

import java.io.IOException;
import java.net.ProxySelector;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/**
 * Brings what leaves to an address on the web, and judges the answer by its status alone. An exchange is over within its
 * time, whatever the other side does, and a receiver that asks for a pause gets one and is not given up for it.
 */
public final class Courier {

    private static final Set<Integer> OVERLOADS = Set.of(429, 503);
    private static final int CONNECTIONS = 64;
    private static final int READ_AT_MOST = 64 * 1024;
    private static final TimeValue TRUSTED_IDLE = TimeValue.ofMilliseconds(100);
    private static final TimeValue LONGEST_IDLE = TimeValue.ofSeconds(30);

    private final CloseableHttpClient client;
    private final ExecutorService threads = Executors.newCachedThreadPool(threads());
    private final Duration timeout;
    private final Set<Integer> rejections;

    /**
     * @param timeout for the whole exchange
     * @param rejections statuses with which a receiver says that it will never take this message
     */
    public Courier(Duration connectTimeout, Duration timeout, Set<Integer> rejections, OutgoingNetworks networks) {
        this.client = client(connectTimeout, timeout, networks);
        this.timeout = timeout;
        this.rejections = Set.copyOf(rejections);
    }

    /** It follows nobody elsewhere, keeps nothing, and offers no newer HTTP: receivers have been seen to hang up on the offer. */
    private static CloseableHttpClient client(Duration connectTimeout, Duration timeout, OutgoingNetworks networks) {
        return HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setDnsResolver(new JudgedNames(networks))
                        .setTlsSocketStrategy(DefaultClientTlsStrategy.createSystemDefault())
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(Timeout.of(connectTimeout))
                                .setSocketTimeout(Timeout.of(timeout))
                                .setValidateAfterInactivity(TRUSTED_IDLE)
                                .build())
                        .setMaxConnPerRoute(CONNECTIONS)
                        .setMaxConnTotal(CONNECTIONS)
                        .build())
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setProtocolUpgradeEnabled(false)
                        .setConnectionRequestTimeout(Timeout.of(timeout))
                        .setResponseTimeout(Timeout.of(timeout))
                        .build())
                .setProxySelector(ProxySelector.getDefault())
                .setUserAgent("Meterflow")
                .evictIdleConnections(LONGEST_IDLE)
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression()
                .build();
    }

    private static CustomizableThreadFactory threads() {
        CustomizableThreadFactory threads = new CustomizableThreadFactory("courier-");
        threads.setDaemon(true);
        return threads;
    }

    /** @throws DeliveryFailed when it was not taken, with whether and when to try again */
    public void bring(URI address, byte[] body, Map<String, String> headers) throws DeliveryFailed {
        HttpPost request = new HttpPost(address);
        request.setEntity(new ByteArrayEntity(body, null));
        headers.forEach(request::setHeader);
        judge(address, exchange(address, request));
    }

    /** A look-up of a name knows no deadline, and an answer may drip for ever: so the clock is kept from outside. */
    private Answer exchange(URI address, HttpPost request) throws DeliveryFailed {
        Future<Answer> answer = threads.submit(() -> send(request));
        try {
            return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException slow) {
            throw DeliveryFailed.unreachable(address + " did not answer within " + timeout.toSeconds() + " seconds");
        } catch (ExecutionException failed) {
            throw DeliveryFailed.unreachable(address + " " + why(failed.getCause()));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw DeliveryFailed.unreachable("Interrupted while sending to " + address);
        } finally {
            request.cancel();
            answer.cancel(true);
        }
    }

    private Answer send(HttpPost request) throws IOException {
        try (ClassicHttpResponse response = client.executeOpen(null, request, null)) {
            Answer answer = new Answer(response.getCode(), RetryAfter.of(response, Instant.now()));
            finish(response.getEntity());
            return answer;
        }
    }

    /** An answer that has been read to its end leaves the line for the next message; a longer one is cut off. */
    private static void finish(@Nullable HttpEntity entity) throws IOException {
        if (entity != null) {
            entity.getContent().readNBytes(READ_AT_MOST);
        }
    }

    private static String why(@Nullable Throwable failure) {
        if (failure instanceof OutgoingNetworks.OutOfBounds) {
            return "leads to this machine or into a private network, which " + OutgoingNetworks.SETTING
                    + " does not name";
        }
        if (failure instanceof UnknownHostException) {
            return "does not answer: its name is unknown";
        }
        return "does not answer: " + (failure == null ? "no reason is known" : failure.getMessage());
    }

    private void judge(URI address, Answer answer) throws DeliveryFailed {
        int status = answer.status();
        if (status >= 200 && status < 300) {
            return;
        }
        String reason = address + " answered with status " + status;
        if (rejections.contains(status)) {
            throw DeliveryFailed.permanent(reason);
        }
        if (OVERLOADS.contains(status)) {
            throw DeliveryFailed.overloaded(reason, answer.pause());
        }
        throw DeliveryFailed.failed(reason);
    }

    private record Answer(int status, Duration pause) {}
}
