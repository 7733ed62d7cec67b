package org.meterflow.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.camunda.bpm.engine.RepositoryService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.meterflow.calendar.BusinessCalendar;
import org.meterflow.calendar.DemoClock;
import org.meterflow.identifier.Fuel;
import org.meterflow.identifier.Mpid;
import org.meterflow.identifier.Mpxn;
import org.meterflow.messages.Inbox;
import org.meterflow.messages.MessageCatalogue;
import org.meterflow.messages.NoticeCatalogue;
import org.meterflow.messages.Notifications;
import org.meterflow.messages.Receipt;
import org.meterflow.messages.Sender;
import org.meterflow.party.Parties;
import org.meterflow.party.Party;
import org.meterflow.party.PartyStatus;
import org.meterflow.process.CaseFacts;
import org.meterflow.process.CaseKey;
import org.meterflow.process.CaseViews;
import org.meterflow.process.TaskQuery;
import org.meterflow.process.Timeline;
import org.meterflow.process.TimelineEntry;
import org.meterflow.process.WorkItem;
import org.meterflow.process.engine.ModelCheck;
import org.meterflow.process.engine.ModelFile;
import org.meterflow.registration.Energisation;
import org.meterflow.registration.MeterPoint;
import org.meterflow.registration.Registrations;
import org.springframework.beans.factory.annotation.Autowired;

/** A process owner has placed a box behind the judgement of an inspection, and a supplier called Rowan speaks and is spoken to. */
abstract class PlacedBoxAtTheConsole extends AtTheConsole {

    static final Map<String, String> FAULTY = Map.of("faulty", "yes", "note", "Its display is dark");
    static final String ROWAN = "SP-0871";

    @Autowired
    RepositoryService repository;

    @Autowired
    Timeline timeline;

    @Autowired
    DemoClock clock;

    @Autowired
    Parties parties;

    @Autowired
    Inbox inbox;

    @Autowired
    Notifications notifications;

    @Autowired
    NoticeCatalogue notices;

    @Autowired
    MessageCatalogue catalogue;

    @Autowired
    Registrations registrations;

    @Autowired
    CaseViews views;

    @Autowired
    BusinessCalendar calendar;

    @Autowired
    ModelCheck check;

    private final List<String> deployments = new ArrayList<>();

    @BeforeAll
    void aSupplierIsThere() {
        List.of("aisha", "ben")
                .forEach(name -> members.set(name, Set.of("operations", "scheduling", "field"), "priya"));
        if (parties.find(ROWAN).isEmpty()) {
            parties.add(new Party(
                    ROWAN,
                    "Rowan Energy",
                    Set.of(new Mpid("ROWN")),
                    List.of(),
                    PartyStatus.LIVE,
                    Set.of(Fuel.ELECTRICITY),
                    null));
        }
    }

    @AfterEach
    void theFormerDiagramCountsAgain() {
        deployments.forEach(each -> repository.deleteDeployment(each, true));
        deployments.clear();
    }

    // ── what the owner draws ──

    static String box(String step, Map<String, String> said) {
        StringBuilder properties = new StringBuilder();
        said.forEach((name, value) -> properties
                .append("<camunda:property name=\"")
                .append(name)
                .append("\" value=\"")
                .append(value)
                .append("\"/>"));
        return """
                <bpmn:callActivity id="step" name="The step" calledElement="%s">
                  <bpmn:extensionElements><camunda:properties>%s</camunda:properties></bpmn:extensionElements>
                  <bpmn:incoming>toStep</bpmn:incoming><bpmn:outgoing>toGood</bpmn:outgoing>
                </bpmn:callActivity>""".formatted(step, properties);
    }

    void deploy(String box, String condition) {
        ModelFile file = diagram(box, condition);
        assertThat(check.look(List.of(file)).wrong()).isEmpty();
        deployments.add(repository
                .createDeployment()
                .addString(file.name(), new String(file.content(), StandardCharsets.UTF_8))
                .deploy()
                .getId());
    }

    /** The inspection with the box behind its judgement; it goes on to the repair when the condition holds. */
    ModelFile diagram(String box, String condition) {
        String way = """
                <bpmn:sequenceFlow id="toStep" sourceRef="judgeFinding" targetRef="step"/>
                %s
                <bpmn:sequenceFlow id="toGood" sourceRef="step" targetRef="good"/>
                <bpmn:exclusiveGateway id="good" name="Good?" default="differs">
                  <bpmn:incoming>toGood</bpmn:incoming><bpmn:outgoing>agreed</bpmn:outgoing><bpmn:outgoing>differs</bpmn:outgoing>
                </bpmn:exclusiveGateway>
                <bpmn:sequenceFlow id="agreed" name="Yes" sourceRef="good" targetRef="faulty">
                  <bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">%s</bpmn:conditionExpression>
                </bpmn:sequenceFlow>
                <bpmn:sequenceFlow id="differs" name="No" sourceRef="good" targetRef="judgeFinding"/>
                """.formatted(box, condition.replace("<", "&lt;").replace(">", "&gt;"));
        String changed = ChangedInspection.with(way, "toStep", "agreed");
        return new ModelFile("meter-inspection.bpmn", changed.getBytes(StandardCharsets.UTF_8));
    }

