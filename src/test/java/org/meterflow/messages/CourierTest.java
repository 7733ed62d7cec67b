package org.meterflow.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What leaves, and how the other side's answer is judged. */
class CourierTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final byte[] BODY = "a notification".getBytes(StandardCharsets.UTF_8);

    private final List<Headers> received = new CopyOnWriteArrayList<>();
    private final AtomicInteger lookUps = new AtomicInteger();
    private volatile int status = 204;
    private volatile String retryAfter = "";
    private HttpServer receiver;

    @BeforeEach
    void a_receiver_on_this_machine() throws IOException {
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/", exchange -> {
            received.add(exchange.getRequestHeaders());
            exchange.getRequestBody().readAllBytes();
            if (!retryAfter.isEmpty()) {
                exchange.getResponseHeaders().add("Retry-After", retryAfter);
            }
            byte[] secret = "root:x:0:0".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, status == 204 ? -1 : secret.length);
            if (status != 204) {
                exchange.getResponseBody().write(secret);
            }
            exchange.close();
        });
        receiver.start();
    }

    @AfterEach
    void nobody_listens_any_more() {
        receiver.stop(0);
    }

    @Test
    void what_is_brought_offers_nothing_and_asks_for_nothing_beside() throws Exception {
        courier(List.of("loopback"), InetAddress::getAllByName)
                .bring(address("localhost"), BODY, Map.of("Content-Type", "application/xml; charset=UTF-8"));

        Headers headers = received.get(0);
        assertThat(headers.getFirst("Content-Type")).isEqualTo("application/xml; charset=UTF-8");
        assertThat(headers.getFirst("Content-Length")).isEqualTo(Integer.toString(BODY.length));
        assertThat(headers.getFirst("Host")).isEqualTo("localhost:" + port());
        assertThat(headers.getFirst("User-Agent")).isEqualTo("Meterflow");
        assertThat(headers).doesNotContainKeys("Upgrade", "Accept-encoding", "Expect", "Authorization", "Cookie");
    }

    @Test
    void nobody_is_led_to_this_machine_by_its_name() {
        DeliveryFailed refused = bringTo("localhost", courier(List.of(), InetAddress::getAllByName));

        assertThat(refused.reason())
                .contains("leads to this machine or into a private network")
                .contains("meterflow.messages.outgoing.private-networks");
        assertThat(refused.permanent()).as("an operator may still allow it").isFalse();
        assertThat(received).isEmpty();
    }

    @Test
    void a_name_that_led_elsewhere_when_it_was_set_is_judged_by_where_it_leads_now() {
        OutgoingNetworks networks = new OutgoingNetworks(List.of(), this::firstPublicThenOurs);
        URI address = address("rebinding.example.org");
        assertThat(networks.unfit(address)).as("when it is set").isEmpty();

        DeliveryFailed refused = bringTo(address, new Courier(PATIENCE, PATIENCE, Set.of(), networks));

        assertThat(refused.reason()).contains("leads to this machine");
        assertThat(received).isEmpty();
        assertThat(lookUps).as("one for the setting, one for the connection").hasValue(2);
    }

    private InetAddress[] firstPublicThenOurs(String host) throws UnknownHostException {
        String next = lookUps.getAndIncrement() == 0 ? "8.8.8.8" : "127.0.0.1";
        return new InetAddress[] {InetAddress.getByName(next)};
    }

    @Test
    void only_the_status_of_an_answer_is_shown() {
        status = 500;
        assertThat(bringTo("localhost", local()).reason())
                .isEqualTo(address("localhost") + " answered with status 500");
    }

    @ParameterizedTest
    @ValueSource(strings = {"60", "EEE, dd MMM yyyy HH:mm:ss 'GMT'", "EEEE, dd-MMM-yy HH:mm:ss 'GMT'"})
    void a_pause_is_kept_in_seconds_and_as_a_date(String form) {
        status = 503;
        retryAfter = form.equals("60") ? form : inAMinute(form);

        assertThat(bringTo("localhost", local()).retryAfter())
                .isBetween(Duration.ofSeconds(30), Duration.ofSeconds(61));
    }

    @ParameterizedTest
    @ValueSource(strings = {"86400", "999999999999999999", "Fri, 31 Dec 2100 23:59:59 GMT"})
    void nobody_gets_more_than_an_hour(String wish) {
        status = 429;
        retryAfter = wish;

        assertThat(bringTo("localhost", local()).retryAfter()).isEqualTo(Duration.ofHours(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "-5", "Sun, 06 Nov 1994 08:49:37 GMT", "99999999999999999999"})
    void a_pause_that_is_none_is_none(String wish) {
        status = 503;
        retryAfter = wish;

        assertThat(bringTo("localhost", local()).retryAfter()).isEqualTo(Duration.ZERO);
    }

    @Test
    void many_messages_go_one_after_the_other() {
        Courier courier = local();
        assertThatCode(() -> {
                    for (int message = 0; message < 200; message++) {
                        courier.bring(address("localhost"), BODY, Map.of());
                    }
                })
                .doesNotThrowAnyException();
        assertThat(received).hasSize(200);
    }

    private static String inAMinute(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, java.util.Locale.US)
                .withZone(ZoneOffset.UTC)
                .format(Instant.now().plusSeconds(60));
    }

    private Courier local() {
        return courier(List.of("loopback"), InetAddress::getAllByName);
    }

    private static Courier courier(List<String> networks, OutgoingNetworks.Names names) {
        return new Courier(PATIENCE, PATIENCE, Set.of(422), new OutgoingNetworks(networks, names));
    }

    private DeliveryFailed bringTo(String host, Courier courier) {
        return bringTo(address(host), courier);
    }

    private static DeliveryFailed bringTo(URI address, Courier courier) {
        return catchThrowableOfType(DeliveryFailed.class, () -> courier.bring(address, BODY, Map.of()));
    }

    private URI address(String host) {
        return URI.create("http://" + host + ":" + port() + "/hook");
    }

    private int port() {
        return receiver.getAddress().getPort();
    }
}
