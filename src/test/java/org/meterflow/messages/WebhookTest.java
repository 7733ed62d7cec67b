package org.meterflow.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.meterflow.calendar.DemoClock;
import org.meterflow.party.Parties;
import org.meterflow.party.Party;
import org.meterflow.party.PartyStatus;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@PostOfficeTest
class WebhookTest {

    private record Call(String signature, String contentType, byte[] body) {}

    /** How the receiver answers. */
    private interface Answer {
        void give(HttpExchange exchange) throws IOException;
    }

    @Autowired
    Notifications notifications;

    @Autowired
    Webhooks webhooks;

    @Autowired
    Outbox outbox;

    @Autowired
    Parties parties;

    @Autowired
    DemoClock clock;

    @Autowired
    ObjectMapper json;

    @Autowired
    PlatformTransactionManager transactions;

    private final String party = "SP-" + UUID.randomUUID();
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private volatile Answer answer = exchange -> exchange.sendResponseHeaders(204, -1);
    private HttpServer receiver;

    @BeforeEach
    void a_party_listens() throws IOException {
        parties.add(new Party(party, "Sample Supply", Set.of(), List.of(), PartyStatus.LIVE, Set.of(), null));
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.setExecutor(Executors.newCachedThreadPool());
        receiver.createContext("/hook", exchange -> {
            calls.add(new Call(
                    exchange.getRequestHeaders().getFirst("Meterflow-Signature"),
                    exchange.getRequestHeaders().getFirst("Content-Type"),
                    exchange.getRequestBody().readAllBytes()));
            answer.give(exchange);
            exchange.close();
        });
        receiver.start();
    }

    @AfterEach
    void the_party_stops_listening() {
        receiver.stop(0);
    }

    @Test
    void a_party_without_a_webhook_finds_its_notifications_kept() {
        String id = notifications.notifyParty(party, "switchConfirmed", "SW-1", Map.of("mpxn", "1200023305967"));
        awaitState(id, OutboxState.KEPT);
        assertThat(notifications.of(party, 0, 10)).extracting(OutboxEntry::id).containsExactly(id);
        assertThat(outbox.find(id).orElseThrow().reason()).contains("has no webhook");
    }

