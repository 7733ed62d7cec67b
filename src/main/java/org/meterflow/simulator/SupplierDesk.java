package org.meterflow.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.Supplier;
import org.meterflow.identifier.Eui64;

/**
 * A simulated supplier's desk: it receives the platform's notifications over its webhook, checks their signature, keeps each
 * once, objects to the switches it has been told to object to, agrees that erroneous transfers go back, signs the commands that
 * are wanted of its meters, and confirms what consumers were told.
 */
public final class SupplierDesk implements AutoCloseable {

    private final MarketApi api;
    private final SigningDesk signing;
    private final Door door;
    private final URI webhook;
    private final ExecutorService workers = Executors.newFixedThreadPool(2, SupplierDesk::named);
    private final ObjectMapper json = new ObjectMapper();
    private final Set<String> seen = ConcurrentHashMap.newKeySet();
    private final Map<String, Map<String, ?>> objections = new ConcurrentHashMap<>();
    private final Map<String, String> replies =
            new ConcurrentHashMap<>(Map.of("transferAgreementWanted", "agree", "readAgreementWanted", "disagree"));
    private volatile boolean bills = true;
    private volatile boolean reachesConsumers = true;
    private final List<Notice> notices = new CopyOnWriteArrayList<>();
    private volatile Supplier<String> secret = () -> "";
    private volatile Installer installer = new Installer(Optional::empty);

    /** @param data the event's data as JSON */
    public record Notice(String id, String type, String subject, String data) {}

    private SupplierDesk(MarketApi api, Door door, String path) {
        this.api = api;
        this.signing = new SigningDesk(api);
        this.door = door;
        this.webhook = door.address(path);
        door.on(path, this::receive);
    }

    /** @param port 0 for any free one */
    public static SupplierDesk open(MarketApi api, int port) {
        return behind(Door.open("localhost", port), "/notifications", api);
    }

    static SupplierDesk behind(Door door, String path, MarketApi api) {
        return new SupplierDesk(api, door, path);
    }

    private static Thread named(Runnable work) {
        Thread thread = new Thread(work, "simulated-supplier");
        thread.setDaemon(true);
        return thread;
    }

    public URI webhook() {
        return webhook;
    }

    /** The secret that the platform gave out when the webhook was registered. */
    public void secret(String given) {
        secret = () -> given;
    }

    /** Where the secret is found each time it is needed, since it may be renewed meanwhile. */
    void secretFrom(Supplier<String> source) {
        secret = source;
    }

    boolean hasSecret() {
        return !secret.get().isEmpty();
    }

    /** From now on the desk answers an invitation to this switch with an objection. */
    public void objectTo(String switchId, Map<String, ?> objection) {
        objections.put(switchId, objection);
    }

    /** What it answers from now on whenever it is asked this; nothing when that is empty. */
    public void reply(String question, Optional<String> answer) {
        answer.ifPresentOrElse(said -> replies.put(question, said), () -> replies.remove(question));
    }

    /** Whether it sends a final bill from now on, at once and with nothing left to give back. */
    public void billing(boolean sends) {
        bills = sends;
    }

    /** Whether the consumers that it is to tell something can be reached from now on. */
    public void reachesConsumers(boolean reaches) {
        reachesConsumers = reaches;
    }

    /** Has billed the consumer for the last time, and owes them this much. */
    public MarketApi.Answer sendFinalBill(String switchId, LocalDate billedOn, BigDecimal credit) {
        return api.send(
                "finalBillSent",
                "bill-" + switchId,
                Map.of("switchId", switchId, "billedOn", billedOn.toString(), "credit", credit));
    }

    public MarketApi.Answer refund(String switchId, LocalDate refundedOn, BigDecimal amount) {
        return api.send(
                "creditRefunded",
                "refund-" + switchId,
                Map.of("switchId", switchId, "refundedOn", refundedOn.toString(), "amount", amount));
    }

    /**
     * Says how the meter of a switch that it gains shall be set up.
     *
     * @param messageId the same again is the same message
     * @param settings as the schema of the message says
     */
    public MarketApi.Answer sendSettings(String messageId, Map<String, ?> settings) {
        return api.send("gainingSupplierSettings", messageId, settings);
    }

    /**
     * Says who looks after the meter of a switch that it gains, handles its data and owns it.
     *
     * @param agents market participant ids by the names of the message's fields
     */
    public MarketApi.Answer appointAgents(String switchId, Map<String, String> agents) {
        Map<String, String> data = new HashMap<>(agents);
        data.put("switchId", switchId);
        return api.send("agentsAppointed", "agents-" + switchId + "-" + data.hashCode(), data);
    }

    /** Whose keys it signs with, by the user who is asked. */
    public void signsAs(Function<Eui64, Optional<SimulatedSupplier>> users) {
        signing.users(users);
    }

    /** Whose devices its installer fits and takes away. */
    public void fitsIn(Supplier<Optional<Fleet>> fleet) {
        installer = new Installer(fleet);
    }

    /** @param order as its schema says; the job is the message's id too */
    public MarketApi.Answer orderInstallation(Map<String, ?> order) {
        return api.send("installationOrdered", "installation-" + order.get("jobId"), order);
    }

