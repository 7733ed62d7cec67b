package org.meterflow.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.meterflow.duis.DuisResponse;
import org.meterflow.duis.XmlText;
import org.meterflow.identifier.Eui64;
import org.meterflow.identifier.RequestId;
import org.meterflow.simulator.SimulatedSupplier;
import org.meterflow.simulator.SupplierRequest;

/**
 * Who deals with the platform while it is killed, and lives on: a user who asks meters and hears their answers, and the
 * registration body's webhook. Both are patient, and send again what was not answered.
 */
final class Correspondents implements AutoCloseable {

    /** Any meter's firmware may be read by an other user. */
    private static final Eui64 ADVISER = new Eui64("02-4D-46-00-00-06-00-00");

    private static final Eui64 DCC = new Eui64("90-B3-D5-1F-30-00-00-02");
    private static final String BODY = "RB-0001";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final SimulatedSupplier user;
    private final HttpServer webhook;
    private final ExecutorService senders = Executors.newFixedThreadPool(4);
    private final ExecutorService takers = Executors.newFixedThreadPool(4);
    private final Map<RequestId, byte[]> documents = new ConcurrentHashMap<>();
    private final Map<RequestId, Future<byte[]>> acknowledgements = new LinkedHashMap<>();

    /** By event id: each body that came under it, as often as it came. */
    private final Map<String, List<String>> notices = new ConcurrentHashMap<>();

    Correspondents(KillablePlatform platform) throws IOException {
        this.user = new SimulatedSupplier(
                ADVISER, DCC, List.of(platform.keys()), platform.duis(), platform.smki(), 0, Clock.systemUTC());
        this.webhook = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        webhook.setExecutor(takers);
        webhook.createContext("/", this::take);
        webhook.start();
        platform.database()
                .sql("update party_user set response_address = ? where eui = ?")
                .params(user.responseAddress().toString(), ADVISER.value())
                .update();
        platform.database()
                .sql("update party set webhook_address = ? where id = ?")
                .params("http://localhost:" + webhook.getAddress().getPort() + "/", BODY)
                .update();
        platform.database()
                .sql("insert into webhook_secret (party_id, secret, since) values (?, 'whsec_test', now())")
                .param(BODY)
                .update();
    }

    /** It takes a moment to answer, as others do: within it the platform may be killed. */
    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes());
            JsonNode event = JSON.readTree(body);
            List<String> same = notices.computeIfAbsent(event.path("id").asText(), id -> new ArrayList<>());
            synchronized (same) {
                same.add(body);
            }
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
            exchange.sendResponseHeaders(204, -1);
        }
    }

    /** Returns at once; each request is sent until it is acknowledged. */
    void ask(List<Eui64> meters) {
        for (Eui64 meter : meters) {
            SupplierRequest read = SupplierRequest.readFirmware(meter);
            RequestId id = user.nextId(read);
            documents.put(id, user.signed(read.document(id)));
            acknowledgements.put(id, senders.submit(() -> untilAcknowledged(read.service(), id)));
        }
    }

    private byte[] untilAcknowledged(char service, RequestId id) throws InterruptedException {
        while (true) {
            try {
                var answer = user.post(service, documents.get(id));
                if (answer.statusCode() == 200) {
                    return answer.body();
                }
            } catch (IOException unreachable) {
                // It is killed just now.
            }
            Thread.sleep(200);
        }
    }

    int asked() {
        return documents.size();
    }

    long deliveriesOfNotices() {
        return notices.values().stream().mapToLong(List::size).sum();
    }

    int noticesReceived() {
        return notices.size();
    }

    long answersReceived() {
        return user.received().stream()
                .filter(one -> one.requestId().isPresent())
                .count();
    }

    /** Each request was taken once, whatever was killed while it was sent. */
    void everyRequestWasTakenOnceAndAnsweredOnce(SwitchesUnderWay database) throws Exception {
        for (Map.Entry<RequestId, Future<byte[]>> each : acknowledgements.entrySet()) {
            byte[] first = each.getValue().get(5, TimeUnit.MINUTES);
            assertThat(DuisResponse.of(XmlText.parse(first)).code())
                    .as("acknowledgement of " + each.getKey())
                    .isEqualTo("I99");
            assertThat(user.post('S', documents.get(each.getKey())).body())
                    .as("the same request gets the same answer")
                    .isEqualTo(first);
        }
        assertThat(database.count("select count(*) from service_request where originator = '" + ADVISER + "'"))
                .as("requests on record")
                .isEqualTo(documents.size());
        assertThat(database.count("select count(*) from (select 1 from service_request where holds_id"
                        + " group by request_id, transform having count(*) > 1) twice"))
                .as("request ids held twice")
                .isZero();
        assertThat(database.count("select count(*) from (select 1 from meter_command where reference like"
                        + " 'service-request-%' group by reference having count(*) > 1) twice"))
                .as("requests put to their meter twice")
                .isZero();
        assertThat(database.count("select count(*) from service_response r join service_request q"
                        + " on q.id = r.service_request_id where q.originator = '" + ADVISER + "'"))
                .as("later answers, one to each request")
                .isEqualTo(documents.size());
    }

    /** A kill may have had an answer sent again: then it is the same one. */
    void everyAnswerCameAndItsRepetitionsAreTheSame(Duration patience) throws Exception {
        for (RequestId id : documents.keySet()) {
            assertThat(user.awaitAnswer(id, patience)).as("answer to " + id).isPresent();
        }
        Map<String, Set<String>> told = new TreeMap<>();
        user.received()
                .forEach(response -> response.requestId()
                        .ifPresent(id -> told.computeIfAbsent(id, unseen -> new TreeSet<>())
                                .add(response.responseId() + " " + response.code() + " " + response.time())));
        assertThat(told.keySet()).hasSize(documents.size());
        assertThat(told.values()).allSatisfy(same -> assertThat(same).hasSize(1));
    }

    /** Under one id, one notice; and no notice under two. */
    void everyNoticeCameUnderOneIdAndItsRepetitionsAreTheSame(SwitchesUnderWay database, Duration patience) {
        String ours = "from outbound_message where channel = 'webhook' and recipient = '" + BODY + "'";
        long until = System.nanoTime() + patience.toNanos();
        while (database.count("select count(*) " + ours + " and state <> 'SENT'") > 0 && System.nanoTime() < until) {
            LockSupport.parkNanos(Duration.ofMillis(500).toNanos());
        }
        assertThat(notices).hasSize(database.count("select count(*) " + ours));
        Set<String> said = new TreeSet<>();
        notices.forEach((id, bodies) -> {
            assertThat(Set.copyOf(bodies)).as("notice " + id).hasSize(1);
            assertThat(said.add(typeAndCase(bodies.get(0))))
                    .as("the notice " + bodies.get(0) + " came under two ids")
                    .isTrue();
        });
    }

    private static String typeAndCase(String body) {
        try {
            JsonNode event = JSON.readTree(body);
            return event.path("type").asText() + " " + event.path("subject").asText();
        } catch (IOException noJson) {
            throw new AssertionError(body, noJson);
        }
    }

    @Override
    public void close() {
        senders.shutdownNow();
        webhook.stop(0);
        takers.shutdownNow();
        user.close();
    }
}
