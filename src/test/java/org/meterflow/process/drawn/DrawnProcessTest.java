package org.meterflow.process.drawn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.meterflow.calendar.BusinessCalendar;
import org.meterflow.calendar.DemoClock;
import org.meterflow.messages.Delivery;
import org.meterflow.messages.Inbox;
import org.meterflow.messages.MessageCatalogue;
import org.meterflow.messages.MessageRefused;
import org.meterflow.messages.Receipt;
import org.meterflow.messages.Sender;
import org.meterflow.messages.Verdict;
import org.meterflow.process.CaseEnded;
import org.meterflow.process.CaseEnded.StepTime;
import org.meterflow.process.CaseFacts;
import org.meterflow.process.CaseKey;
import org.meterflow.process.CaseViews;
import org.meterflow.process.EndedCases;
import org.meterflow.process.FieldError;
import org.meterflow.process.TaskQuery;
import org.meterflow.process.Timeline;
import org.meterflow.process.TimelineEntry;
import org.meterflow.process.WorkItem;
import org.meterflow.process.change.ChangeProposals;
import org.meterflow.process.change.ProcessChanges;
import org.meterflow.process.change.Proposal;
import org.meterflow.process.engine.CasePaths;
import org.meterflow.process.engine.ModelFile;
import org.meterflow.process.engine.Tasks;
import org.meterflow.process.engine.WaitingTasks;
import org.meterflow.process.help.CancelledCases;
import org.meterflow.process.kit.FieldKind;
import org.meterflow.process.kit.TaskField;
import org.meterflow.team.Members;
import org.meterflow.testing.TownTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A process that somebody has drawn, and nobody has programmed: the example of the process owner's guide. */
@TownTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DrawnProcessTest {

    private static final Path EXAMPLE = Path.of("docs/guides/examples/damage-report/bpmn");
    private static final Sender ALDER = Sender.of("SP-0001", "supplier");
    private static final String METER_POINT = "2200100000056";

    @Autowired
    ChangeProposals proposals;

    @Autowired
    ProcessChanges changes;

    @LocalServerPort
    int port;

    @Autowired
    MessageCatalogue catalogue;

    @Autowired
    Inbox inbox;

    @Autowired
    DrawnCases drawn;

    @Autowired
    CancelledCases cancelled;

    @Autowired
    CaseViews views;

    @Autowired
    CasePaths paths;

    @Autowired
    WaitingTasks waiting;

    @Autowired
    Tasks tasks;

    @Autowired
    Members members;

    @Autowired
    Timeline timeline;

    @Autowired
    EndedCases ended;

    @Autowired
    Clock clock;

    @BeforeAll
    void theDiagramIsProposedAndApproved() throws IOException {
        apiDescription();
        Proposal proposal = proposals.propose(
                List.of(file("damage-report.bpmn"), file("damage-urgency.dmn")), "We need it", "anna");
        assertThat(proposal.wrong()).isEmpty();
        approve(proposal);
        List.of("anna", "ben", "carl").forEach(person -> members.set(person, Set.of("operations"), "test"));
    }

    @Test
    void what_a_message_lacks_is_said_for_each_field_and_nothing_is_stored() {
        assertThatThrownBy(() -> send("bad", """
                        {"reportId": "BAD 1", "meterPoint": "2200100000057", "supplier": "XX-9999", "damage": "roof",
                         "visitFrom": "soon"}"""))
                .isInstanceOfSatisfying(
                        MessageRefused.class,
                        refused -> assertThat(refused.faults())
                                .extracting(MessageRefused.Fault::pointer)
                                .contains("/reportId", "/damage", "/visitFrom"));
        assertThatThrownBy(() -> send(
                        "worse",
                        report("WORSE").replace(METER_POINT, "2200100000057").replace("SP-0001", "XX-9999")))
                .isInstanceOfSatisfying(
                        MessageRefused.class,
                        refused -> assertThat(refused.faults())
                                .extracting(fault -> fault.pointer() + " " + fault.message())
                                .containsExactly(
                                        "/meterPoint Meter point: enter an MPAN of 13 digits or an MPRN of 6 to 10 digits",
                                        "/supplier Supplier: there is no party XX-9999"));
        assertThatThrownBy(() -> send("huge", report("HUGE").replace("\"terminals\"", "1e999999999")))
                .isInstanceOfSatisfying(
                        MessageRefused.class,
                        refused -> assertThat(refused.faults())
                                .extracting(fault -> fault.pointer() + " " + fault.message())
                                .containsExactly(
                                        "/damage has more than 30 digits before or after the point, which no number here needs"));
        assertThatThrownBy(() ->
                        inbox.receive(Sender.of("RB-0001", "registration"), "damageReported", "x", report("X"), null))
                .isInstanceOf(MessageRefused.class)
                .hasMessageContaining("may not send damageReported");
    }

    @Test
    void its_message_is_in_the_catalogue_and_in_the_description_of_the_api_without_a_restart() throws Exception {
        assertThat(apiDescription()).contains("/api/messages/damageReported");
        String example = catalogue.example("damageReported").orElseThrow();

        Delivery delivery = inbox.check(ALDER, "damageReported", example);

        assertThat(delivery.verdict()).isEqualTo(Verdict.STARTED);
    }

    private String apiDescription() throws IOException {
        try (InputStream answer = URI.create("http://localhost:" + port + "/api/openapi.json")
                .toURL()
                .openStream()) {
            return new String(answer.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void a_second_case_of_the_same_id_is_refused_with_a_sentence() {
        assertThat(send("one", report("TWICE")).verdict()).isEqualTo(Verdict.STARTED);

        Receipt second = send("two", report("TWICE").replace("terminals", "display"));

        assertThat(second.verdict()).isEqualTo(Verdict.REFUSED);
        assertThat(second.reason()).isEqualTo("Damage report TWICE is known already: a new one needs a new id");
        assertThat(send("one", report("TWICE")).repeated()).isTrue();
    }

    @Test
    void a_case_that_a_person_cancels_ends_where_it_stands_and_its_task_is_withdrawn() {
        send("gone", report("GONE"));
        CaseKey key = new CaseKey("damageReport", "GONE");
        assertThat(cancelled.cancelling(key).happens()).contains("The task “Judge damage” is withdrawn.");

        cancelled.cancel(key, "It was reported twice", "anna");

        assertThat(views.facts(key).orElseThrow().outcome()).isEqualTo("Cancelled");
        assertThat(waiting.find(TaskQuery.ofCase("GONE"))).isEmpty();
        assertThat(timeline.of(key)).extracting(TimelineEntry::actor).contains("anna");
    }

    @Test
    void a_case_that_a_message_starts_goes_through_tasks_approval_and_time_to_its_end() {
        send("whole", report("WHOLE"));
        CaseKey key = new CaseKey("damageReport", "WHOLE");
        CaseFacts facts = views.facts(key).orElseThrow();
        assertThat(facts.about()).isEqualTo("Damage at 2200100000056: The terminals");
        assertThat(facts.state()).isEqualTo("Judge damage");
        assertThat(facts.parties()).containsExactly("SP-0001");
        assertThat(facts.facts().plain())
                .containsEntry("What is damaged?", "The terminals")
                .containsEntry("Supplier", "Alder Energy (SP-0001)")
                .containsEntry("Meter point", METER_POINT);
        assertThat(views.search("damageReport", METER_POINT, 0, 10))
                .extracting(CaseFacts::key)
                .contains(key);

        complete(key, "Judge damage", Map.of("repair", "true", "cost", "250"), "anna");
        decide(key, "ben");
        decide(key, "carl");
        assertThat(views.facts(key).orElseThrow().state()).isEqualTo("Visit day");
        ((DemoClock) clock).advance(Duration.ofDays(4));
        await().atMost(Duration.ofMinutes(1))
                .until(() -> !open(key, "Repair meter").isEmpty());
        complete(key, "Repair meter", Map.of("done", "New terminals"), "anna");

        assertThat(views.facts(key).orElseThrow().outcome()).isEqualTo("Meter repaired");
        assertThat(paths.details(key).orElseThrow().active()).isEmpty();
        assertThat(timeline.of(key))
                .extracting(TimelineEntry::title)
                .startsWith("Damage reported", "Decide urgency", "Judge damage")
                .endsWith("Meter repaired");
        assertThat(timeline.of(key))
                .extracting(TimelineEntry::detail)
                .contains("Open terminals can hurt somebody; Urgency: danger; Working days to judge it: 1");
        CaseEnded end = ended.find(key).orElseThrow();
        assertThat(end.outcome()).isEqualTo("meterRepaired");
        assertThat(end.steps()).extracting(StepTime::elementId).contains("judgeDamage", "visitDay", "meterRepaired");
        assertThat(end.late()).isEmpty();
        assertThat(ended.find(new CaseKey("fourEyes", "WHOLE:approveRepair"))
                        .orElseThrow()
                        .parent())
                .isEqualTo(key);
    }

    @Test
    void a_case_that_the_program_starts_has_its_facts_checked_and_typed() {
        Begun without = drawn.start("damageReport", "BY-PROGRAM", Map.of("reportId", "BY-PROGRAM"), Starter.program());
        assertThat(without.wrong()).extracting(FieldError::field).contains("meterPoint", "supplier", "damage");
        LocalDate day = LocalDate.of(2027, 3, 1);

        Begun begun = drawn.start(
                "damageReport",
                "BY-PROGRAM",
                Map.of(
                        "reportId",
                        "BY-PROGRAM",
                        "meterPoint",
                        METER_POINT,
                        "supplier",
                        "SP-0001",
                        "damage",
                        "case",
                        "visitFrom",
                        day),
                Starter.person("anna"));

        assertThat(begun.isNew()).isTrue();
        assertThat(views.facts(begun.key()).orElseThrow().facts().named())
                .containsEntry("visitFrom", day)
                .containsEntry("damage", "case");
        complete(begun.key(), "Judge damage", Map.of("repair", "false"), "anna");
        assertThat(views.facts(begun.key()).orElseThrow().outcome()).isEqualTo("Nothing to repair");
    }

    @Test
    void a_table_that_asks_for_what_nobody_knows_or_gives_other_words_is_refused() throws IOException {
        String table = new String(file("damage-urgency.dmn").content(), StandardCharsets.UTF_8);
        assertThat(wrongTable(table.replace("<text>damage</text>", "<text>damages</text>")))
                .singleElement()
                .asString()
                .startsWith("damage-report.bpmn, decideUrgency (Decide urgency): its table asks for 'damages'")
                .contains("meterPoint, note, reportId");
        assertThat(wrongTable(table.replace("name=\"workingDays\"", "name=\"days\"")))
                .anyMatch(
                        sentence -> sentence.contains("decideUrgency has no field workingDays. It has: urgency, days"));
    }

    private List<String> wrongTable(String text) {
        return proposals
                .propose(
                        List.of(new ModelFile("damage-urgency.dmn", text.getBytes(StandardCharsets.UTF_8))),
                        "Try",
                        "anna")
                .wrong();
    }

    @Test
    void a_number_that_would_fill_the_memory_when_written_out_stays_as_it_was_and_is_refused() {
        for (FieldKind kind : List.of(FieldKind.DECIMAL, FieldKind.WHOLE_NUMBER, FieldKind.MONEY)) {
            TaskField field = new TaskField("cost", "Cost", kind, "", "", true, "", false, Map.of(), null, null);
            Map<String, String> texts = FactTexts.ofValues(List.of(field), Map.of("cost", "1e999999999"));
            assertThat(texts).containsEntry("cost", "1e999999999");
            assertThat(field.problem("1e999999999")).isPresent();
        }
    }

    @Test
    void a_message_that_the_program_takes_starts_no_drawn_process_however_it_is_written() throws IOException {
        String text = new String(file("damage-report.bpmn").content(), StandardCharsets.UTF_8);
        for (String name : List.of("commandSigned", " commandSigned ")) {
            byte[] changed = text.replace("value=\"damageReported\"", "value=\"" + name + "\"")
                    .getBytes(StandardCharsets.UTF_8);
            assertThat(proposals
                            .propose(List.of(new ModelFile("damage-report.bpmn", changed)), "Try", "anna")
                            .wrong())
                    .anyMatch(sentence -> sentence.contains("the program takes the message commandSigned already"));
        }
    }

    @Test
    void a_message_is_for_one_taker_alone_and_the_box_that_would_take_another_s_is_named() throws IOException {
        assertThat(wrong(waiting("commandSigned", "gone")))
                .containsExactly(
                        "storm-round.bpmn, lookAtMeter (Look at meter): the program takes the message commandSigned"
                                + " already. Wait for one of another name.");
        assertThat(wrong(waiting("damageReported", "gone")))
                .containsExactly("storm-round.bpmn, lookAtMeter (Look at meter): the message damageReported starts"
                        + " damageReport already. Wait for one of another name.");
        assertThat(wrong(waiting("stormGone", "gone"))).isEmpty();
        String second = waiting("stormGone", "left").replace("stormRound", "secondRound");
        assertThat(proposals
                        .propose(
                                List.of(
                                        diagram("storm-round.bpmn", waiting("stormGone", "gone")),
                                        diagram("second-round.bpmn", second)),
                                "Two that wait for one message",
                                "anna")
                        .wrong())
                .singleElement()
                .asString()
                .contains("lookAtMeter (Look at meter): the message stormGone is awaited in")
                .contains("and its case is named by the field");
    }

    /** The round after a storm waits for a message that names its case by this field. */
    private static String waiting(String message, String keyField) throws IOException {
        return Files.readString(Path.of("src/test/resources/drawn-processes/storm-round.bpmn"))
                .replace("calledElement=\"damageReport\"", "calledElement=\"waitForMessage\"")
                .replaceAll("\\s*<camunda:property name=\"(reportId|meterPoint|supplier|damage|visitFrom)\".*", "")
                .replaceAll("<camunda:property name=\"note\".*", """
                        <camunda:property name="message" value="%s"/><camunda:property name="keyField" value="%s"/>
                        <camunda:property name="key" value="\\${facts.meterPoint}"/>
                        <camunda:property name="senders" value="supplier"/><camunda:property name="within" value="P2D"/>
                        """.formatted(message, keyField))
                .replace("== 'nothingToRepair'", "== 'came'");
    }

    private static ModelFile diagram(String name, String text) {
        return new ModelFile(name, text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void another_diagram_places_it_as_a_step_and_reads_the_end_it_came_to() throws IOException {
        ModelFile caller = new ModelFile(
                "storm-round.bpmn", Files.readAllBytes(Path.of("src/test/resources/drawn-processes/storm-round.bpmn")));
        String text = new String(caller.content(), StandardCharsets.UTF_8);
        assertThat(wrong(text.replace("name=\"damage\"", "name=\"damages\"")))
                .anyMatch(sentence -> sentence.contains("nothing says its damage"))
                .anyMatch(sentence -> sentence.contains("it has no property 'damages'"));
        assertThat(wrong(text.replace("== 'nothingToRepair'", "== 'nothing'")))
                .anyMatch(sentence -> sentence.contains("'nothing' is no answer of lookAtMeter.outcome"));
        approve(proposals.propose(List.of(caller), "After each storm", "anna"));
        CaseKey round = drawn.start(
                        "stormRound",
                        "STORM-1",
                        Map.of("meterPoint", METER_POINT, "day", LocalDate.of(2027, 1, 4)),
                        Starter.person("anna"))
                .key();

        CaseKey called = new CaseKey("damageReport", "STORM-1:lookAtMeter");
        assertThat(views.facts(called).orElseThrow().parent()).isEqualTo(round);
        assertThat(views.facts(called).orElseThrow().facts().named())
                .containsEntry("visitFrom", LocalDate.of(2027, 1, 4))
                .containsEntry("note", "After the storm of 4 January 2027");
        complete(called, "Judge damage", Map.of("repair", "false"), "anna");

        assertThat(views.facts(round).orElseThrow().outcome()).isEqualTo("All is well");
    }

    private List<String> wrong(String text) {
        return proposals
                .propose(
                        List.of(new ModelFile("storm-round.bpmn", text.getBytes(StandardCharsets.UTF_8))),
                        "Try",
                        "anna")
                .wrong();
    }

    private Receipt send(String id, String data) {
        return inbox.receive(ALDER, "damageReported", id, data, null);
    }

    private String report(String id) {
        LocalDate day =
                LocalDate.ofInstant(clock.instant(), BusinessCalendar.LONDON).plusDays(3);
        return """
                {"reportId": "%s", "meterPoint": "%s", "supplier": "SP-0001", "damage": "terminals", "visitFrom": "%s"}""".formatted(id, METER_POINT, day);
    }

    private List<WorkItem> open(CaseKey key, String task) {
        return waiting.find(TaskQuery.ofCase(key.caseId())).stream()
                .filter(item -> item.key().equals(key) && item.name().equals(task))
                .toList();
    }

    private void complete(CaseKey key, String task, Map<String, String> answers, String person) {
        assertThat(open(key, task)).hasSize(1);
        assertThat(tasks.complete(open(key, task).get(0).id(), answers, person)).isEmpty();
    }

    private void decide(CaseKey key, String person) {
        WorkItem decision =
                waiting.find(TaskQuery.ofCase(key.caseId() + ":approveRepair")).get(0);
        assertThat(tasks.complete(decision.id(), Map.of("decision", "agree", "reason", "It is burnt"), person))
                .isEmpty();
    }

    private void approve(Proposal proposal) {
        assertThat(proposal.wrong()).isEmpty();
        assertThat(changes.approve(changes.find(proposal.change()).orElseThrow(), "ben")
                        .done())
                .isTrue();
    }

    private static ModelFile file(String name) throws IOException {
        return new ModelFile(name, Files.readAllBytes(EXAMPLE.resolve(name)));
    }
}