    // ── what happens ──

    CaseKey aJudgedCase(String meterPoint) {
        CaseKey inspection = aCaseThatWaitsForAPerson(meterPoint);
        assertThat(tasks.complete(taskOf(inspection).id(), FAULTY, "aisha")).isEmpty();
        return inspection;
    }

    /** The party has been asked. */
    CaseKey aCaseAtTheStep(String meterPoint) {
        CaseKey inspection = aJudgedCase(meterPoint);
        await().atMost(Duration.ofMinutes(1))
                .until(() -> !told(inspection.caseId() + ":step").isEmpty());
        return inspection;
    }

    void goesOn(CaseKey inspection, String to) {
        await().atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> paths.details(inspection).orElseThrow().active().contains(to));
    }

    Receipt answer(String reference, String answer) {
        return inbox.receive(
                Sender.of(ROWAN, "supplier"),
                "questionAnswered",
                UUID.randomUUID().toString(),
                "{\"question\":\"" + reference + "\",\"answer\":\"" + answer + "\"}",
                null);
    }

    /** The events that Rowan has been sent about a matter. */
    List<String> told(String subject) {
        return notifications.of(ROWAN, 0, 500).stream()
                .map(entry -> new String(entry.message().body(), StandardCharsets.UTF_8))
                .filter(event -> event.contains("\"subject\":\"" + subject + "\""))
                .toList();
    }

    void rowanSupplies(String meterPoint) {
        Mpxn mpxn = new Mpxn(meterPoint);
        registrations.addMeterPoint(new MeterPoint(
                mpxn,
                new Mpid("SEVG"),
                null,
                "8 Orchard Row",
                "GL5 4AA",
                null,
                Energisation.ENERGISED,
                null,
                null,
                false));
        registrations.register(mpxn, new Mpid("ROWN"), LocalDate.of(2026, 1, 1), "test");
    }

    Receipt settle(CaseKey inspection, String outcome) {
        return inbox.receive(
                Sender.of(ROWAN, "supplier"),
                "consumerNoticeSettled",
                UUID.randomUUID().toString(),
                "{\"notice\":\"" + inspection.caseId() + ":step\",\"outcome\":\"" + outcome
                        + "\",\"channel\":\"post\",\"format\":\"largePrint\"}",
                null);
    }

    Receipt removed(String meterPoint, String state) {
        return inbox.receive(
                Sender.of(ROWAN, "supplier"),
                "meterRemoved",
                UUID.randomUUID().toString(),
                "{\"meterPoint\":\"" + meterPoint + "\",\"removedOn\":\"2026-11-02\",\"reading\":10.75,\"state\":\""
                        + state + "\"}",
                null);
    }

    Receipt pay(CaseKey inspection, String amount, LocalDate on) {
        return inbox.receive(
                Sender.of(ROWAN, "supplier"),
                "compensationPaid",
                UUID.randomUUID().toString(),
                "{\"compensation\":\"" + inspection.caseId() + ":step\",\"amount\":" + amount + ",\"paidOn\":\"" + on
                        + "\"}",
                null);
    }

    Receipt report(CaseKey visit, String outcome) {
        return inbox.receive(
                Sender.of(ROWAN, "supplier"),
                "jobOutcome",
                UUID.randomUUID().toString(),
                outcome(visit, outcome),
                null);
    }

    static String outcome(CaseKey visit, String outcome) {
        return "{\"visit\":\"" + visit.caseId() + "\",\"outcome\":\"" + outcome + "\"}";
    }

    /** Slots so many days from now, at this time of day; the consumer takes the first. */
    Map<String, String> slots(int first, int second, int third) {
        return Map.of("first", slot(first), "second", slot(second), "third", slot(third), "chosen", "first");
    }

    String slot(int days) {
        return clock.instant()
                .plus(Duration.ofDays(days))
                .truncatedTo(ChronoUnit.MINUTES)
                .atZone(BusinessCalendar.LONDON)
                .toLocalDateTime()
                .toString();
    }

    WorkItem open(CaseKey visit, String task) {
        await().atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> find(visit, task).isPresent());
        return find(visit, task).orElseThrow();
    }

    Optional<WorkItem> find(CaseKey visit, String task) {
        return waiting.find(TaskQuery.ofCase(visit.caseId())).stream()
                .filter(each -> each.key().equals(visit) && each.name().equals(task))
                .findFirst();
    }

    void complete(CaseKey visit, String task, Map<String, String> answers, String person) {
        assertThat(tasks.complete(open(visit, task).id(), answers, person)).isEmpty();
    }

    void toldTheConsumer(CaseKey visit, String occasion, String about) {
        await().atMost(Duration.ofMinutes(1))
                .until(() -> told(visit.caseId() + ":" + occasion).size() == 1);
        assertThat(told(visit.caseId() + ":" + occasion).get(0))
                .contains("\"about\":\"" + about + "\"", "\"case\":\"" + visit.caseId() + "\"");
    }

    List<String> details(CaseKey key) {
        return timeline.of(key).stream().map(TimelineEntry::detail).toList();
    }

    CaseFacts facts(CaseKey key) {
        return paths.details(key).orElseThrow().facts();
    }
}
