package org.meterflow.process.topup;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.meterflow.calendar.DemoClock;
import org.meterflow.demo.DemoMarket;
import org.meterflow.demo.DemoTown;
import org.meterflow.identifier.Eui64;
import org.meterflow.identifier.Fuel;
import org.meterflow.identifier.Mpid;
import org.meterflow.identifier.Mpxn;
import org.meterflow.market.Market;
import org.meterflow.messages.ApiClients;
import org.meterflow.messages.Notifications;
import org.meterflow.metering.CommandState.Stage;
import org.meterflow.metering.Meters;
import org.meterflow.process.CaseDetails;
import org.meterflow.process.CaseKey;
import org.meterflow.process.TaskQuery;
import org.meterflow.process.TaskQuery.Claim;
import org.meterflow.process.WorkItem;
import org.meterflow.process.engine.CasePaths;
import org.meterflow.process.engine.Cases;
import org.meterflow.process.engine.Tasks;
import org.meterflow.process.engine.WaitingTasks;
import org.meterflow.simulator.AtHome;
import org.meterflow.simulator.Fleet;
import org.meterflow.simulator.MarketApi;
import org.meterflow.team.Members;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;

/** The words in which top-ups are told: a payment provider's program over HTTP, meters over their hubs' lines. */
@TestComponent
class TopUpStory {

    static final String CORNER_PAY = "PP-0001";
    static final String ALDER = "SP-0001";
    static final String BIRCH = "SP-0002";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final DemoMarket market;
    private final DemoTown town;
    private final DemoClock clock;
    private final ApiClients clients;
    private final Notifications notifications;
    private final CasePaths paths;
    private final Cases cases;
    private final Tasks tasks;
    private final WaitingTasks waiting;
    private final Members members;
    private final Meters meters;
    private final ServletWebServerApplicationContext server;
    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient http = HttpClient.newHttpClient();
    private final Set<String> used = new HashSet<>();
    private final Set<String> cutOff = new HashSet<>();
    private String key = "";

    TopUpStory(
            DemoMarket market,
            DemoTown town,
            Clock clock,
            ApiClients clients,
            Notifications notifications,
            CasePaths paths,
            Cases cases,
            Tasks tasks,
            WaitingTasks waiting,
            Members members,
            Meters meters,
            ServletWebServerApplicationContext server) {
        this.market = market;
        this.town = town;
        this.clock = (DemoClock) clock;
        this.clients = clients;
        this.notifications = notifications;
        this.paths = paths;
        this.cases = cases;
        this.tasks = tasks;
        this.waiting = waiting;
        this.members = members;
        this.meters = meters;
        this.server = server;
    }

    record Answer(int status, JsonNode body) {

        String utrn() {
            return body.path("utrn").asText();
        }

        String problem() {
            return body.path("type").asText().replace("urn:meterflow:problem:", "");
        }
    }

    // ── given ──

    static String aReference() {
        return "PZ-" + UUID.randomUUID().toString().substring(0, 8);
    }

    /** A home that no other test minds. */
    String aHome(Fuel fuel, Market.PaymentMode mode) {
        return aHome(fuel, mode, supply -> true);
    }

    synchronized String aHome(Fuel fuel, Market.PaymentMode mode, Predicate<Market.Supply> fits) {
        String found = market.market().orElseThrow().homes().stream()
                .flatMap(home -> home.supplies().stream())
                .filter(supply -> supply.mpxn().fuel() == fuel && supply.payment() == mode)
                .filter(fits)
                .map(supply -> supply.mpxn().value())
                .filter(mpxn -> !used.contains(mpxn))
                .findFirst()
                .orElseThrow();
        used.add(found);
        return found;
    }

    String aPrepaymentHome() {
        return aHome(Fuel.ELECTRICITY, Market.PaymentMode.PREPAYMENT);
    }