    /** @param order as its schema says; the job is the message's id too */
    public MarketApi.Answer requireExchange(Map<String, ?> order) {
        return api.send("exchangeRequired", "exchange-" + order.get("jobId"), order);
    }

    /** What it does from now on with commands that it is to sign. */
    public void signing(SigningHabit habit) {
        signing.habit(habit);
    }

    /** For which services it does not sign from now on, by their reference variants. */
    public void refusesToSign(Set<String> services) {
        signing.refuse(services);
    }

    /**
     * Returns a command that was to be signed.
     *
     * @param messageId the same again is the same message
     */
    public MarketApi.Answer returnSigned(String messageId, String command, byte[] signed) {
        return signing.send(messageId, command, signed);
    }

    public MarketApi.Answer refuseToSign(String command, String reason) {
        return signing.refuse(command, reason);
    }

    /** Wants the command with a counter of its own. */
    public MarketApi.Answer chooseCounter(String command, long counter) {
        return signing.choose(command, counter);
    }

    /** @param incident as its schema says; its reference is the message's id too */
    public MarketApi.Answer raiseIncident(Map<String, ?> incident) {
        return api.send("incidentRaised", "incident-" + incident.get("reference"), incident);
    }

    /** Withdraws as the gaining supplier. */
    public MarketApi.Answer withdraw(String switchId, String reason) {
        return api.send("switchWithdrawn", "withdrawal-" + switchId, Map.of("switchId", switchId, "reason", reason));
    }

    /** Annuls as the losing supplier. */
    public MarketApi.Answer annul(String switchId, String reason) {
        return api.send("switchAnnulled", "annulment-" + switchId, Map.of("switchId", switchId, "reason", reason));
    }

    /** Objects as the losing supplier, at once and whether invited or not. */
    public MarketApi.Answer object(String switchId, Map<String, ?> objection) {
        return api.send("objectionRaised", "objection-" + switchId, objection);
    }

    public List<Notice> notices() {
        return List.copyOf(notices);
    }

    /** The notices about one switch, by type, in the order they came. */
    public List<String> noticesOf(String switchId) {
        return notices.stream()
                .filter(notice -> notice.subject().equals(switchId))
                .map(Notice::type)
                .toList();
    }

    private void receive(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            boolean ours = WebhookSignature.isValid(
                    exchange.getRequestHeaders().getFirst("Meterflow-Signature"), secret.get(), body);
            if (ours) {
                take(json.readTree(body));
            }
            exchange.sendResponseHeaders(ours ? 204 : 401, -1);
        }
    }

    private void take(JsonNode event) {
        Notice notice = new Notice(
                event.path("id").asText(),
                event.path("type").asText(),
                event.path("subject").asText(),
                event.path("data").toString());
        if (!seen.add(notice.id())) {
            return;
        }
        notices.add(notice);
        if (notice.type().equals("signatureWanted")) {
            workers.execute(() -> signing.answer(notice.id(), event.path("data")));
            return;
        }
        Map<String, ?> objection = objections.get(notice.subject());
        if (notice.type().equals("interventionInvited") && objection != null) {
            workers.execute(() -> api.send("objectionRaised", "objection-" + notice.subject(), objection));
        }
        String reply = replies.get(notice.type());
        if (reply != null) {
            workers.execute(() -> answer(event.path("data").path("question").asText(), reply));
        }
        if (notice.type().equals("finalBillWanted") && bills) {
            workers.execute(() -> bill(notice.subject(), event));
        }
        if (notice.type().equals("fittingWanted")) {
            workers.execute(() -> installer.work(event.path("data")));
        }
        if (notice.type().equals("compensationDue")) {
            workers.execute(() -> pay(notice.subject(), event));
        }
        if (notice.type().equals("consumerNotice")) {
            workers.execute(() ->
                    confirm(notice.subject(), event.path("data").path("channel").asText("post")));
        }
    }

    private void bill(String subject, JsonNode event) {
        String switchId = event.path("data").path("switchId").asText(subject);
        api.send(
                "finalBillSent",
                "bill-" + switchId,
                Map.of(
                        "switchId",
                        switchId,
                        "billedOn",
                        event.path("time").asText().substring(0, 10)));
    }

    private void answer(String question, String reply) {
        api.send("questionAnswered", "answer-" + question, Map.of("question", question, "answer", reply));
    }

    /** It pays the consumer on the day of the platform's notification, and says so. */
    private void pay(String compensation, JsonNode event) {
        api.send(
                "compensationPaid",
                "paid-" + compensation,
                Map.of(
                        "compensation", compensation,
                        "amount", event.path("data").path("amount").decimalValue(),
                        "paidOn", event.path("time").asText().substring(0, 10)));
    }

    /** It has told the consumer, as it was asked to, or could not, and says so. */
    private void confirm(String notice, String channel) {
        api.send(
                "consumerNoticeSettled",
                "told-" + notice,
                reachesConsumers
                        ? Map.of("notice", notice, "outcome", "told", "channel", channel, "format", "standard")
                        : Map.of("notice", notice, "outcome", "undeliverable", "reason", "The letter came back"));
    }

    @Override
    public void close() {
        door.close();
        workers.shutdownNow();
    }
}