    @Test
    void an_address_that_is_no_web_address_is_refused() {
        assertThatThrownBy(() -> webhooks.register(party, URI.create("ftp://example.org/"), "olivia"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ftp://example.org/");
        assertThatThrownBy(() -> webhooks.register(party, URI.create("http:///nowhere"), "olivia"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> webhooks.register(party, URI.create("http://127.1/"), "olivia"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> webhooks.register(party, URI.create("http://169.254.169.254/latest"), "olivia"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("169.254.169.254 is this machine or in a private network");
        assertThat(parties.find(party).orElseThrow().webhookAddress()).isNull();
    }

    @Test
    void a_name_and_password_in_an_address_are_refused_and_not_repeated() {
        assertThatThrownBy(() -> webhooks.register(party, URI.create("https://olivia:secret@example.org/"), "olivia"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("without a name and password")
                .hasMessageNotContaining("secret");
        assertThatThrownBy(() -> parties.changeWebhook(party, URI.create("https://olivia:secret@example.org/")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("secret");
    }

    @Test
    void a_notification_is_a_signed_cloud_event() throws Exception {
        String secret = webhooks.register(party, hook(), "olivia");
        String id = notifications.notifyParty(party, "switchConfirmed", "SW-1", Map.of("mpxn", "1200023305967"));
        awaitState(id, OutboxState.SENT);

        assertThat(calls).hasSize(1);
        Call call = calls.get(0);
        assertThat(call.contentType).isEqualTo("application/cloudevents+json");
        assertThat(verifies(call, secret)).isTrue();
        assertThat(verifies(call, "another secret")).isFalse();
        JsonNode event = json.readTree(call.body);
        assertThat(event.get("specversion").asText()).isEqualTo("1.0");
        assertThat(event.get("id").asText()).isEqualTo(id);
        assertThat(event.get("type").asText()).isEqualTo("switchConfirmed");
        assertThat(event.get("subject").asText()).isEqualTo("SW-1");
        assertThat(event.at("/data/mpxn").asText()).isEqualTo("1200023305967");
    }

    @Test
    void while_a_secret_changes_both_are_good_and_afterwards_only_the_new_one() {
        String former = webhooks.register(party, hook(), "olivia");
        String current = webhooks.renewSecret(party, "olivia");
        awaitState(notifications.notifyParty(party, "switchConfirmed", "SW-1", Map.of()), OutboxState.SENT);
        assertThat(verifies(calls.get(0), former)).isTrue();
        assertThat(verifies(calls.get(0), current)).isTrue();

        clock.advance(Duration.ofHours(25));
        awaitState(notifications.notifyParty(party, "switchConfirmed", "SW-1", Map.of()), OutboxState.SENT);
        assertThat(verifies(calls.get(1), former)).isFalse();
        assertThat(verifies(calls.get(1), current)).isTrue();
    }

    @Test
    void a_receiver_that_is_too_slow_gets_the_same_event_again() {
        webhooks.register(party, hook(), "olivia");
        answer = exchange -> {
            answer = again -> again.sendResponseHeaders(200, -1);
            sleep(8000);
        };
        String id = notifications.notifyParty(party, "switchConfirmed", "SW-1", Map.of());
        awaitState(id, OutboxState.SENT);
        assertThat(calls).hasSize(2);
        assertThat(calls.get(1).body).isEqualTo(calls.get(0).body);
        assertThat(outbox.find(id).orElseThrow().attempts()).isEqualTo(2);
    }

    @Test
    void an_answer_that_never_ends_does_not_hold_the_platform_up() {
        webhooks.register(party, hook(), "olivia");
        answer = exchange -> {
            answer = again -> again.sendResponseHeaders(200, -1);
            exchange.sendResponseHeaders(200, 0);
            for (int drop = 0; drop < 40; drop++) {
                exchange.getResponseBody().write(' ');
                exchange.getResponseBody().flush();
                sleep(200);
            }
        };
        String id = notifications.notifyParty(party, "switchConfirmed", "SW-1", Map.of());
        awaitState(id, OutboxState.SENT);
        assertThat(outbox.find(id).orElseThrow().attempts()).isEqualTo(2);
    }

    @Test
    void a_rejection_is_final_and_only_its_status_is_shown() {
        webhooks.register(party, hook(), "olivia");
        answer = exchange -> {
            byte[] text = "We do not know this case".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(422, text.length);
            exchange.getResponseBody().write(text);
        };
        String id = notifications.notifyParty(party, "switchConfirmed", "SW-1", Map.of());
        awaitState(id, OutboxState.DEAD);
        assertThat(calls).hasSize(1);
        assertThat(outbox.find(id).orElseThrow().reason()).endsWith(" answered with status 422");
    }

    @Test
    void a_receiver_that_asks_for_a_pause_gets_it() {
        webhooks.register(party, hook(), "olivia");
        answer = exchange -> {
            answer = again -> again.sendResponseHeaders(200, -1);
            exchange.getResponseHeaders().add("Retry-After", "1");
            exchange.sendResponseHeaders(429, -1);
        };
        long before = System.nanoTime();
        awaitState(notifications.notifyParty(party, "switchConfirmed", "SW-1", Map.of()), OutboxState.SENT);
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThan(Duration.ofMillis(950));
    }

    @Test
    void a_redirect_is_not_followed() {
        webhooks.register(party, hook(), "olivia");
        answer = exchange -> {
            answer = again -> again.sendResponseHeaders(200, -1);
            exchange.getResponseHeaders().add("Location", "http://localhost:1/elsewhere");
            exchange.sendResponseHeaders(302, -1);
        };
        awaitState(notifications.notifyParty(party, "switchConfirmed", "SW-1", Map.of()), OutboxState.SENT);
        assertThat(calls).hasSize(2);
    }

    @Test
    void a_closed_door_is_tried_until_it_opens() throws IOException {
        webhooks.register(party, hook(), "olivia");
        InetSocketAddress address = receiver.getAddress();
        receiver.stop(0);
        String id = notifications.notifyParty(party, "switchConfirmed", "SW-1", Map.of());
        awaitState(id, OutboxState.RETRYING);
        assertThat(outbox.find(id).orElseThrow().reason()).contains("does not answer");

        receiver = HttpServer.create(address, 0);
        receiver.createContext("/hook", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        receiver.start();
        awaitState(id, OutboxState.SENT);
    }

    @Test
    void one_recipient_gets_a_thousand_notifications_in_order() throws IOException {
        webhooks.register(party, hook(), "olivia");
        int count = 1000;
        List<String> ids = new TransactionTemplate(transactions)
                .execute(status -> IntStream.range(0, count)
                        .mapToObj(number -> notifications.notifyParty(
                                party, "switchConfirmed", "SW-" + number, Map.of("number", number)))
                        .toList());
        awaitState(ids.get(count - 1), OutboxState.SENT);
        List<Integer> numbers = new ArrayList<>();
        for (Call call : calls) {
            numbers.add(json.readTree(call.body).at("/data/number").asInt());
        }
        assertThat(numbers.stream().distinct())
                .containsExactlyElementsOf(IntStream.range(0, count).boxed().toList());
    }

    private URI hook() {
        return URI.create("http://localhost:" + receiver.getAddress().getPort() + "/hook");
    }

    private void awaitState(String id, OutboxState state) {
        await().atMost(Duration.ofMinutes(2))
                .until(() -> outbox.find(id).orElseThrow().state() == state);
    }

    /** Written from the published description, not with the platform's own code. */
    private static boolean verifies(Call call, String secret) {
        try {
            String[] parts = call.signature.split(",");
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            mac.update((parts[0].substring("t=".length()) + ".").getBytes(StandardCharsets.UTF_8));
            String expected = "v1=" + HexFormat.of().formatHex(mac.doFinal(call.body));
            return List.of(parts).contains(expected);
        } catch (java.security.GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