    Market.Supply supply(String mpxn) {
        return market.market().orElseThrow().homes().stream()
                .flatMap(home -> home.supplies().stream())
                .filter(supply -> supply.mpxn().equals(new Mpxn(mpxn)))
                .findFirst()
                .orElseThrow();
    }

    private Eui64 hub(String mpxn) {
        return market.market().orElseThrow().homes().stream()
                .filter(home -> home.supplies().contains(supply(mpxn)))
                .findFirst()
                .orElseThrow()
                .hub();
    }

    Eui64 meter(String mpxn) {
        return supply(mpxn).meter();
    }

    Fleet fleet() {
        return town.fleet().orElseThrow();
    }

    AtHome atHome(String mpxn) {
        return fleet().atHome(meter(mpxn));
    }

    void theHubIsCutOff(String mpxn, boolean is) {
        fleet().offline(hub(mpxn), is);
        cutOff.add(mpxn);
        await().atMost(PATIENCE).until(() -> fleet().isConnected(hub(mpxn)) != is);
    }

    void everybodyHasPower() {
        cutOff.forEach(mpxn -> fleet().offline(hub(mpxn), false));
        cutOff.clear();
    }

    BigDecimal balance(String mpxn) {
        return requireNonNull(fleet().device(meter(mpxn)).account()).balance();
    }

    // ── when ──

    static Map<String, Object> payment(String reference, String mpxn, String amount) {
        return Map.of("paymentReference", reference, "mpxn", mpxn, "amount", new BigDecimal(amount), "channel", "SHOP");
    }

    Answer pays(String reference, String mpxn, String amount) {
        return sends(payment(reference, mpxn, amount));
    }

    Answer sends(Map<String, ?> payment) {
        try {
            return sends(json.writeValueAsString(payment), key());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    synchronized String key() {
        if (key.isEmpty()) {
            key = keyOf(CORNER_PAY, "payment-provider");
        }
        return key;
    }

    String keyOf(String party, String role) {
        return clients.create(party, "tills", Set.of(role), "the test").key();
    }

    Answer sends(String body, String apiKey) {
        return asks("POST", "/api/top-ups", HttpRequest.BodyPublishers.ofString(body), apiKey);
    }

    Answer sees(String reference) {
        return asks("GET", "/api/top-ups/" + reference, HttpRequest.BodyPublishers.noBody(), key());
    }

    private Answer asks(String method, String path, HttpRequest.BodyPublisher body, String apiKey) {
        HttpRequest request = HttpRequest.newBuilder(platform().resolve(path))
                .header("X-API-Key", apiKey)
                .header("Content-Type", "application/json")
                .method(method, body)
                .build();
        try {
            HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
            return new Answer(response.statusCode(), json.readTree(response.body()));
        } catch (IOException unreachable) {
            throw new UncheckedIOException(unreachable);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    private URI platform() {
        return URI.create("http://localhost:" + server.getWebServer().getPort());
    }

    /** The account is read and told slowly; what the meter does next, nobody hears of. */
    void theAnswerToTheTokenIsLost(String reference, String mpxn) {
        String read = caseOf(reference).caseId() + ":balance:0#1";
        await().atMost(PATIENCE)
                .until(() -> meters.stage(read).filter(Stage.SENT::equals).isPresent());
        await().pollDelay(Duration.ofSeconds(1)).until(() -> true);
        fleet().loseAnswers(meter(mpxn), 1);
        await().atMost(PATIENCE)
                .until(() -> meters.stage(caseOf(reference).caseId() + ":2.2")
                        .filter(Stage.SENT::equals)
                        .isPresent());
        fleet().slow(meter(mpxn), Duration.ZERO);
    }

    /** Looks before it may take their time; the token itself is given as much as it needs. */
    void untilTheTokenHasLeft(String reference) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(300)).until(() -> {
            Optional<Stage> stage = meters.stage(caseOf(reference).caseId() + ":2.2");
            if (stage.isEmpty()) {
                clock.advance(Duration.ofSeconds(5));
            }
            return stage.filter(Stage.SENT::equals).isPresent();
        });
    }

    void untilTheTokenIsAnswered(String reference) {
        await().atMost(PATIENCE)
                .until(() -> meters.stage(caseOf(reference).caseId() + ":2.2")
                        .filter(Stage.ANSWERED::equals)
                        .isPresent());
    }

    /** The answer does not come in the time that an attempt has. */
    void untilTheAttemptIsOver(String reference) {
        await().atMost(PATIENCE).pollInterval(Duration.ofSeconds(4)).until(() -> {
            boolean over = details(reference).active().contains("retryAwaited");
            if (!over) {
                clock.advance(Duration.ofSeconds(31));
            }
            return over;
        });
    }

    /** @return the platform's verdict */
    String saysRefunded(String reference) {
        MarketApi.Answer answer = new MarketApi(platform(), "/tills", key())
                .send("topUpRefunded", "refund-" + reference, Map.of("paymentReference", reference));
        assertThat(answer.status()).as(answer.body()).isEqualTo(202);
        return answer.body();
    }

    void passes(Duration time) {
        clock.advance(time);
    }

    // ── then ──

    static CaseKey caseOf(String reference) {
        return new CaseKey("topUp", CORNER_PAY + ":" + reference);
    }

    CaseDetails details(String reference) {
        return paths.details(caseOf(reference)).orElseThrow();
    }

    void isAt(String reference, String element) {
        await().atMost(PATIENCE).until(() -> details(reference).active().contains(element));
    }

    /** While the home is cut off nothing can be lost by moving the clock. */
    void isAtInTime(String reference, String element, Duration step) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(300)).until(() -> {
            boolean there = details(reference).active().contains(element);
            if (!there) {
                clock.advance(step);
            }
            return there;
        });
    }

    void waitsForTheMeter(String reference) {
        isAtInTime(reference, "retryAwaited", Duration.ofSeconds(30));
    }

    CaseDetails ends(String reference) {
        await().atMost(PATIENCE).until(() -> !cases.isRunning(caseOf(reference)));
        return details(reference);
    }

    /** Of a home that stays cut off. */
    CaseDetails endsInTime(String reference, Duration step) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(400)).until(() -> {
            boolean running = cases.isRunning(caseOf(reference));
            if (running) {
                clock.advance(step);
            }
            return !running;
        });
        return details(reference);
    }

    Map<String, String> facts(String reference) {
        return details(reference).facts().facts().plain();
    }

    /** The notice as it was sent; empty when it was not. */
    Optional<JsonNode> notice(String party, String reference, String type) {
        return notifications.of(party, 0, 1000).stream()
                .filter(entry -> entry.message().key().equals(caseOf(reference).caseId())
                        && entry.message().name().equals(type))
                .map(entry -> {
                    try {
                        return json.readTree(entry.message().body()).path("data");
                    } catch (IOException broken) {
                        throw new UncheckedIOException(broken);
                    }
                })
                .findFirst();
    }

    /** @param answers completes it */
    void aPersonDecides(String reference, String team, Map<String, String> answers) {
        members.set("olga", Set.of(team), "the test");
        WorkItem task = await().atMost(PATIENCE)
                .until(
                        () -> waiting.find(TaskQuery.of("olga", Claim.NOBODY, 50)).stream()
                                .filter(one -> one.key().equals(caseOf(reference)))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
        assertThat(tasks.complete(task.id(), answers, "olga")).isEmpty();
    }

    /** The payment provider says nothing for so long that a person asks, and hears that it keeps the money. */
    void endsAfterTheRefundIsOverdue(String reference) {
        isAtInTime(reference, "chaseRefund", Duration.ofDays(2));
        aPersonDecides(
                reference, "dcc-finance", Map.of("outcome", "notRefunded", "note", "The provider said so by phone"));
        ends(reference);
    }

    Mpid supplierOf(String mpxn) {
        return supply(mpxn).supplier();
    }
}
